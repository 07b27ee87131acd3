//! The stable names of all findings: `subject/finding`. Each has an entry in `catalogue/`, from which `explain` and
//! `docs/diagnostics.md` are made.

/// A file cannot be read.
pub const FILE_UNREADABLE: &str = "file/unreadable";
/// A file is larger than the limit.
pub const FILE_TOO_LARGE: &str = "file/too-large";
/// A file is not UTF-8.
pub const FILE_NOT_UTF8: &str = "file/not-utf8";
/// The settings are not what the generator reads.
pub const SETTINGS_INVALID: &str = "settings/invalid";
/// A setting names something that the document does not have.
pub const SETTINGS_UNUSED: &str = "settings/unused";

/// The document is not YAML or JSON.
pub const DOCUMENT_SYNTAX: &str = "document/syntax";
/// A mapping of the document has a key twice.
pub const DOCUMENT_DUPLICATE_KEY: &str = "document/duplicate-key";
/// The aliases of the document unfold to too much.
pub const DOCUMENT_ALIASES: &str = "document/aliases";
/// The file holds several documents.
pub const DOCUMENT_SEVERAL: &str = "document/several";
/// The document is nested too deep.
pub const DOCUMENT_TOO_DEEP: &str = "document/too-deep";
/// The document is not an OpenAPI document.
pub const DOCUMENT_NOT_OPENAPI: &str = "document/not-openapi";
/// The document's version of OpenAPI is read as another one.
pub const DOCUMENT_VERSION: &str = "document/version";
/// A node has not the shape that OpenAPI gives it.
pub const DOCUMENT_MALFORMED: &str = "document/malformed-node";
/// An operation stands in several documents.
pub const DOCUMENT_REPEATED: &str = "document/repeated-operation";
/// A member is almost a keyword, and ignored.
pub const DOCUMENT_MISSPELLED: &str = "document/misspelled-keyword";

/// A reference leads nowhere.
pub const REFERENCE_DANGLING: &str = "reference/dangling";
/// A reference leads only to itself.
pub const REFERENCE_CYCLE: &str = "reference/cycle";
/// A reference leads out of the document.
pub const REFERENCE_EXTERNAL: &str = "reference/external";
/// A reference is not written as it must be, but it is clear what it means.
pub const REFERENCE_INEXACT: &str = "reference/inexact";
/// What stands beside a reference is ignored.
pub const REFERENCE_SIBLINGS: &str = "reference/ignored-siblings";

/// Two operations have one id.
pub const OPERATION_DUPLICATE_ID: &str = "operation/duplicate-id";
/// An operation cannot be generated.
pub const OPERATION_LEFT_OUT: &str = "operation/left-out";

/// A webhook has callbacks of its own, which are not generated.
pub const WEBHOOK_CALLBACKS: &str = "webhook/unsupported-callbacks";
/// The media types of a webhook have different types, and one of them was taken.
pub const WEBHOOK_ONE_OF_SEVERAL: &str = "webhook/one-of-several";

/// A variable of a path has no parameter.
pub const PATH_UNDECLARED: &str = "path/undeclared-variable";
/// A path parameter is not in its path.
pub const PATH_UNUSED: &str = "path/unused-parameter";
/// A path template is not well formed.
pub const PATH_MALFORMED: &str = "path/malformed";
/// A member of a path is none that OpenAPI has.
pub const PATH_MEMBER: &str = "path/unknown-member";
/// A path does not fit into the chain of resources.
pub const PATH_NOT_CHAINED: &str = "path/not-chained";

/// A parameter is written in a way that is not generated.
pub const PARAMETER_UNSUPPORTED: &str = "parameter/unsupported";
/// A parameter's style is none of its place.
pub const PARAMETER_STYLE: &str = "parameter/unknown-style";
/// A parameter has no schema.
pub const PARAMETER_UNTYPED: &str = "parameter/without-schema";
/// A parameter is listed twice.
pub const PARAMETER_TWICE: &str = "parameter/listed-twice";
/// A parameter's name cannot be a header.
pub const PARAMETER_IGNORED: &str = "parameter/ignored-header";

/// What stands in the place of a media type is none.
pub const BODY_UNSUPPORTED: &str = "body/unsupported-media-type";
/// A property of a form is written in the default way.
pub const BODY_ENCODING: &str = "body/unsupported-encoding";
/// A request body has no media type.
pub const BODY_EMPTY: &str = "body/empty";
/// What stands in the place of a status is none, or stands twice.
pub const RESPONSE_STATUS: &str = "response/status";
/// An answer that cannot have a body has content.
pub const RESPONSE_NO_BODY: &str = "response/no-body";
/// A header of a response has a name that no header has.
pub const RESPONSE_HEADERS: &str = "response/unsupported-headers";

/// Responses have links, which are not generated.
pub const RESPONSE_LINKS: &str = "response/unsupported-links";

/// A schema is read as any JSON value.
pub const SCHEMA_UNREADABLE: &str = "schema/unreadable";
/// A value of an enum is of another type than the one beside it.
pub const SCHEMA_MIXED_ENUM: &str = "schema/mixed-enum";
/// An enum has no value.
pub const SCHEMA_EMPTY_ENUM: &str = "schema/empty-enum";
/// A pattern cannot be checked.
pub const SCHEMA_PATTERN: &str = "schema/unsupported-pattern";
/// A property is both `readOnly` and `writeOnly`.
pub const SCHEMA_ONE_WAY: &str = "schema/unsupported-one-way";
/// A keyword of JSON Schema is ignored.
pub const SCHEMA_IGNORED_KEYWORD: &str = "schema/ignored-keyword";
/// A name stands in `required` and in no list of properties.
pub const SCHEMA_REQUIRED: &str = "schema/required-without-property";
/// `not` is ignored.
pub const SCHEMA_NOT: &str = "schema/unsupported-not";
/// Members of `allOf` contradict each other, or are not objects.
pub const SCHEMA_ALL_OF: &str = "schema/unsupported-all-of";
/// What stands beside a union has no type.
pub const SCHEMA_UNION_PROPERTIES: &str = "schema/union-with-properties";
/// A union has no members.
pub const SCHEMA_EMPTY_UNION: &str = "schema/empty-union";
/// A discriminator is not usable.
pub const SCHEMA_DISCRIMINATOR: &str = "schema/discriminator";
/// A schema stands only for itself.
pub const SCHEMA_RECURSIVE: &str = "schema/recursive-without-object";

/// What is to be encrypted is no text.
pub const SCHEMA_SENSITIVE: &str = "schema/sensitive-not-text";
/// `x-json-schema` stands where no text can be JSON, or is no schema.
pub const SCHEMA_JSON_TEXT: &str = "schema/json-text";
/// What is to be encrypted loses its mark: to a property that takes its place, or in a schema that cannot be read.
pub const SCHEMA_SENSITIVE_LOST: &str = "schema/sensitive-lost";
/// A parameter holds what is to be encrypted, and parameters are sent in clear text.
pub const PARAMETER_SENSITIVE: &str = "parameter/sensitive";
/// A body that is not JSON holds what is to be encrypted, and is sent in clear text.
pub const BODY_SENSITIVE: &str = "body/sensitive";
/// An extension that the generator reads has not the shape that it needs.
pub const EXTENSION_MALFORMED: &str = "extension/malformed";
/// An extension stands where it says nothing.
pub const EXTENSION_MISPLACED: &str = "extension/misplaced";
/// A member is almost an extension that the generator reads, and would be ignored.
pub const EXTENSION_MISSPELLED: &str = "extension/misspelled";

/// A name was taken, so another one was given.
pub const NAME_TAKEN: &str = "name/taken";
/// A name that was asked for is no Rust name.
pub const NAME_INVALID: &str = "name/invalid";

/// How the pages of a list follow one another cannot be used.
pub const PAGING_UNUSABLE: &str = "paging/unusable";
/// A security scheme cannot be used.
pub const SECURITY_SCHEME: &str = "security/unusable-scheme";
/// A requirement names a security scheme that the document does not define.
pub const SECURITY_UNDEFINED: &str = "security/undefined-scheme";
/// What an operation needs is not written as OpenAPI writes it.
pub const SECURITY_REQUIREMENT: &str = "security/malformed-requirement";
/// Security schemes are defined, and nothing needs them.
pub const SECURITY_NEVER_NEEDED: &str = "security/never-needed";
/// A certificate of the connection is needed.
pub const SECURITY_TLS: &str = "security/mutual-tls";
/// Calls cannot go to a server: its URL is no address.
pub const SERVER_UNSUPPORTED: &str = "server/unsupported";
/// A variable of a server has no value of its own.
pub const SERVER_VARIABLE: &str = "server/variable-without-default";
/// Of several servers of an operation one is taken.
pub const SERVER_FURTHER: &str = "server/first-of-several";
/// A server cannot be the backup of another one.
pub const SERVER_BACKUP: &str = "server/unusable-backup";

/// The output could not be written.
pub const OUTPUT_UNWRITABLE: &str = "output/unwritable";
/// The emitted code is not Rust: a fault of the generator.
pub const OUTPUT_NOT_RUST: &str = "output/not-rust";
