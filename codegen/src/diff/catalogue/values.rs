//! Values of enums and members of unions.

use super::kinds;

kinds! {
    VALUE_ADDED = "enum/value-added": "An enum has a value more.",
    wire Compatible / Compatible,
    rust "A variant more; the enum is `#[non_exhaustive]`.",
    behaviour Changed "The value is read as its variant, no longer as `Unknown`.",
    help "Match the variant where the program looked for `Unknown`.";

    VALUE_REMOVED = "enum/value-removed": "An enum no longer has a value.",
    wire Breaking / Compatible,
    rust "Its variant goes; the value is still read, as `Unknown`.",
    behaviour None "",
    help "Do without it.";

    VALUE_NAME = "enum/rust-name-changed": "A value asks for another name in Rust (`x-enum-varnames`).",
    wire None / None,
    rust "Its variant has another name.",
    behaviour None "",
    help "Use the new name.";

    VALUE_TEXT = "enum/text-changed": "A value of an enum is described by other words.",
    wire None / None,
    rust "None: it is documentation.",
    behaviour None "",
    help "Read it.";

    MEMBER_ADDED = "union/member-added": "A value may be of one type more.",
    wire Compatible / Compatible,
    rust "A variant more; the enum is `#[non_exhaustive]`.",
    behaviour Changed "Such a value is read as its variant, no longer as `Unknown`.",
    help "Match the variant where the program looks at it.";

    MEMBER_REMOVED = "union/member-removed": "A value can no longer be of a type.",
    wire Breaking / Compatible,
    rust "Its variant goes; such a value is still read, as `Unknown`.",
    behaviour None "",
    help "Do without it.";

    TAG = "union/discriminator-changed": "A value says in another way of which type it is.",
    wire Breaking / Breaking,
    rust "None, or the property that says it is no longer one of the members.",
    behaviour Changed "The type is told by the new property, or by trying each.",
    help "Nothing to do.";

    TAG_VALUE_ADDED = "union/discriminator-value-added": "A type of a union is named by one value more.",
    wire Compatible / Compatible,
    rust "None.",
    behaviour Changed "A value with that name is read as the type, no longer as `Unknown`.",
    help "Nothing to do.";

    TAG_VALUE_REMOVED = "union/discriminator-value-removed": "A type of a union is no longer named by a value.",
    wire Breaking / Compatible,
    rust "None.",
    behaviour Changed "A value with that name is read as `Unknown`.",
    help "Nothing to do.";

    MEMBER_ORDER = "union/order-changed": "The types of a union are listed in another order.",
    wire None / None,
    rust "None.",
    behaviour Changed "Where nothing names the type, they are tried in another order: a value that fits several may be read as another one.",
    help "Name the type by a discriminator.";
}
