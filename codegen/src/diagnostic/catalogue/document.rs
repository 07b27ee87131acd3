//! The document as a whole: its text, its references, extensions and names.

use super::{Entry, Example, Outcome};
use crate::diagnostic::code;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        code: code::DOCUMENT_SYNTAX,
        title: "The document is not YAML or JSON.",
        outcome: Outcome::Refused,
        does: "Nothing is written. The place is where the parser noticed, which may be a little behind the slip.",
        mend: "Check the indentation, quotes, colons and braces around the place.",
        example: Example::Other("paths: {/pets: [}"),
    },
    Entry {
        code: code::DOCUMENT_DUPLICATE_KEY,
        title: "A mapping has a key twice.",
        outcome: Outcome::LeftOut,
        does: "The later one counts; what stands at the earlier one is ignored.",
        mend: "Give one of them another name, or remove it.",
        example: Example::Document(
            "
components:
  schemas:
    Pet: {type: string}
    Pet: {type: object}
",
        ),
    },
    Entry {
        code: code::DOCUMENT_ALIASES,
        title: "The YAML aliases of the document unfold to too much.",
        outcome: Outcome::Refused,
        does: "Nothing is written.",
        mend: "Write `$ref` in place of aliases that stand inside one another.",
        example: Example::Document("x-all: &all [*all]\n"),
    },
    Entry {
        code: code::DOCUMENT_SEVERAL,
        title: "The file holds several YAML documents.",
        outcome: Outcome::LeftOut,
        does: "The first one is read.",
        mend: "Remove the line `---`, or write the others to files of their own.",
        example: Example::Document(
            "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\n---\nopenapi: 3.0.3\n",
        ),
    },
    Entry {
        code: code::DOCUMENT_TOO_DEEP,
        title: "The document is nested too deep.",
        outcome: Outcome::Refused,
        does: "Nothing is written: at most 128 levels are read.",
        mend: "Move inner schemas to `components/schemas` and refer to them.",
        example: Example::Other("x: [[[[[[[[ … 129 of them … ]]]]]]]]"),
    },
    Entry {
        code: code::DOCUMENT_NOT_OPENAPI,
        title: "The document is not an OpenAPI document.",
        outcome: Outcome::Refused,
        does: "Nothing is written. Swagger 2.0 is another format and is refused as well.",
        mend: "Begin the document with `openapi: 3.0.3` or `openapi: 3.1.0`; convert Swagger 2.0 first.",
        example: Example::Document("swagger: '2.0'\n"),
    },
    Entry {
        code: code::DOCUMENT_VERSION,
        title: "The document's version of OpenAPI is read as another one.",
        outcome: Outcome::Noted,
        does: "The document is read as the nearest version that is known; what only its own version has is reported where it stands.",
        mend: "Nothing need be done. Write the version that is known, where the document uses nothing newer.",
        example: Example::Document("openapi: 3.2.0\n"),
    },
    Entry {
        code: code::DOCUMENT_MALFORMED,
        title: "A node has not the shape that OpenAPI gives it.",
        outcome: Outcome::LeftOut,
        does: "The node is left out; what stands around it is generated.",
        mend: "Write it as the specification of OpenAPI has it.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      responses:
        '200': A text in the place of a response.
",
        ),
    },
    Entry {
        code: code::DOCUMENT_REPEATED,
        title: "An operation stands in several documents.",
        outcome: Outcome::Noted,
        does: "That of the first document is taken. The finding is not shown, unless `deny` names it or `document/`.",
        mend: "Leave it, if the first document is the better one; else remove the operation there.",
        example: Example::Other(
            "
# codegen.toml: both documents have `get /pets`
documents = [\"pets.yaml\", \"products/pets.yaml\"]
",
        ),
    },
    Entry {
        code: code::DOCUMENT_MISSPELLED,
        title: "A member is almost a keyword, and ignored.",
        outcome: Outcome::Reduced,
        does: "What the keyword would say is not known to the client.",
        mend: "Spell it as OpenAPI does. If it is something of your own, let its name begin with `x-`.",
        example: Example::Document(
            "
components:
  schemas:
    Pet: {type: object, propertes: {name: {type: string}}}   # did you mean `properties`?
",
        ),
    },
    Entry {
        code: code::REFERENCE_DANGLING,
        title: "A reference leads nowhere.",
        outcome: Outcome::Reduced,
        does: "A schema is read as any JSON value; a parameter, a response or a path item is left out.",
        mend: "Correct the reference: the nearest name that exists is suggested.",
        example: Example::Document(
            "
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: '#/components/schemas/Onwer'}}}
    Owner: {type: object}
",
        ),
    },
    Entry {
        code: code::REFERENCE_CYCLE,
        title: "A reference leads only to itself.",
        outcome: Outcome::Reduced,
        does: "A schema is read as any JSON value; anything else is left out.",
        mend: "Write out one of the nodes on the way.",
        example: Example::Document(
            "
components:
  schemas:
    Egg: {$ref: '#/components/schemas/Hen'}
    Hen: {$ref: '#/components/schemas/Egg'}
",
        ),
    },
    Entry {
        code: code::REFERENCE_EXTERNAL,
        title: "A reference leads to a file that is not read.",
        outcome: Outcome::Reduced,
        does: "A schema is read as any JSON value; anything else is left out. Relative paths to files named .yaml, .yml or .json are read; nothing is fetched from the network.",
        mend: "Put the file where the reference looks for it. Of a remote file, put a copy into the folder that `remote_references` names.",
        example: Example::Document(
            "
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: 'https://example.com/owner.yaml'}}}
",
        ),
    },
    Entry {
        code: code::REFERENCE_INEXACT,
        title: "A reference is not written as it must be, but it is clear what it means.",
        outcome: Outcome::Noted,
        does: "The reference is followed.",
        mend: "Write it as the message has it.",
        example: Example::Document(
            "
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: Owner}}}
    Owner: {type: object}
",
        ),
    },
    Entry {
        code: code::REFERENCE_SIBLINGS,
        title: "What stands beside a reference is ignored.",
        outcome: Outcome::Reduced,
        does: "The reference counts alone, as OpenAPI 3.0 has it; `nullable` and descriptions beside it are kept.",
        mend: "Write the reference and what stands beside it as two members of an `allOf`.",
        example: Example::Document(
            "
components:
  schemas:
    Name: {type: string}
    Pet: {type: object, properties: {name: {$ref: '#/components/schemas/Name', maxLength: 20}}}
",
        ),
    },
    Entry {
        code: code::EXTENSION_MALFORMED,
        title: "An extension that the generator reads has not the shape that it needs.",
        outcome: Outcome::Refused,
        does: "Nothing is written: taken for absent, such a mark could cost money.",
        mend: "Write `true` without quotes, or names with texts below them, as the extension has it.",
        example: Example::Document(
            "
paths:
  /refunds:
    post:
      x-idempotent: 'true'   # a text
      responses: {'204': {description: Done.}}
",
        ),
    },
    Entry {
        code: code::EXTENSION_MISPLACED,
        title: "An extension stands where it says nothing.",
        outcome: Outcome::Refused,
        does: "Nothing is written: what was to be encrypted would be sent in clear text.",
        mend: "Put `x-sensitive: true` beside each `type: string` that is to be encrypted.",
        example: Example::Document(
            "
paths:
  /cards:
    post:
      x-sensitive: true   # beside the texts in the body, not here
      responses: {'204': {description: Done.}}
",
        ),
    },
    Entry {
        code: code::EXTENSION_MISSPELLED,
        title: "A member is almost an extension that the generator reads, and would be ignored.",
        outcome: Outcome::Noted,
        does: "The extension says nothing. What is almost `x-sensitive` is an error: unread, it would let through in clear text what was to be encrypted.",
        mend: "Spell it as the message suggests, or give an extension of your own a name less like it.",
        example: Example::Document(
            "
paths:
  /refunds:
    post:
      x-idempotnt: true   # did you mean `x-idempotent`?
      responses: {'204': {description: Done.}}
",
        ),
    },
    Entry {
        code: code::NAME_TAKEN,
        title: "A name was taken, so another one was given.",
        outcome: Outcome::Noted,
        does: "The later of two things that would have one name in Rust gets a number.",
        mend: "Give one of them a name by `x-rust-name` or by `[rename]` in the settings.",
        example: Example::Document(
            "
components:
  schemas:
    pet-owner: {type: object, properties: {a: {type: string}}}
    PetOwner: {type: object, properties: {b: {type: string}}}
",
        ),
    },
    Entry {
        code: code::NAME_INVALID,
        title: "A name that was asked for cannot be had in Rust.",
        outcome: Outcome::Noted,
        does: "The name that would be given without the wish is given.",
        mend: "Ask for one that Rust takes and nothing else has: `PascalCase` for types, `snake_case` for functions and fields.",
        example: Example::Document(
            "
components:
  schemas:
    Pet: {type: object, x-rust-name: my-pet, properties: {a: {type: string}}}
",
        ),
    },
];
