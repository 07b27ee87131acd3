//! Request bodies.

use super::kinds;

kinds! {
    REQUIRED_ADDED = "body/required-added": "A body must be sent where there was none.",
    wire Breaking / None,
    rust "The function takes an argument more.",
    behaviour None "",
    help "Hand over a body in each call.";

    OPTIONAL_ADDED = "body/optional-added": "A body may be sent where there was none.",
    wire Compatible / None,
    rust "The function takes an argument more, which may be `None`.",
    behaviour None "",
    help "Hand over `None` or a body.";

    REMOVED = "body/removed": "No body is sent any more.",
    wire Breaking / None,
    rust "The function takes an argument less.",
    behaviour None "",
    help "Leave the body out.";

    BECAME_REQUIRED = "body/became-required": "A body must be sent that could be left out.",
    wire Breaking / None,
    rust "The argument is no longer an `Option`.",
    behaviour None "",
    help "Hand over a body in each call.";

    BECAME_OPTIONAL = "body/became-optional": "A body can be left out that had to be sent.",
    wire Compatible / None,
    rust "The argument becomes an `Option`.",
    behaviour None "",
    help "Hand over `Some(body)`.";

    MEDIA_ADDED = "body/media-type-added": "A body may be of one media type more.",
    wire Compatible / None,
    rust "A variant more; the second media type makes the enum, which a reference to a model still becomes by itself.",
    behaviour None "",
    help "Nothing to do where the body is a model; otherwise name the variant.";

    MEDIA_REMOVED = "body/media-type-removed": "A body can no longer be of a media type.",
    wire Breaking / None,
    rust "Its variant goes, and the enum with the last choice.",
    behaviour None "",
    help "Send what is still taken.";

    PREFERENCE = "body/preference-changed": "Another media type of a body is preferred.",
    wire None / None,
    rust "Another type becomes the enum of bodies by itself.",
    behaviour Changed "A body that is handed over without naming its variant is sent as the media type that its type stands for now.",
    help "Name the variant.";

    ENCODING = "body/encoding-changed": "A property of a form, or a part, is written in another way.",
    wire Breaking / None,
    rust "None: the static of the operation knows it.",
    behaviour Changed "The same body is sent in the new way.",
    help "Nothing to do.";

    TYPE = "body/type-changed": "A body is of another type.",
    wire Breaking / None,
    rust "The argument has another type; none where Rust writes both in one way.",
    behaviour None "",
    help "Hand over a value of the new type.";

    TEXT = "body/text-changed": "A body is described by other words.",
    wire None / None,
    rust "None: it is documentation.",
    behaviour None "",
    help "Read it.";
}
