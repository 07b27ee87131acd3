//! What operations answer.

use super::kinds;

kinds! {
    SUCCESS_ADDED = "response/success-added": "An operation may succeed in one way more.",
    wire None / Breaking,
    rust "A variant more; beside another success, `ok` gives the answer itself in place of one body.",
    behaviour None "",
    help "Match the new variant; until then it is `Undocumented`, which `ok` takes for an error.";

    FAILURE_ADDED = "response/failure-added": "An operation documents one failure more.",
    wire None / Compatible,
    rust "A variant more; the enum is `#[non_exhaustive]`.",
    behaviour Changed "An answer of this status is the new variant, no longer `Undocumented` or the range that covered it.",
    help "Match the new variant where the program looks at it.";

    SUCCESS_REMOVED = "response/success-removed": "An operation no longer succeeds in one way.",
    wire None / Compatible,
    rust "Its variant goes; where one success is left, `ok` gives its body.",
    behaviour Changed "An answer of this status, should it come, is `Undocumented`, which `ok` takes for an error.",
    help "Remove what handles it.";

    FAILURE_REMOVED = "response/failure-removed": "An operation no longer documents a failure.",
    wire None / Compatible,
    rust "Its variant goes.",
    behaviour Changed "An answer of this status, should it come, is `Undocumented` or the range that covers it.",
    help "Match what is left.";

    MEDIA_ADDED = "response/media-type-added": "An answer may be of one media type more.",
    wire None / Compatible,
    rust "A variant more, or none where one reads both.",
    behaviour Changed "The call accepts it, so that it may come.",
    help "Match the new variant; `ok` gives the preferred one alone.";

    MEDIA_REMOVED = "response/media-type-removed": "An answer is no longer of a media type.",
    wire None / Breaking,
    rust "Its variant goes where it has one of its own.",
    behaviour Changed "The call no longer accepts it; should it come, it is `Undocumented`.",
    help "Match what is left.";

    PREFERENCE = "response/preference-changed": "Another media type of an answer is preferred.",
    wire None / None,
    rust "The variant that is named for its status holds another body.",
    behaviour Changed "The call accepts the media types in another order.",
    help "Match the variants by their new names.";

    BODY_ADDED = "response/body-added": "An answer has a body that had none.",
    wire None / Compatible,
    rust "The variant holds something, and `ok` gives it.",
    behaviour None "",
    help "Take the body, or leave it by `_`.";

    BODY_REMOVED = "response/body-removed": "An answer has no body any more.",
    wire None / Breaking,
    rust "The variant holds nothing.",
    behaviour None "",
    help "Do without the body.";

    TYPE = "response/type-changed": "The body of an answer is of another type.",
    wire None / Breaking,
    rust "The variant and `ok` give another type; none where Rust writes both in one way.",
    behaviour None "",
    help "Read the new type.";

    HEADER_ADDED = "response/header-added": "An answer has a header more.",
    wire None / Compatible,
    rust "A constant more of the module `headers`, unless another answer had it.",
    behaviour None "",
    help "Nothing to do.";

    HEADER_REMOVED = "response/header-removed": "An answer has a header less.",
    wire None / Breaking,
    rust "Its constant goes, unless another answer has it.",
    behaviour Changed "Reading the header gives nothing.",
    help "Do without it.";

    HEADER_TYPE = "response/header-type-changed": "A header of an answer is of another type.",
    wire None / Breaking,
    rust "Its constant reads another type; none where Rust writes both in one way.",
    behaviour None "",
    help "Read the new type.";

    UNSIGNED = "response/unsigned": "The service does not sign an answer (`x-unsigned`).",
    wire None / Compatible,
    rust "None: the static of the operation knows it.",
    behaviour Breaking "The protocol takes the answer without a signature, whoever sent it.",
    help "See that this is meant, and check the answer in another way.";

    SIGNED = "response/signed": "The service signs an answer that it did not sign (`x-unsigned` is gone).",
    wire None / Compatible,
    rust "None: the static of the operation knows it.",
    behaviour Changed "The protocol refuses the answer without a signature.",
    help "Nothing to do.";

    TEXT = "response/text-changed": "An answer is described by other words.",
    wire None / None,
    rust "None: it is documentation.",
    behaviour None "",
    help "Read it.";
}
