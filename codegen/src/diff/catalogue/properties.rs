//! Properties of objects.

use super::kinds;

kinds! {
    REQUIRED_ADDED = "property/required-added": "An object has a property more that must be there.",
    wire Breaking / Compatible,
    rust "`new` takes an argument more; with the first one the type loses `Default`.",
    behaviour None "",
    help "Give it a value.";

    OPTIONAL_ADDED = "property/optional-added": "An object has a property more that may be there.",
    wire Compatible / Compatible,
    rust "A field and a setter more.",
    behaviour None "",
    help "Nothing to do.";

    REQUIRED_REMOVED = "property/required-removed": "A property that had to be there is no longer there.",
    wire Breaking / Breaking,
    rust "Its field goes, and `new` takes an argument less.",
    behaviour None "",
    help "Do without it.";

    OPTIONAL_REMOVED = "property/optional-removed": "A property that could be there is no longer there.",
    wire Breaking / Compatible,
    rust "Its field and setter go.",
    behaviour None "",
    help "Do without it.";

    BECAME_REQUIRED = "property/became-required": "A property must be there that could be left out.",
    wire Breaking / Compatible,
    rust "Its field is no longer an `Option`, and `new` takes it in place of a setter.",
    behaviour None "",
    help "Give it a value.";

    BECAME_OPTIONAL = "property/became-optional": "A property can be left out that had to be there.",
    wire Compatible / Breaking,
    rust "Its field becomes an `Option`, and a setter takes it in place of `new`.",
    behaviour None "",
    help "Cope with its absence.";

    ACCESS = "property/access-changed": "Another side of a call sends a property (`readOnly`, `writeOnly`).",
    wire None / None,
    rust "The field goes from the type of the side that no longer has it. How that differs is told by itself.",
    behaviour None "",
    help "Leave it out of requests, or do without it in answers.";

    ORDER = "property/order-changed": "The properties that must be there are listed in another order.",
    wire None / None,
    rust "The arguments of `new` change places: callers fail to compile where the types differ.",
    behaviour None "",
    help "Put the arguments in the new order, or restore the old one in the document.";

    NAME = "property/rust-name-changed": "A property asks for another name in Rust.",
    wire None / None,
    rust "Its field and setter have another name.",
    behaviour None "",
    help "Use the new name.";

    TYPE = "property/type-changed": "A property is of another type.",
    wire Breaking / Breaking,
    rust "Its field and setter have another type; none where Rust writes both in one way.",
    behaviour None "",
    help "Hand over, or read, the new type.";

    TEXT = "property/text-changed": "A property is described by other words.",
    wire None / None,
    rust "None: it is documentation.",
    behaviour None "",
    help "Read it.";

    REST_ADDED = "property/others-kept": "An object keeps the members that it does not name (`additionalProperties`).",
    wire Compatible / Compatible,
    rust "A field more, which holds them by name.",
    behaviour Changed "Unknown members are kept and sent again.",
    help "Nothing to do.";

    REST_REMOVED = "property/others-ignored": "An object no longer keeps the members that it does not name (`additionalProperties`).",
    wire Breaking / Compatible,
    rust "The field that holds them goes.",
    behaviour Changed "Unknown members are ignored.",
    help "Do without them.";
}
