//! Files, settings and output.

use super::{Entry, Example, Outcome};
use crate::diagnostic::code;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        code: code::FILE_UNREADABLE,
        title: "A file cannot be read.",
        outcome: Outcome::Refused,
        does: "Nothing is written.",
        mend: "Check the path: in a file of settings it is relative to that file, on the command line to the folder you are in.",
        example: Example::Other("$ openapi-client-codegen generate no-such-file.yaml --out src/api"),
    },
    Entry {
        code: code::FILE_TOO_LARGE,
        title: "A file is larger than the limit.",
        outcome: Outcome::Refused,
        does: "Nothing is written: a document of more than 32 MiB is more likely a wrong file.",
        mend: "Check that this is the right file, or split the document, one for each product.",
        example: Example::Other("document = \"/var/log/everything.log\""),
    },
    Entry {
        code: code::FILE_NOT_UTF8,
        title: "A file is not UTF-8.",
        outcome: Outcome::Refused,
        does: "Nothing is written, and the first byte that is wrong is shown.",
        mend: "Save the file as UTF-8.",
        example: Example::Other("info: {title: caf\u{fffd}}   # saved as Latin-1"),
    },
    Entry {
        code: code::SETTINGS_INVALID,
        title: "The settings are not what the generator reads.",
        outcome: Outcome::Refused,
        does: "Nothing is written: a setting that is ignored would be a surprise.",
        mend: "Correct the name or the value; `openapi-client-codegen generate --help` shows every setting.",
        example: Example::Other("outputs = \"src/api\"   # did you mean `output`?"),
    },
    Entry {
        code: code::SETTINGS_UNUSED,
        title: "A setting names something that the document does not have.",
        outcome: Outcome::Noted,
        does: "The setting does nothing.",
        mend: "Correct the name, or remove it where the document has changed.",
        example: Example::Other("[rename.schemas]\n\"Onwer\" = \"PetOwner\"   # did you mean `Owner`?"),
    },
    Entry {
        code: code::OUTPUT_UNWRITABLE,
        title: "The output could not be written.",
        outcome: Outcome::Refused,
        does: "Files that the generator did not write are never replaced; no file is left half written.",
        mend: "Choose another folder, or move away the file that is in the way.",
        example: Example::Other("src/api/models.rs: written by hand"),
    },
    Entry {
        code: code::OUTPUT_NOT_RUST,
        title: "The emitted code is not Rust: a fault of the generator.",
        outcome: Outcome::Refused,
        does: "Nothing is written.",
        mend: "Report it, with the smallest document that shows it.",
        example: Example::Other("error[output/not-rust]: models.rs: expected an identifier"),
    },
];
