//! Request bodies and responses.

use super::{Entry, Example, Outcome};
use crate::diagnostic::code;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        code: code::BODY_UNSUPPORTED,
        title: "What stands in the place of a media type is none.",
        outcome: Outcome::Reduced,
        does: "The body is sent as bytes, or read as bytes whatever its media type.",
        mend: "Write the media type that the service takes or answers.",
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
        title: "A property of a form is written in the default way.",
        outcome: Outcome::Reduced,
        does: "The style is ignored.",
        mend: "Write one of the styles that forms have, or none.",
        example: Example::Document(
            "
paths:
  /pets:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: {type: object, properties: {tags: {type: array, items: {type: string}}}}
            encoding: {tags: {style: matrix}}
      responses: {'204': {description: Done.}}
",
        ),
    },
    Entry {
        code: code::BODY_EMPTY,
        title: "A request body has no media type.",
        outcome: Outcome::Reduced,
        does: "The operation is emitted without a body.",
        mend: "Name the media type below `content`, or remove the body.",
        example: Example::Document(
            "
paths:
  /pets:
    post:
      requestBody: {content: {}}
      responses: {'204': {description: Done.}}
",
        ),
    },
    Entry {
        code: code::RESPONSE_STATUS,
        title: "What stands in the place of a status is none, or stands twice.",
        outcome: Outcome::LeftOut,
        does: "It is read as the status that it begins with. Where there is none, the response is left out: such answers \
               arrive as undocumented, with all their bytes.",
        mend: "Write a status such as `\"200\"`, a range such as `4XX`, or `default`.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      responses: {'200 OK': {description: Pets.}}
",
        ),
    },
    Entry {
        code: code::RESPONSE_NO_BODY,
        title: "An answer that cannot have a body has content.",
        outcome: Outcome::Reduced,
        does: "The content is left out: no answer of that status brings one (RFC 9110).",
        mend: "Describe it at the status that it comes with.",
        example: Example::Document(
            "
paths:
  /pets:
    delete:
      responses: {'204': {description: Gone., content: {application/json: {schema: {type: object}}}}}
",
        ),
    },
    Entry {
        code: code::RESPONSE_HEADERS,
        title: "A header of a response has a name that no header has.",
        outcome: Outcome::LeftOut,
        does: "The header is left out.",
        mend: "Write the name as the service sends it.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      responses: {'200': {description: Pets., headers: {'X Total': {schema: {type: integer}}}}}
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
        title: "A body that is neither JSON nor a form nor parts holds what is to be encrypted, and is sent in clear text.",
        outcome: Outcome::Refused,
        does: "Nothing is written.",
        mend: "Send it as JSON, a form or parts, or remove the mark if the service takes it in clear text.",
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
