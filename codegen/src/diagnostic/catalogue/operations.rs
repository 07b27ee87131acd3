//! Operations, paths, parameters, security and servers.

use super::{Entry, Example, Outcome};
use crate::diagnostic::code;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        code: code::OPERATION_DUPLICATE_ID,
        title: "Two operations have one id.",
        outcome: Outcome::Noted,
        does: "The first one keeps the id; the others are named after their method and path.",
        mend: "Give each operation an id of its own.",
        example: Example::Document(
            "
paths:
  /pets:
    get: {operationId: list, responses: {'200': {description: Pets.}}}
  /owners:
    get: {operationId: list, responses: {'200': {description: Owners.}}}
",
        ),
    },
    Entry {
        code: code::OPERATION_LEFT_OUT,
        title: "An operation cannot be generated.",
        outcome: Outcome::LeftOut,
        does: "The client has no function for it; `Client::chain` still reaches its path.",
        mend: "The message, or the finding before it, says what is in the way.",
        example: Example::Document(
            "
paths:
  /pets:
    get: the pets
",
        ),
    },
    Entry {
        code: code::WEBHOOK_CALLBACKS,
        title: "A webhook has callbacks of its own, which are not generated.",
        outcome: Outcome::Reduced,
        does: "The webhook is generated without them.",
        mend: "Write them as webhooks of their own.",
        example: Example::Document(
            "
webhooks:
  pet.born:
    post:
      callbacks: {done: {'{$request.body#/url}': {post: {}}}}
",
        ),
    },
    Entry {
        code: code::WEBHOOK_ONE_OF_SEVERAL,
        title: "The media types of a webhook have different types, and one of them was taken.",
        outcome: Outcome::Reduced,
        does: "A body of another media type cannot be read by the constant of the webhook.",
        mend: "Give all media types one schema, or read the others by hand.",
        example: Example::Document(
            "
webhooks:
  pet.born:
    post:
      requestBody:
        content:
          application/json: {schema: {type: object, properties: {name: {type: string}}}}
          text/plain: {schema: {type: string}}
",
        ),
    },
    Entry {
        code: code::PATH_UNDECLARED,
        title: "A variable of a path has no parameter.",
        outcome: Outcome::Noted,
        does: "A text that every call needs stands for it.",
        mend: "Declare it: `{name: id, in: path, required: true, schema: {type: string}}`.",
        example: Example::Document(
            "
paths:
  /pets/{id}:
    get: {responses: {'200': {description: The pet.}}}
",
        ),
    },
    Entry {
        code: code::PATH_UNUSED,
        title: "A path parameter is not in its path.",
        outcome: Outcome::LeftOut,
        does: "The parameter is left out: there is no place to write it to.",
        mend: "Put `{name}` into the path, or say `in: query`.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: Pets.}}
",
        ),
    },
    Entry {
        code: code::PATH_MALFORMED,
        title: "A path template is not well formed.",
        outcome: Outcome::Noted,
        does: "A brace without its pair is sent as text, and a `/` that is missing at the start is added.",
        mend: "A variable is a name between braces inside one segment.",
        example: Example::Document(
            "
paths:
  /pets/{id:
    get: {responses: {'200': {description: The pet.}}}
",
        ),
    },
    Entry {
        code: code::PATH_MEMBER,
        title: "A member of a path is none that OpenAPI has.",
        outcome: Outcome::LeftOut,
        does: "The member is ignored.",
        mend: "A path has methods such as `get`, `parameters`, `servers`, `summary` and `description`; the name of an extension begins with `x-`.",
        example: Example::Document(
            "
paths:
  /pets:
    fetch: {responses: {'200': {description: Pets.}}}
",
        ),
    },
    Entry {
        code: code::PATH_NOT_CHAINED,
        title: "A path does not fit into the chain of resources.",
        outcome: Outcome::Noted,
        does: "The operation is a function of the client all the same; it is said once for all of them. Only `client.v1().pets()…` does not lead to it.",
        mend: "Nothing need be done. `resources = false` below `[client]` leaves out the chain and the finding.",
        example: Example::Document(
            "
paths:
  /maps/{x}.{y}:
    get:
      parameters:
        - {name: x, in: path, required: true, schema: {type: string}}
        - {name: y, in: path, required: true, schema: {type: string}}
      responses: {'200': {description: A tile.}}
",
        ),
    },
    Entry {
        code: code::PARAMETER_UNSUPPORTED,
        title: "A parameter is not what OpenAPI calls one.",
        outcome: Outcome::LeftOut,
        does: "The parameter is left out, or sent as plain text, as the message says; the operation is generated.",
        mend: "The message says what is not generated about it.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      parameters: [{name: 'no header', in: header, schema: {type: string}}]
      responses: {'200': {description: Pets.}}
",
        ),
    },
    Entry {
        code: code::PARAMETER_STYLE,
        title: "A parameter's style is none of its place.",
        outcome: Outcome::Noted,
        does: "The parameter is written in the style that is usual there.",
        mend: "A path has simple, label and matrix; a query form, spaceDelimited, pipeDelimited and deepObject; a header simple; a cookie form.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      parameters: [{name: kinds, in: query, style: simple, schema: {type: array, items: {type: string}}}]
      responses: {'200': {description: Pets.}}
",
        ),
    },
    Entry {
        code: code::PARAMETER_UNTYPED,
        title: "A parameter has no schema.",
        outcome: Outcome::Reduced,
        does: "The parameter is a text.",
        mend: "Add `schema`, or `content` with one.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      parameters: [{name: kind, in: query}]
      responses: {'200': {description: Pets.}}
",
        ),
    },
    Entry {
        code: code::PARAMETER_TWICE,
        title: "A parameter is listed twice.",
        outcome: Outcome::Noted,
        does: "The first one is taken.",
        mend: "Remove one of them. What an operation lists takes the place of what its path lists, and is not meant here.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      parameters:
        - {name: kind, in: query, schema: {type: string}}
        - {name: kind, in: query, schema: {type: integer}}
      responses: {'200': {description: Pets.}}
",
        ),
    },
    Entry {
        code: code::PARAMETER_IGNORED,
        title: "A header that the client sets by itself is declared as a parameter.",
        outcome: Outcome::LeftOut,
        does: "The parameter is left out, as OpenAPI asks: media types and security say what these headers hold.",
        mend: "Nothing need be done. `Authorization` belongs to `securitySchemes`.",
        example: Example::Document(
            "
paths:
  /pets:
    get:
      parameters: [{name: Content-Type, in: header, schema: {type: string}}]
      responses: {'200': {description: Pets.}}
",
        ),
    },
    Entry {
        code: code::PARAMETER_SENSITIVE,
        title: "A mark of what is encrypted stands beside a parameter and not in its schema.",
        outcome: Outcome::Refused,
        does: "Nothing is written.",
        mend: "Move the mark into the `schema` of the parameter.",
        example: Example::Document(
            "
paths:
  /cards:
    get:
      parameters: [{name: holder, in: query, x-sensitive: true, schema: {type: string}}]
      responses: {'200': {description: Cards.}}
",
        ),
    },
    Entry {
        code: code::SERVER_UNSUPPORTED,
        title: "Calls cannot go to a server of the document.",
        outcome: Outcome::LeftOut,
        does: "The server is left out, and the next one taken.",
        mend: "Write an address of HTTP, or a path that begins with one `/`; callers can give one with `Client::builder().base_url(…)`.",
        example: Example::Document("servers: [{url: 'ftp://pets.example'}]\n"),
    },
    Entry {
        code: code::SERVER_VARIABLE,
        title: "A variable of a server has no default.",
        outcome: Outcome::Noted,
        does: "The first value of its `enum` is taken; where there is none, callers have to give one with `Client::builder().server_variable(…)`.",
        mend: "Declare the variable below `variables` of the server, with a `default`.",
        example: Example::Document("servers: [{url: 'https://{zone}.pets.example'}]\n"),
    },
    Entry {
        code: code::SERVER_FURTHER,
        title: "An operation or a path lists several servers of its own.",
        outcome: Outcome::Reduced,
        does: "Calls go to the first one. It is said once for all operations.",
        mend: "Nothing need be done; callers can send everything to another server with `Client::builder().base_url(…)`.",
        example: Example::Document(
            "
paths:
  /pets:
    servers: [{url: 'https://a.pets.example'}, {url: 'https://b.pets.example'}]
    get: {responses: {'200': {description: Pets.}}}
",
        ),
    },
    Entry {
        code: code::SERVER_BACKUP,
        title: "A server cannot be the backup of another one.",
        outcome: Outcome::LeftOut,
        does: "The backup is left out.",
        mend: "Mark one server with `x-backup: true`, on another host, behind one without the mark.",
        example: Example::Document("servers: [{url: 'https://backup.pets.example', x-backup: true}]\n"),
    },
];
