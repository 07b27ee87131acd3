//! Schemas: what is said of values as a whole.

use super::kinds;

kinds! {
    ADDED = "schema/added": "There is a named schema more.",
    wire None / None,
    rust "A type more, where it becomes one.",
    behaviour None "",
    help "Nothing to do.";

    REMOVED = "schema/removed": "A named schema is no longer there.",
    wire None / None,
    rust "Its type goes.",
    behaviour None "",
    help "Use what stands in its place.";

    RENAMED = "schema/renamed": "A schema is the same and has another name, or stands in another place.",
    wire None / None,
    rust "Its type has another name.",
    behaviour None "",
    help "Use the new name, or keep the old one by `x-rust-name`.";

    REFERENCE = "schema/reference-changed": "Another named schema stands in a place.",
    wire None / None,
    rust "The place has another type. What the wire notices is the worst of how the two schemas differ.",
    behaviour None "",
    help "Hand over, or read, the new type.";

    SPLIT = "schema/split": "What requests have is told apart from what answers have, as a property has one side only.",
    wire None / None,
    rust "Requests take a type of their own, which ends with `Input`.",
    behaviour None "",
    help "Make the new type where the old one was sent.";

    TYPE = "schema/type-changed": "A named schema is of another type.",
    wire Breaking / Breaking,
    rust "Its type goes or is of another kind; what holds it has another type.",
    behaviour None "",
    help "Hand over, or read, the new type.";

    FORMAT = "schema/format-changed": "A text has another format.",
    wire Breaking / Compatible,
    rust "What holds it has another type where one of the formats has a type of its own; otherwise none.",
    behaviour None "",
    help "Write the text in the new format.";

    NULL_ADDED = "schema/null-added": "A value may be `null` that could not.",
    wire Compatible / Breaking,
    rust "What holds it becomes `Nullable<…>`; a parameter stays as it is.",
    behaviour None "",
    help "Look at what is read before it is used; setters take what they took.";

    NULL_REMOVED = "schema/null-removed": "A value can no longer be `null`.",
    wire Breaking / Compatible,
    rust "What holds it is no longer `Nullable<…>`; a parameter stays as it is.",
    behaviour None "",
    help "Leave it out where `null` was sent.";

    CONSTANT_ADDED = "schema/constant-added": "A value can be one only.",
    wire Breaking / Compatible,
    rust "A property that must be there is set by `new`, which takes an argument less.",
    behaviour None "",
    help "Leave the argument out.";

    CONSTANT_REMOVED = "schema/constant-removed": "A value can be another than the only one.",
    wire Compatible / Compatible,
    rust "`new` takes an argument more for a property that must be there.",
    behaviour None "",
    help "Give it a value.";

    CONSTANT_CHANGED = "schema/constant-changed": "The only value is another one.",
    wire Breaking / Compatible,
    rust "None: `new` sets it.",
    behaviour Changed "The new value is sent.",
    help "Nothing to do.";

    DEFAULT = "schema/default-changed": "The service takes another value where none is given.",
    wire Compatible / None,
    rust "None: it is documentation.",
    behaviour Changed "What is left out stands for the new value.",
    help "Set the value where the old one is meant.";

    DEPRECATED = "schema/deprecated": "The document advises against a value.",
    wire None / None,
    rust "Its type, or its field and setter, are `#[deprecated]`: callers get a warning.",
    behaviour None "",
    help "Do without it, before it goes.";

    RESTORED = "schema/no-longer-deprecated": "The document no longer advises against a value.",
    wire None / None,
    rust "The warning goes.",
    behaviour None "",
    help "Nothing to do.";

    LIMIT_TIGHTENED = "schema/limit-tightened": "A limit takes less than before, or there is one more.",
    wire Breaking / Compatible,
    rust "None; the first limit of a type gives it `Validate`.",
    behaviour Changed "`validate()` reports values that it let pass. Nothing else looks at limits.",
    help "Keep to the limit, or validate before sending.";

    LIMIT_LOOSENED = "schema/limit-loosened": "A limit takes more than before, or is no longer there.",
    wire Compatible / Compatible,
    rust "None; with its last limit a type loses `Validate`.",
    behaviour Changed "`validate()` lets values pass that it reported.",
    help "See that the program copes with larger values in answers.";

    LIMIT_CHANGED = "schema/limit-changed": "A limit is another one, neither wider nor narrower, such as a pattern.",
    wire Breaking / Compatible,
    rust "None.",
    behaviour Changed "`validate()` judges by the new limit.",
    help "Keep to the limit, or validate before sending.";

    SENSITIVE = "schema/sensitive-added": "A text is encrypted on its way (`x-sensitive`).",
    wire Breaking / Breaking,
    rust "What holds it becomes `Sensitive<String>`; setters still take a text.",
    behaviour Changed "The protocol encrypts it in requests and decrypts it in answers; `Debug` does not show it.",
    help "Make the client with a protocol that encrypts.";

    CLEAR = "schema/sensitive-removed": "A text is sent in clear (`x-sensitive` is gone).",
    wire Breaking / Breaking,
    rust "What holds it is a `String`.",
    behaviour Breaking "What was encrypted is sent and logged in clear text, and setters take the same values as before.",
    help "See that this is meant: it may be a mark that was lost.";

    TEXT = "schema/text-changed": "A schema is described by other words.",
    wire None / None,
    rust "None: it is documentation.",
    behaviour None "",
    help "Read it: it may ask for something that the facts do not say.";
}
