//! The document itself, its servers and security schemes, and names in Rust.

use super::kinds;

kinds! {
    VERSION_CHANGED = "document/version-changed": "The document has another version.",
    wire None / None,
    rust "None: the version stands in documentation alone.",
    behaviour None "",
    help "Nothing to do; the crate has a version of its own.";

    TITLE_CHANGED = "document/title-changed": "The document has another title.",
    wire None / None,
    rust "None: the title stands in documentation alone.",
    behaviour None "",
    help "Nothing to do.";

    DOCUMENT_TEXT = "document/text-changed": "The description of the whole is another one.",
    wire None / None,
    rust "None: it is documentation.",
    behaviour None "",
    help "Nothing to do.";

    SERVER_MOVED = "server/default-changed": "Calls go to another server by themselves.",
    wire Compatible / None,
    rust "None where no server can be chosen; `Server::MAIN` stands for the new one.",
    behaviour Changed "A client that sets no address talks to the new server.",
    help "See that the new address may be reached and is trusted from where the program runs.";

    SERVER_ADDED = "server/added": "There is a server more.",
    wire None / None,
    rust "A constant more of the type `Server`, which is there as soon as there is a choice.",
    behaviour None "",
    help "Nothing to do.";

    SERVER_REMOVED = "server/removed": "A server is no longer there.",
    wire Breaking / None,
    rust "Its constant goes, and the type `Server` with the last choice.",
    behaviour None "",
    help "Choose another server.";

    SERVER_BACKUP = "server/backup-changed": "Another server stands in for the usual one.",
    wire None / None,
    rust "None: the builder knows it.",
    behaviour Changed "Calls that find no connection try the new one, or none.",
    help "See that the backup may be reached from where the program runs.";

    SERVER_TEXT = "server/text-changed": "A server is described by other words.",
    wire None / None,
    rust "A server among several is named for a short description: its constant may have another name.",
    behaviour None "",
    help "Use the new name of the constant.";

    SERVER_VARIABLE_ADDED = "server/variable-added": "The address of a server has a variable more.",
    wire Compatible / None,
    rust "A setter more of the type `Server`.",
    behaviour Changed "The address holds the default of the variable unless it is set.",
    help "Set it where the default is not meant.";

    SERVER_VARIABLE_REMOVED = "server/variable-removed": "The address of a server has a variable less.",
    wire Compatible / None,
    rust "Its setter goes, and the type `Server` with the last choice.",
    behaviour Changed "The address is the one that the document writes.",
    help "Leave the setter out.";

    SERVER_VARIABLE_DEFAULT = "server/variable-default-changed": "A variable of a server has another default.",
    wire Compatible / None,
    rust "None.",
    behaviour Changed "A client that does not set the variable talks to another address.",
    help "Set the variable where the old value is meant.";

    SERVER_VALUE_ADDED = "server/variable-value-added": "A variable of a server can have a value more.",
    wire None / None,
    rust "A variant more of the enum of its values; the first one makes the enum, which the setter then takes.",
    behaviour None "",
    help "Nothing to do.";

    SERVER_VALUE_REMOVED = "server/variable-value-removed": "A variable of a server no longer has a value.",
    wire Breaking / None,
    rust "Its variant goes; any other value can still be given as a text.",
    behaviour None "",
    help "Choose another value.";

    SCHEME_ADDED = "security/scheme-added": "There is a security scheme more.",
    wire None / None,
    rust "A function more of the module `security`.",
    behaviour None "",
    help "Nothing to do until an operation needs it.";

    SCHEME_REMOVED = "security/scheme-removed": "A security scheme is no longer there.",
    wire Breaking / None,
    rust "Its function goes.",
    behaviour None "",
    help "Make the client with credentials that the document still knows.";

    SCHEME_CHANGED = "security/scheme-changed": "A security scheme is of another kind, or stands in another place.",
    wire Breaking / None,
    rust "Its function is there; what it takes may be something else.",
    behaviour Changed "The same credential is sent in another way.",
    help "See that what is given to the function is what the new kind needs.";

    SCHEME_TOKENS = "security/token-url-changed": "Tokens of OAuth 2.0 are had at another address, or with other scopes.",
    wire Breaking / None,
    rust "None; the function that gets tokens comes and goes with the address.",
    behaviour Changed "Tokens are asked for at the new address.",
    help "See that the client is known there.";

    SECURITY_REQUIRED = "security/required": "Credentials are needed where none were.",
    wire Breaking / None,
    rust "None: credentials are given to the builder.",
    behaviour Changed "A call without credentials fails before it is sent.",
    help "Give the builder a credential by a function of the module `security`.";

    SECURITY_FREE = "security/no-longer-required": "No credentials are needed any more.",
    wire Compatible / None,
    rust "None.",
    behaviour Changed "Credentials are no longer sent.",
    help "Nothing to do.";

    SECURITY_CHANGED = "security/requirement-changed": "Other credentials are needed.",
    wire Breaking / None,
    rust "None: credentials are given to the builder.",
    behaviour Changed "A call sends what is needed now, and fails where the client does not have it.",
    help "Give the builder the credentials that are needed now.";

    WEBHOOK_ADDED = "webhook/added": "The service sends a request more.",
    wire None / Compatible,
    rust "A constant more, and a variant of the enum of all, which is there as soon as there are two.",
    behaviour None "",
    help "Nothing to do: until then it is read as `Unknown`.";

    WEBHOOK_REMOVED = "webhook/removed": "The service no longer sends a request.",
    wire None / Compatible,
    rust "Its constant and its variant go.",
    behaviour None "",
    help "Remove what handles it.";

    WEBHOOK_CHANGED = "webhook/method-changed": "The service sends a request with another method or media type.",
    wire None / Breaking,
    rust "None: the constant knows it.",
    behaviour Changed "The constant reads what is sent now, and refuses what was sent before.",
    help "See that the program's own route takes it.";

    WEBHOOK_TYPE = "webhook/type-changed": "What the service sends is of another type.",
    wire None / Breaking,
    rust "The constant reads another type.",
    behaviour None "",
    help "Handle the new type.";

    WEBHOOK_TEXT = "webhook/text-changed": "A request of the service is described by other words, or what it expects is.",
    wire None / None,
    rust "None: it is documentation.",
    behaviour None "",
    help "Read it.";

    RUST_ADDED = "rust/added": "There is more in Rust, though the documents mean the same.",
    wire None / None,
    rust "An item more, as the settings ask for it.",
    behaviour None "",
    help "Nothing to do.";

    RUST_REMOVED = "rust/removed": "An item of Rust goes, though the documents mean the same.",
    wire None / None,
    rust "The settings leave it out, or it has another name: one that is taken now goes to another item.",
    behaviour None "",
    help "Ask for the old name by `[rename]` in the settings or `x-rust-name` in the document.";

    RUST_CHANGED = "rust/changed": "An item of Rust is another one, though the documents mean the same.",
    wire None / None,
    rust "The settings map another type, or the name of a type changed.",
    behaviour None "",
    help "Ask for the old names or types in the settings.";
}
