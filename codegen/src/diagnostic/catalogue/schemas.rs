//! Schemas.

use super::{Entry, Example, Outcome};
use crate::diagnostic::code;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        code: code::SCHEMA_UNREADABLE,
        title: "A schema is not what OpenAPI calls one.",
        outcome: Outcome::Reduced,
        does: "It is read as any JSON value.",
        mend: "Write it as the specification of OpenAPI has it.",
        example: Example::Document(
            "
components:
  schemas:
    Pet: {type: object, properties: {age: {type: number of years}}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_MIXED_ENUM,
        title: "A value of an enum is of another type than the one beside it.",
        outcome: Outcome::Noted,
        does: "The value is read as one of that type, where it can be; other ones are not listed.",
        mend: "Give all values one type. YAML reads `on`, `1` and `true` as other things than text: put them in quotes.",
        example: Example::Document(
            "
components:
  schemas:
    State: {type: string, enum: [active, {stopped: true}]}
",
        ),
    },
    Entry {
        code: code::SCHEMA_EMPTY_ENUM,
        title: "An enum has no value.",
        outcome: Outcome::Reduced,
        does: "Any value of its type is read.",
        mend: "List the values, or leave out `enum`.",
        example: Example::Document(
            "
components:
  schemas:
    Pet: {type: object, properties: {state: {enum: []}}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_ONE_WAY,
        title: "A property is both `readOnly` and `writeOnly`.",
        outcome: Outcome::Reduced,
        does: "Both requests and answers have the property.",
        mend: "Remove one of them: a property that neither side sends means nothing.",
        example: Example::Document(
            "
components:
  schemas:
    Pet: {type: object, properties: {id: {type: string, readOnly: true, writeOnly: true}}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_PATTERN,
        title: "A pattern cannot be checked.",
        outcome: Outcome::Reduced,
        does: "`validate()` checks all other limits.",
        mend: "Write the pattern without look-around and references to groups, or check such values before sending.",
        example: Example::Document(
            "
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string, pattern: '^(?!x)'}}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_IGNORED_KEYWORD,
        title: "A keyword of JSON Schema is ignored.",
        outcome: Outcome::Reduced,
        does: "Values are read as if the keyword were not there.",
        mend: "Nothing need be done where values are only read; check before sending what the service would refuse.",
        example: Example::Document(
            "
openapi: 3.1.0
components:
  schemas:
    Tags: {type: array, items: {type: string}, contains: {const: pet}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_REQUIRED,
        title: "A name stands in `required` and in no list of properties.",
        outcome: Outcome::Noted,
        does: "A member of that name can have any value, and need not be there.",
        mend: "Add it to `properties`, or correct the name.",
        example: Example::Document(
            "
components:
  schemas:
    Pet: {type: object, required: [nam], properties: {name: {type: string}}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_NOT,
        title: "`not` is ignored.",
        outcome: Outcome::Reduced,
        does: "What it excludes can be read and written: no type in Rust says what something is not.",
        mend: "Nothing need be done: the service checks it.",
        example: Example::Document(
            "
components:
  schemas:
    Name: {type: string, not: {enum: [root]}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_ALL_OF,
        title: "Members of `allOf` contradict each other, or do not merge.",
        outcome: Outcome::Reduced,
        does: "The member is left out of the schema.",
        mend: "Let each member be an object, or all of them say something of one type.",
        example: Example::Document(
            "
components:
  schemas:
    Odd:
      allOf:
        - {type: object, properties: {name: {type: string}}}
        - {type: array, items: {type: string}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_UNION_PROPERTIES,
        title: "A union beside other members has members that are no objects, or says only which of those must be there.",
        outcome: Outcome::Reduced,
        does: "What it says of required members is not checked. Members that are no objects are never read; where none is one, what is not named is kept by name.",
        mend: "Let unions beside other members be of objects alone.",
        example: Example::Document(
            "
components:
  schemas:
    Pet:
      properties: {name: {type: string}, number: {type: integer}}
      oneOf: [{required: [name]}, {required: [number]}]
",
        ),
    },
    Entry {
        code: code::SCHEMA_EMPTY_UNION,
        title: "A union has no members.",
        outcome: Outcome::Reduced,
        does: "Any value is read.",
        mend: "List the members, or leave out the keyword.",
        example: Example::Document(
            "
components:
  schemas:
    Pet: {type: object, properties: {toy: {oneOf: []}}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_DISCRIMINATOR,
        title: "A discriminator is not usable, or not in full.",
        outcome: Outcome::Reduced,
        does: "Members that one value leads to, or none, are told apart by what they hold; a value that is none of them is kept.",
        mend: "List the member in the union, and give it a name in `components/schemas` or an entry of its own in the mapping.",
        example: Example::Document(
            "
components:
  schemas:
    Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string}, tricks: {type: integer}}}
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {bird: '#/components/schemas/Bird'}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_RECURSIVE,
        title: "A schema stands only for itself.",
        outcome: Outcome::Reduced,
        does: "Any value is read.",
        mend: "Let one of the schemas on the way say what it is.",
        example: Example::Document(
            "
components:
  schemas:
    Egg: {allOf: [{$ref: '#/components/schemas/Hen'}]}
    Hen: {allOf: [{$ref: '#/components/schemas/Egg'}]}
    Nest: {type: object, properties: {egg: {$ref: '#/components/schemas/Egg'}}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_JSON_TEXT,
        title: "`x-json-schema` stands where no text can be JSON, or is no schema.",
        outcome: Outcome::Reduced,
        does: "The value is what the schema says without it.",
        mend: "Write the schema of the value below `x-json-schema`, beside `type: string` without `enum`.",
        example: Example::Document(
            "
components:
  schemas:
    Card: {type: object, properties: {valid: {type: integer, x-json-schema: {type: object}}}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_SENSITIVE,
        title: "What is to be encrypted is no text.",
        outcome: Outcome::Refused,
        does: "Nothing is written: the value would be sent in clear text.",
        mend: "Only `type: string` can have `x-sensitive: true` or `x-encrypted`.",
        example: Example::Document(
            "
components:
  schemas:
    Card: {type: object, properties: {pin: {type: integer, x-sensitive: true}}}
",
        ),
    },
    Entry {
        code: code::SCHEMA_SENSITIVE_LOST,
        title: "What is to be encrypted loses its mark.",
        outcome: Outcome::Refused,
        does: "Nothing is written: a property that takes its place, or a schema that cannot be read, would be sent in clear text.",
        mend: "Write the mark in the property that takes the place as well.",
        example: Example::Document(
            "
components:
  schemas:
    Card: {type: object, properties: {holder: {type: string, x-sensitive: true}}}
    OldCard:
      allOf: [{$ref: '#/components/schemas/Card'}]
      properties: {holder: {type: string}}
",
        ),
    },
];
