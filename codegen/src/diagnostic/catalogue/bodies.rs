//! Request bodies and responses.

use super::{Entry, Example, Outcome};
use crate::diagnostic::code;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        code: code::BODY_UNSUPPORTED,
        title: "A request body has no media type that is generated.",
        outcome: Outcome::LeftOut,
        does: "What the message says is left out: a media type, or an operation that has no other one.",
        mend: "Offer JSON, a form, text or bytes, where the service takes them.",
        example: Example::Document(
            "
paths:
  /pets:
    post:
      requestBody: {content: {'no media type': {schema: {type: object}}}}
      responses: {'204': {description: Done.}}
",
        ),
    },
    Entry {
        code: code::BODY_ENCODING,
        title: "How the properties of a form are written is ignored.",
        outcome: Outcome::Reduced,
        does: "The properties are written in the default way.",
        mend: "Leave `encoding` out where the service takes the default.",
        example: Example::Document(
            "
paths:
  /pets:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: {type: object, properties: {tags: {type: array, items: {type: string}}}}
            encoding: {tags: {style: spaceDelimited}}
      responses: {'204': {description: Done.}}
",
        ),
    },
    Entry {
        code: code::BODY_ONE_OF_SEVERAL,
        title: "One of several media types of a request body was taken.",
        outcome: Outcome::Reduced,
        does: "The body is sent as the one that is named; the others are left out.",
        mend: "Nothing need be done, where the service takes that one.",
        example: Example::Document(
            "
paths:
  /pets:
    post:
      requestBody: {content: {application/json: {}, text/plain: {}}}
      responses: {'204': {description: Done.}}
",
        ),
    },
    Entry {
        code: code::RESPONSE_ONE_OF_SEVERAL,
        title: "One of several media types of a response was taken.",
        outcome: Outcome::Reduced,
        does: "Answers of another type arrive as undocumented, with all their bytes.",
        mend: "Nothing need be done, where the service answers with that one.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      responses: {'200': {description: Pets., content: {application/json: {}, text/csv: {}}}}
",
        ),
    },
    Entry {
        code: code::RESPONSE_HEADERS,
        title: "A response has typed headers, which are not generated.",
        outcome: Outcome::Reduced,
        does: "The answer has all its headers, as text.",
        mend: "Read them from `Answer::headers`.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      responses: {'200': {description: Pets., headers: {X-Total: {schema: {type: integer}}}}}
",
        ),
    },
    Entry {
        code: code::RESPONSE_LINKS,
        title: "Responses have links, which are not generated.",
        outcome: Outcome::Reduced,
        does: "The responses are generated without them. It is said once a document, at the first of them.",
        mend: "Nothing need be done: call the operation that the link names.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      responses: {'200': {description: Pets., links: {next: {operationId: listPets}}}}
",
        ),
    },
    Entry {
        code: code::BODY_SENSITIVE,
        title: "A body that is not JSON holds what is to be encrypted, and is sent in clear text.",
        outcome: Outcome::Refused,
        does: "Nothing is written.",
        mend: "Send it as JSON, or remove the mark if the service takes it in clear text.",
        example: Example::Document(
            "
paths:
  /cards:
    post:
      requestBody: {content: {text/plain: {schema: {type: string, x-sensitive: true}}}}
      responses: {'204': {description: Done.}}
",
        ),
    },
];
