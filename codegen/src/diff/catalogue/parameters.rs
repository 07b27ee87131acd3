//! Parameters.

use super::kinds;

kinds! {
    REQUIRED_ADDED = "parameter/required-added": "There is a parameter more that must be sent.",
    wire Breaking / None,
    rust "The function takes an argument more; beyond five of them, `new` of its parameters does.",
    behaviour None "",
    help "Give it a value in each call.";

    OPTIONAL_ADDED = "parameter/optional-added": "There is a parameter more that may be sent.",
    wire Compatible / None,
    rust "A field and a setter more of the operation's parameters. The first one makes them an argument of the function.",
    behaviour None "",
    help "Where it is the first one, hand over `&…Parameters::new()`.";

    REQUIRED_REMOVED = "parameter/required-removed": "A parameter that had to be sent is no longer there.",
    wire Breaking / None,
    rust "The function takes an argument less.",
    behaviour None "",
    help "Leave the argument out.";

    OPTIONAL_REMOVED = "parameter/optional-removed": "A parameter that could be sent is no longer there.",
    wire Breaking / None,
    rust "Its field and setter go; with the last one, an argument of the function.",
    behaviour None "",
    help "Do without it.";

    BECAME_REQUIRED = "parameter/became-required": "A parameter must be sent that could be left out.",
    wire Breaking / None,
    rust "A field of the operation's parameters becomes an argument of the function.",
    behaviour None "",
    help "Give it a value in each call.";

    BECAME_OPTIONAL = "parameter/became-optional": "A parameter can be left out that had to be sent.",
    wire Compatible / None,
    rust "An argument of the function becomes a field of the operation's parameters.",
    behaviour None "",
    help "Set it where it was an argument.";

    TYPE = "parameter/type-changed": "A parameter is of another type.",
    wire Breaking / None,
    rust "The argument, or the field and setter, have another type; none where Rust writes both in one way.",
    behaviour None "",
    help "Hand over a value of the new type.";

    STYLE = "parameter/style-changed": "A parameter is written in another way.",
    wire Breaking / None,
    rust "None: the function knows it.",
    behaviour Changed "The same value is sent in the new way.",
    help "Nothing to do.";

    VARIABLE = "parameter/variable-renamed": "A variable of a path has another name.",
    wire None / None,
    rust "The chain of resources calls its step by the name; arguments of functions go by their order.",
    behaviour None "",
    help "Use the new name in the chain.";

    ORDER = "parameter/order-changed": "The parameters that must be sent are listed in another order.",
    wire None / None,
    rust "The arguments of the function change places: callers fail to compile where the types differ.",
    behaviour None "",
    help "Put the arguments in the new order, or restore the old one in the document.";

    NAME = "parameter/rust-name-changed": "A parameter asks for another name in Rust.",
    wire None / None,
    rust "The field and the setter of one that may be left out have another name; arguments go by their order.",
    behaviour None "",
    help "Use the new name.";

    DEPRECATED = "parameter/deprecated": "The document advises against a parameter.",
    wire None / None,
    rust "Its field and setter are `#[deprecated]`: callers get a warning.",
    behaviour None "",
    help "Do without it, before it goes.";

    RESTORED = "parameter/no-longer-deprecated": "The document no longer advises against a parameter.",
    wire None / None,
    rust "The warning goes.",
    behaviour None "",
    help "Nothing to do.";

    TEXT = "parameter/text-changed": "A parameter is described by other words.",
    wire None / None,
    rust "None: it is documentation.",
    behaviour None "",
    help "Read it.";
}
