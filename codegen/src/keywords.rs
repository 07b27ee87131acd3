//! The words of OpenAPI 3.0, 3.1 and 3.2 and of JSON Schema, and what stands below each.

use serde_json::Value;

/// The keywords of an object, each with what stands below it.
pub type Keywords = &'static [(&'static str, Kind)];

/// What a node is: an object, or an array of such objects.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// The whole document.
    Document,
    /// The parts that are referred to.
    Components,
    /// A server.
    Server,
    /// The operations of a path.
    PathItem,
    /// An operation.
    Operation,
    /// A parameter.
    Parameter,
    /// A header of a response or of a part.
    Header,
    /// The body of a request.
    RequestBody,
    /// A response.
    Response,
    /// A body in one media type.
    MediaType,
    /// A schema.
    Schema,
    /// A value that shows something.
    Example,
    /// What leads from a response to an operation.
    Link,
    /// How callers show who they are.
    SecurityScheme,
    /// An object whose members have free names.
    Names(&'static Kind),
    /// An object whose keywords are not compared.
    Other,
    /// Values, which belong to the service.
    Data,
}

use Kind::{Data, Names, Other};

const PARAMETERS: Kind = Names(&Kind::Parameter);
const RESPONSES: Kind = Names(&Kind::Response);
const SCHEMAS: Kind = Names(&Kind::Schema);
const MEDIA_TYPES: Kind = Names(&Kind::MediaType);
const HEADERS: Kind = Names(&Kind::Header);
const EXAMPLES: Kind = Names(&Kind::Example);
const LINKS: Kind = Names(&Kind::Link);
const PATH_ITEMS: Kind = Names(&Kind::PathItem);
const CALLBACKS: Kind = Names(&PATH_ITEMS);
const OTHERS: Kind = Names(&Other);

impl Kind {
    /// The keywords of an object of this kind; what is no keyword is compared with them.
    pub fn keywords(self) -> Keywords {
        match self {
            Self::Document => DOCUMENT,
            Self::Components => COMPONENTS,
            Self::Server => SERVER,
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::Parameter | Self::Header => PARAMETER,
            Self::RequestBody => REQUEST_BODY,
            Self::Response => RESPONSE,
            Self::MediaType => MEDIA_TYPE,
            Self::Schema => SCHEMA,
            Self::Example | Self::Link | Self::SecurityScheme => &[],
            Self::Names(_) | Self::Other | Self::Data => OTHER,
        }
    }
}

impl Kind {
    /// What the member `name` of an object of this kind is, for those who do not care how it is spelled.
    ///
    /// `None` where OpenAPI gives it no meaning, and for values of the service's own.
    pub fn inner(self, name: &str, member: &Value) -> Option<Self> {
        match self {
            // Paths, statuses and media types share their object with extensions; a property may be called `x-something`.
            Names(Self::PathItem | Self::Response | Self::MediaType) if name.starts_with("x-") => None,
            Names(inner) => Some(*inner),
            _ => {
                let (_, inner) = self.keywords().iter().find(|(keyword, _)| *keyword == name)?;
                // These may be booleans in OpenAPI 3.0 as well.
                let is_flag =
                    member.is_boolean() && (name == "additionalProperties" || name == "unevaluatedProperties");
                (!is_flag && !matches!(inner, Data)).then_some(*inner)
            }
        }
    }
}

const DOCUMENT: Keywords = &[
    ("openapi", Data),
    ("$self", Data),
    ("info", Other),
    ("jsonSchemaDialect", Data),
    ("servers", Kind::Server),
    ("paths", PATH_ITEMS),
    ("webhooks", PATH_ITEMS),
    ("components", Kind::Components),
    ("security", Data),
    ("tags", Other),
    ("externalDocs", Other),
];

const COMPONENTS: Keywords = &[
    ("schemas", SCHEMAS),
    ("responses", RESPONSES),
    ("parameters", PARAMETERS),
    ("examples", EXAMPLES),
    ("requestBodies", Names(&Kind::RequestBody)),
    ("headers", HEADERS),
    ("securitySchemes", Names(&Kind::SecurityScheme)),
    ("links", LINKS),
    ("callbacks", CALLBACKS),
    ("pathItems", PATH_ITEMS),
    ("mediaTypes", MEDIA_TYPES),
];

const SERVER: Keywords = &[("url", Data), ("name", Data), ("description", Data), ("variables", OTHERS)];

const PATH_ITEM: Keywords = &[
    ("$ref", Data),
    ("summary", Data),
    ("description", Data),
    ("get", Kind::Operation),
    ("put", Kind::Operation),
    ("post", Kind::Operation),
    ("delete", Kind::Operation),
    ("options", Kind::Operation),
    ("head", Kind::Operation),
    ("patch", Kind::Operation),
    ("trace", Kind::Operation),
    ("query", Kind::Operation),
    ("additionalOperations", Names(&Kind::Operation)),
    ("servers", Kind::Server),
    ("parameters", Kind::Parameter),
];

const OPERATION: Keywords = &[
    ("tags", Data),
    ("summary", Data),
    ("description", Data),
    ("externalDocs", Other),
    ("operationId", Data),
    ("parameters", Kind::Parameter),
    ("requestBody", Kind::RequestBody),
    ("responses", RESPONSES),
    ("callbacks", CALLBACKS),
    ("deprecated", Data),
    ("security", Data),
    ("servers", Kind::Server),
];

const PARAMETER: Keywords = &[
    ("$ref", Data),
    ("name", Data),
    ("in", Data),
    ("summary", Data),
    ("description", Data),
    ("required", Data),
    ("deprecated", Data),
    ("allowEmptyValue", Data),
    ("style", Data),
    ("explode", Data),
    ("allowReserved", Data),
    ("schema", Kind::Schema),
    ("example", Data),
    ("examples", EXAMPLES),
    ("content", MEDIA_TYPES),
];

const REQUEST_BODY: Keywords =
    &[("$ref", Data), ("summary", Data), ("description", Data), ("content", MEDIA_TYPES), ("required", Data)];

const RESPONSE: Keywords = &[
    ("$ref", Data),
    ("summary", Data),
    ("description", Data),
    ("headers", HEADERS),
    ("content", MEDIA_TYPES),
    ("links", LINKS),
];

const MEDIA_TYPE: Keywords = &[
    ("$ref", Data),
    ("schema", Kind::Schema),
    ("itemSchema", Kind::Schema),
    ("example", Data),
    ("examples", EXAMPLES),
    ("encoding", OTHERS),
    ("prefixEncoding", Other),
    ("itemEncoding", Other),
];

const SCHEMA: Keywords = &[
    ("$ref", Data),
    ("$id", Data),
    ("$schema", Data),
    ("$anchor", Data),
    ("$dynamicRef", Data),
    ("$dynamicAnchor", Data),
    ("$recursiveRef", Data),
    ("$recursiveAnchor", Data),
    ("$vocabulary", Data),
    ("$comment", Data),
    ("$defs", SCHEMAS),
    ("definitions", SCHEMAS),
    ("id", Data),
    ("title", Data),
    ("description", Data),
    ("type", Data),
    ("format", Data),
    ("enum", Data),
    ("const", Data),
    ("default", Data),
    ("example", Data),
    ("examples", Data),
    ("multipleOf", Data),
    ("maximum", Data),
    ("exclusiveMaximum", Data),
    ("minimum", Data),
    ("exclusiveMinimum", Data),
    ("maxLength", Data),
    ("minLength", Data),
    ("pattern", Data),
    ("maxItems", Data),
    ("minItems", Data),
    ("uniqueItems", Data),
    ("maxContains", Data),
    ("minContains", Data),
    ("maxProperties", Data),
    ("minProperties", Data),
    ("required", Data),
    ("dependentRequired", Data),
    ("dependencies", SCHEMAS),
    ("dependentSchemas", SCHEMAS),
    ("properties", SCHEMAS),
    ("patternProperties", SCHEMAS),
    ("additionalProperties", Kind::Schema),
    ("unevaluatedProperties", Kind::Schema),
    ("propertyNames", Kind::Schema),
    ("items", Kind::Schema),
    ("prefixItems", Kind::Schema),
    ("additionalItems", Kind::Schema),
    ("unevaluatedItems", Kind::Schema),
    ("contains", Kind::Schema),
    ("allOf", Kind::Schema),
    ("oneOf", Kind::Schema),
    ("anyOf", Kind::Schema),
    ("not", Kind::Schema),
    ("if", Kind::Schema),
    ("then", Kind::Schema),
    ("else", Kind::Schema),
    ("contentEncoding", Data),
    ("contentMediaType", Data),
    ("contentSchema", Kind::Schema),
    ("x-json-schema", Kind::Schema),
    ("nullable", Data),
    ("discriminator", Data),
    ("readOnly", Data),
    ("writeOnly", Data),
    ("xml", Data),
    ("externalDocs", Other),
    ("deprecated", Data),
];

/// What holds values under any object, and the one part of an unlisted object that is known: the headers of an encoding.
const OTHER: Keywords =
    &[("example", Data), ("examples", Data), ("default", Data), ("enum", Data), ("const", Data), ("headers", HEADERS)];
