//! Findings about security schemes, what operations need of them, and lists that come page by page.

use super::{Entry, Example, Outcome};
use crate::diagnostic::code;

pub const ENTRIES: &[Entry] = &[
    Entry {
        code: code::PAGING_UNUSABLE,
        title: "How the pages of a list follow one another does not fit the operation.",
        outcome: Outcome::LeftOut,
        does: "The operation is emitted without the function for the items of all pages.",
        mend: "Write what the message says: `kind` and `parameter`, and JSON pointers to what stands in the answer.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      x-paging: {kind: cursor, parameter: after, next: /next, items: /pets}
      parameters: [{name: before, in: query, schema: {type: string}}]
      responses: {'200': {description: Pets.}}
",
        ),
    },
    Entry {
        code: code::SECURITY_SCHEME,
        title: "A security scheme, or a flow of it, cannot be used.",
        outcome: Outcome::LeftOut,
        does: "It is left out, and what names it needs the other schemes beside it alone. Without a flow there is still the function that takes a token.",
        mend: "Write what the message says is missing. Until then callers can send what is needed with `Client::builder().header(…)`.",
        example: Example::Document(
            "
components:
  securitySchemes: {key: {type: apiKey, name: X-Key}}
",
        ),
    },
    Entry {
        code: code::SECURITY_UNDEFINED,
        title: "A security scheme is needed that the document does not define.",
        outcome: Outcome::Reduced,
        does: "The name is ignored wherever it stands: of several schemes the others are needed, of several alternatives the others are left.",
        mend: "Correct the name, or define the scheme below `components/securitySchemes`.",
        example: Example::Document(
            "
security: [{api_key: []}]
components:
  securitySchemes: {apiKey: {type: http, scheme: bearer}}
",
        ),
    },
    Entry {
        code: code::SECURITY_REQUIREMENT,
        title: "What is needed is not a list of objects.",
        outcome: Outcome::Reduced,
        does: "An object is read as a list of itself; anything else is ignored, so that what the document says of all operations counts.",
        mend: "Write a list of alternatives, each an object of names with their scopes.",
        example: Example::Document(
            "
security: {key: []}
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
",
        ),
    },
    Entry {
        code: code::SECURITY_NEVER_NEEDED,
        title: "Security schemes are defined, and nothing says which operations need them.",
        outcome: Outcome::Noted,
        does: "Whatever a caller gives for one of them is sent with every call; none is needed.",
        mend: "Name the schemes below `security`, of the whole document or of single operations.",
        example: Example::Document(
            "
paths:
  /pets:
    get: {responses: {'200': {description: Pets.}}}
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
",
        ),
    },
    Entry {
        code: code::SECURITY_TLS,
        title: "A certificate of the connection is needed.",
        outcome: Outcome::Noted,
        does: "Calls are sent as if the connection had one.",
        mend: "Give the client a transport that has a certificate, with `Client::builder().transport(…)`.",
        example: Example::Document(
            "
components:
  securitySchemes: {certificate: {type: mutualTLS}}
",
        ),
    },
];
