//! Documents of several files, and references as people write them.

use crate::diagnostic::Diagnostics;
use crate::load::{Document, load};
use crate::pointer::Pointer;
use crate::settings::Settings;
use crate::show::{Lookup, one_line};
use serde_json::{Value, json};
use std::fs;
use tempfile::{TempDir, tempdir};

struct Loaded {
    folder: TempDir,
    document: Document,
    told: Vec<String>,
}

impl Loaded {
    /// Loads `spec/api.yaml` of `files`, which are paths and texts.
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = tempdir().unwrap();
        for (path, text) in files {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let mut settings = Settings::new(folder.path().join("spec/api.yaml"), folder.path().join("out"));
        settings.remote_references = Some(folder.path().join("remote"));
        let mut diagnostics = Diagnostics::default();
        let document = load(&settings, &mut diagnostics).unwrap();
        crate::resolve::resolve(&document, &settings, &mut diagnostics);
        let lookup = Lookup::new(&document.file, Some(&document));
        let short = |text: String| text.replace(&format!("{}/", folder.path().display()), "");
        let told = diagnostics.iter().map(|found| short(one_line(found, &lookup))).collect();
        Self { folder, document, told }
    }

    fn at(&self, pointer: &str) -> &Value {
        self.document.node(&Pointer::parse(pointer).unwrap()).unwrap_or(&Value::Null)
    }

    fn origin(&self, pointer: &str) -> (String, String) {
        let (file, at) = self.document.sources.origin(&Pointer::parse(pointer).unwrap());
        let file = self.document.sources.file(file).map_or(&self.document.file, |file| &file.path);
        let file = file.strip_prefix(self.folder.path()).unwrap().display().to_string();
        (file, at.to_string())
    }
}

fn document(paths: &str, components: &str) -> String {
    format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {paths}\ncomponents:\n  schemas:\n{components}")
}

#[test]
fn a_document_of_one_file_stays_as_it_is() {
    let loaded = Loaded::of(&[(
        "spec/api.yaml",
        &document("{}", "    A: {$ref: '#/components/schemas/B'}\n    B: {type: string}\n"),
    )]);
    assert_eq!(loaded.at("/components/schemas/A"), &json!({"$ref": "#/components/schemas/B"}));
    assert_eq!((loaded.told, loaded.document.sources.others().count()), (Vec::<String>::new(), 0));
}

#[test]
fn components_and_paths_take_what_their_files_hold() {
    let loaded = Loaded::of(&[
        (
            "spec/api.yaml",
            &document(
                "{/pets: {$ref: paths/pets.yaml}, /animals: {$ref: paths/pets.yaml}}",
                "    Pet: {$ref: './schemas/Pet.yaml'}\n",
            ),
        ),
        (
            "spec/paths/pets.yaml",
            "get: {responses: {'200': {description: Fine., content: {application/json: {schema: {$ref: ../schemas/Pet.yaml}}}}}}",
        ),
        ("spec/schemas/Pet.yaml", "type: object\nproperties:\n  owner: {$ref: 'Owner.json'}\n  next: {$ref: '#'}\n"),
        (
            "spec/schemas/Owner.json",
            r#"{"properties": {"pets": {"items": {"$ref": "./Pet.yaml#/properties/next"}}, "x": {"type": "text"}}}"#,
        ),
    ]);
    let schema = "/paths/~1pets/get/responses/200/content/application~1json/schema";
    assert_eq!(loaded.at(schema), &json!({"$ref": "#/components/schemas/Pet"}));
    assert_eq!(loaded.at("/paths/~1animals"), &json!({"$ref": "#/paths/~1pets"}));
    let pet = loaded.at("/components/schemas/Pet/properties");
    let expected =
        json!({"owner": {"$ref": "#/components/schemas/Owner"}, "next": {"$ref": "#/components/schemas/Pet"}});
    assert_eq!(pet, &expected);
    let pets = loaded.at("/components/schemas/Owner/properties/pets/items");
    assert_eq!(pets, &json!({"$ref": "#/components/schemas/Pet/properties/next"}));
    let here = ("spec/schemas/Owner.json".to_owned(), "/properties/x".to_owned());
    assert_eq!(loaded.origin("/components/schemas/Owner/properties/x"), here);
    assert_eq!(loaded.told.len(), 1, "{:?}", loaded.told);
    assert!(
        loaded.told[0].starts_with("spec/schemas/Owner.json:1:83: warning[schema/unreadable]"),
        "{:?}",
        loaded.told
    );
}

#[test]
fn components_of_other_documents_keep_their_names_where_they_are_free() {
    let common = document(
        "{}",
        "    Error: {properties: {code: {$ref: '#/components/schemas/Code'}}}\n    Code: {type: integer}\n",
    );
    let loaded = Loaded::of(&[
        (
            "spec/api.yaml",
            &document(
                "{}",
                "    Error: {type: string}\n    A: {properties: {e: {$ref: '../common.yaml#/components/schemas/Error'}, \
                 c: {$ref: '../common.yaml#/components/schemas/Error/properties/code'}, d: {$ref: 'list.yaml#/Deep/properties/x'}}}\n",
            ),
        ),
        ("common.yaml", &common),
        ("spec/list.yaml", "Deep: {type: object, properties: {x: {type: string}}}\n"),
    ]);
    let a = loaded.at("/components/schemas/A/properties");
    let expected = json!({
        "e": {"$ref": "#/components/schemas/common_Error"},
        "c": {"$ref": "#/components/schemas/common_Error/properties/code"},
        "d": {"$ref": "#/components/schemas/Deep/properties/x"},
    });
    assert_eq!(a, &expected);
    let code = loaded.at("/components/schemas/common_Error/properties/code");
    assert_eq!(code, &json!({"$ref": "#/components/schemas/Code"}));
    assert_eq!(loaded.told, Vec::<String>::new());
}

#[test]
fn whole_sections_and_operations_stand_where_they_are_referred_to() {
    let loaded = Loaded::of(&[
        (
            "spec/api.yaml",
            "openapi: 3.0.3\ninfo: {$ref: info.yaml}\npaths: {$ref: paths.yaml}\ncomponents: {schemas: {$ref: schemas/_index.yaml}}\n",
        ),
        ("spec/info.yaml", "{title: T, version: '1'}"),
        ("spec/paths.yaml", "/a: {get: {$ref: get.yaml}}"),
        ("spec/get.yaml", "parameters: {$ref: parameters.yaml}\nresponses: {}\n"),
        ("spec/parameters.yaml", "[{name: p, in: query, schema: {$ref: schemas/_index.yaml#/Pet}}]"),
        (
            "spec/schemas/_index.yaml",
            "Pet: {$ref: pet.yaml}\nMapped: {oneOf: [{$ref: pet.yaml}], discriminator: {propertyName: t, mapping: {p: pet.yaml, q: Pet}}}\n",
        ),
        ("spec/schemas/pet.yaml", "type: string"),
    ]);
    assert_eq!(loaded.at("/info/title"), "T");
    assert_eq!(loaded.at("/paths/~1a/get/parameters/0/schema/$ref"), "#/components/schemas/Pet");
    assert_eq!(loaded.at("/components/schemas/Pet"), &json!({"type": "string"}));
    let mapping = loaded.at("/components/schemas/Mapped/discriminator/mapping");
    assert_eq!(mapping, &json!({"p": "#/components/schemas/Pet", "q": "Pet"}));
    assert_eq!(loaded.told, Vec::<String>::new());
}

#[test]
fn files_that_refer_to_each_other_end() {
    let loaded = Loaded::of(&[
        ("spec/api.yaml", &document("{}", "    A: {$ref: a.yaml}\n    M: {properties: {$ref: c.yaml}}\n")),
        ("spec/a.yaml", "$ref: b.yaml"),
        ("spec/b.yaml", "$ref: a.yaml"),
        ("spec/c.yaml", "m: {properties: {$ref: c.yaml}}"),
    ]);
    assert!(loaded.told.iter().any(|told| told.contains("reference/cycle")), "{:?}", loaded.told);
}

#[test]
fn a_file_that_is_missing_costs_what_it_was_to_hold() {
    let loaded = Loaded::of(&[
        (
            "spec/api.yaml",
            &document(
                "{}",
                "    A: {properties: {a: {$ref: gone.yaml}, b: {$ref: '/etc/passwd.yaml'}, c: {$ref: secret}, d: {$ref: broken.yaml},\n      \
                 e: {$ref: 'https://api.example/gone.yaml'}, f: {$ref: 'https://api.example/there.yaml#/T'}, g: {$ref: 'list.yaml#/no'}}}\n",
            ),
        ),
        ("spec/secret", "type: string"),
        ("spec/broken.yaml", "a: [\n"),
        ("spec/list.yaml", "A: {}"),
        ("remote/api.example/there.yaml", "T: {type: string}"),
    ]);
    let expected = [
        "warning[document/syntax]",
        "`gone.yaml` is not followed: there is no such file",
        "`/etc/passwd.yaml` is not followed: only paths relative",
        "`secret` is not followed: only files named",
        "`broken.yaml` is not followed: it is neither YAML nor JSON",
        "`https://api.example/gone.yaml` is not followed: there is no such file",
        "`list.yaml#/no` is not followed: there is no such node in it",
    ];
    assert_eq!(loaded.told.len(), expected.len(), "{:#?}", loaded.told);
    for (told, expected) in loaded.told.iter().zip(expected) {
        assert!(told.contains(expected), "{told}");
    }
    assert!(loaded.told[1].starts_with("spec/api.yaml:6:26: warning[reference/external]"), "{}", loaded.told[1]);
    assert_eq!(loaded.at("/components/schemas/T"), &json!({"type": "string"}));
    assert_eq!(loaded.document.sources.others().count(), 6);
}

#[test]
fn references_are_understood_as_they_are_meant() {
    let loaded = Loaded::of(&[(
        "spec/api.yaml",
        &document(
            "{'/a/{b}': {x-s: {type: string}}}",
            "    Pet: {type: string}\n    Alias: {$ref: '#/components/schemas/Obj'}\n    Obj: {properties: {p: {type: string}}}\n    \
             N: {$anchor: node, type: string}\n    A b%: {type: string}\n    All:\n      properties:\n        \
             a: {$ref: Pet}\n        b: {$ref: '#Pet'}\n        c: {$ref: '#components/schemas/Pet'}\n        \
             d: {$ref: '/components/schemas/Pet'}\n        e: {$ref: 'components/schemas/Pet'}\n        \
             f: {$ref: '#/components/schemas/Alias/properties/p'}\n        g: {$ref: '#/paths//a/{b}/x-s'}\n        \
             h: {$ref: '#node'}\n        i: {$ref: '#/components/schemas/A%20b%25'}\n        j: {$ref: '#/components/schemas/Pett'}\n",
        ),
    )]);
    let pet = "#/components/schemas/Pet";
    for name in ["a", "b", "c", "d", "e"] {
        assert_eq!(loaded.at(&format!("/components/schemas/All/properties/{name}/$ref")), pet, "{name}");
    }
    let all = loaded.at("/components/schemas/All/properties");
    assert_eq!(all["f"]["$ref"], "#/components/schemas/Obj/properties/p");
    assert_eq!(all["g"]["$ref"], "#/paths/~1a~1{b}/x-s");
    assert_eq!(all["h"]["$ref"], "#/components/schemas/N");
    let inexact = loaded.told.iter().filter(|told| told.contains("warning[reference/inexact]")).count();
    assert_eq!((loaded.told.len(), inexact), (6, 5), "{:#?}", loaded.told);
    assert!(loaded.told[5].contains("warning[reference/dangling]") && loaded.told[5].contains("did you mean"));
}

#[test]
fn what_unfolds_to_too_much_is_left_where_it_is() {
    let mut files = vec![("spec/api.yaml".to_owned(), document("{}", "    A: {properties: {$ref: f0.yaml}}\n"))];
    for index in 0..24 {
        let inner = format!("properties: {{$ref: f{}.yaml}}", index + 1);
        files.push((format!("spec/f{index}.yaml"), format!("a: {{{inner}}}\nb: {{{inner}}}\n")));
    }
    files.push(("spec/f24.yaml".to_owned(), "z: {type: string}".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let loaded = Loaded::of(&files);
    assert!(loaded.told.len() > 1);
}
