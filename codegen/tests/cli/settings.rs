//! What settings select and rename.

use super::*;

const TWO: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: A pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  /owners:
    get:
      operationId: listOwners
      tags: [owners]
      responses:
        '200': {description: Owners., content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}}
components:
  schemas:
    Pet: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
    Kind: {type: string, enum: [CAT, DOG]}
    Owner: {type: object, properties: {name: {type: string, not: {}}}}
    Unused: {type: object, proprties: {name: {type: string, not: {}}}}
";

impl Project {
    /// A project of `TWO` with these lines in its settings.
    fn with(settings: &str) -> Self {
        let project = Self::new(TWO);
        project.put("spec/codegen.toml", &format!("document = \"api.yaml\"\noutput = \"../client\"\n{settings}\n"));
        project
    }

    fn models(&self) -> String {
        fs::read_to_string(self.at("client/models.rs")).unwrap()
    }

    fn types(&self) -> Vec<String> {
        let text = self.models();
        let types = text.lines().filter_map(|line| {
            let line = line.trim_start();
            let rest = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))?;
            Some(rest.split(|it: char| !it.is_alphanumeric()).next()?.to_owned())
        });
        types.collect()
    }
}

#[test]
fn a_selection_takes_the_schemas_that_it_needs_and_is_silent_of_the_rest() {
    for settings in [
        "[include]\ntags = [\"pets\"]",
        "[include]\npaths = [\"/pets/*\"]",
        "[include]\noperations = [\"get*\"]",
        "[exclude]\npaths = [\"/own**\"]",
    ] {
        let project = Project::with(settings);
        let run = project.run("generate").succeeds();
        assert!(run.out.contains("1 operation, 2 models") && run.err.is_empty(), "{settings}: {}{}", run.out, run.err);
        assert_eq!(project.types(), ["Pet", "Kind"], "{settings}");
    }
    let project = Project::new(TWO);
    let run = project.run("generate spec/api.yaml --out client --tag owners").succeeds();
    assert!(run.err.contains("warning[schema/unsupported-not]") && run.err.ends_with("1 warning\n"), "{}", run.err);
    assert_eq!(project.types(), ["Owner"]);
}

#[test]
fn unused_schemas_are_left_out_when_asked_and_kept_when_asked() {
    let project = Project::with("unused_schemas = false");
    project.run("generate").succeeds();
    assert_eq!(project.types(), ["Pet", "Kind", "Owner"]);
    let project = Project::with("unused_schemas = true\n[include]\ntags = [\"owners\"]");
    project.run("generate").succeeds();
    assert_eq!(project.types().len(), 4 - 1, "Unused is no struct: {:?}", project.types());
}

#[test]
fn a_selection_of_nothing_is_noticed() {
    let run = Project::with("[include]\ntags = [\"pest\", \"owners\"]").run("generate").succeeds();
    for text in
        ["warning[settings/unused]", "`pest` in `tags` of [include]", "spec/codegen.toml", "did you mean `pets`?"]
    {
        assert!(run.err.contains(text), "no `{text}` in\n{}", run.err);
    }
}

#[test]
fn a_client_without_an_operation_is_not_written() {
    let project = Project::new(TWO);
    project.run("generate --allow warnings").succeeds();
    let before = project.client();
    let run = project.run("generate spec/api.yaml --out client --tag cats");
    run.fails_with(1, &["error[settings/unused]", "leave no operation", "nothing was written"]);
    assert_eq!(project.client(), before);
}

#[test]
fn names_are_those_of_the_settings() {
    let project = Project::with(
        "[rename.schemas]\nPet = \"Animal\"\n\
         [rename.operations]\ngetPet = \"animal\"\n\
         [rename.properties]\n\"#/components/schemas/Pet/properties/kind\" = \"species\"\n\
         [rename.parameters]\n\"/paths/~1pets~1{id}/get/parameters/0\" = \"number\"\n\
         [rename.values.Kind]\nCAT = \"Feline\"",
    );
    project.run("generate --allow warnings").succeeds();
    let models = project.models();
    assert!(models.contains("    Feline,") && models.contains("Feline = \"CAT\""), "{models}");
    assert!(models.contains("pub struct Animal") && models.contains("species: Kind = \"kind\""), "{models}");
    let operations = fs::read_to_string(project.at("client/operations.rs")).unwrap();
    assert!(operations.contains("pub fn animal(&self, number: "), "{operations}");
}

#[test]
fn an_operation_with_an_id_is_named_by_method_and_path_as_well() {
    let project = Project::with(
        "[include]\noperations = [\"get /pets/{id}\"]\n[rename.operations]\n\"get /pets/{id}\" = \"animal\"",
    );
    project.run("generate --allow warnings").succeeds();
    let operations = fs::read_to_string(project.at("client/operations.rs")).unwrap();
    assert!(operations.contains("pub fn animal(") && operations.matches("pub fn").count() == 1, "{operations}");
    let arguments =
        ["generate", "spec/api.yaml", "--out", "chosen", "--operation", "GET /pets/{id}", "--allow", "warnings"];
    project.run_with(&arguments).succeeds();
    let operations = fs::read_to_string(project.at("chosen/operations.rs")).unwrap();
    assert!(operations.contains("pub fn get_pet(") && operations.matches("pub fn").count() == 1, "{operations}");
}

#[test]
fn a_name_for_nothing_is_noticed() {
    let run = Project::with("[rename.schemas]\nOnwer = \"PetOwner\"").run("generate").succeeds();
    for text in ["warning[settings/unused]", "`Onwer` in [rename.schemas]", "did you mean `Owner`?"] {
        assert!(run.err.contains(text), "no `{text}` in\n{}", run.err);
    }
    let run = Project::with(
        "[rename.values.Kind]\nCAAT = \"Feline\"\nDOG = \"no name\"\n[rename.values.Owner]\nCAT = \"Cat\"",
    );
    let run = run.run("generate").succeeds();
    for text in
        ["`CAAT` in [rename.values.\"Kind\"]", "did you mean `CAT`?", "`no name` is no", "`Owner` in [rename.values]"]
    {
        assert!(run.err.contains(text), "no `{text}` in\n{}", run.err);
    }
    let run = Project::with("[rename.scemas]\nPet = \"A\"").run("generate");
    run.fails_with(1, &["error[settings/invalid]", "spec/codegen.toml:3:9", "did you mean `schemas`?"]);
}

const WEBHOOKS: &str = "\
openapi: 3.1.0
info: {title: Pets, version: '1'}
webhooks:
  pet.born: {post: {tags: [pets], requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}
  owner.moved: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
    Owner: {type: object, properties: {name: {type: string}}}
";

#[test]
fn webhooks_are_selected_as_operations_are() {
    for settings in
        ["[include]\ntags = [\"pets\"]", "[include]\npaths = [\"pet.*\"]", "[exclude]\noperations = [\"post owner*\"]"]
    {
        let project = Project::with(settings);
        project.put("spec/api.yaml", WEBHOOKS);
        project.run("generate").succeeds();
        assert_eq!(project.types(), ["Pet"], "{settings}");
        let webhooks = fs::read_to_string(project.at("client/webhooks.rs")).unwrap();
        assert!(webhooks.contains("PET_BORN") && !webhooks.contains("OWNER_MOVED"), "{settings}");
    }
}

#[test]
fn operations_are_compiled_with_features_of_their_tags() {
    let project = Project::new(TWO);
    project.put("runtime/Cargo.toml", "");
    let arguments = "spec/api.yaml --out client --crate pets --runtime-path runtime --tag-features --allow warnings";
    project.run(&format!("generate {arguments}")).succeeds();
    project.run(&format!("check {arguments}")).succeeds();
    let manifest = fs::read_to_string(project.at("client/Cargo.toml")).unwrap();
    for text in ["default = [\"rustls\", \"full\"]\n", "full = [\"owners\", \"pets\"]\n", "\nowners = []\npets = []\n"]
    {
        assert!(manifest.contains(text), "no `{text}` in\n{manifest}");
    }
    let models = fs::read_to_string(project.at("client/src/models.rs")).unwrap();
    assert!(models.contains("#[cfg(feature = \"owners\")]\nruntime::object! {"), "{models}");

    let project = Project::with("[client]\ntag_features = true");
    let run = project.run("generate").succeeds();
    assert!(run.err.contains("must hold: \"owners\" = [], \"pets\" = []"), "{}", run.err);
    project.put("Cargo.toml", "[features]\nowners = []\n");
    let run = project.run("generate").succeeds();
    assert!(run.err.contains("must hold: \"pets\" = []"), "{}", run.err);
}

const PRODUCT: &str = "\
openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /refunds:
    get: {operationId: listRefunds, responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}
components: {schemas: {Pet: {type: object, properties: {refund: {type: string}}}}}
";

#[test]
fn several_documents_are_one_client_with_a_feature_for_each() {
    let project = Project::new(TWO);
    project.put("runtime/Cargo.toml", "");
    let settings = "documents = [\"api.yaml\", \"products/**/*.yaml\"]\noutput = \"../client\"\nroot = \"module\"\n\
        [client]\ndocument_features = true\ndefault_features = [\"api\"]\nmanifest = \"../Cargo.toml\"\n";
    project.put("spec/codegen.toml", settings);
    let manifest = "[package]\nname = \"own\"\n\n[features]\ndefault = []\n";
    project.put("Cargo.toml", manifest);
    project.run("generate").succeeds();
    let before = project.models();
    assert!(!before.contains("Refund") && before.contains("#[cfg(feature = \"api\")]"), "{before}");

    // A new file of a pattern is a product more, and changes nothing of what was there.
    project.put("spec/products/more/refunds.yaml", PRODUCT);
    let run = project.run("generate").succeeds();
    assert!(run.err.contains("features of the client were brought up to date"), "{}", run.err);
    let models = project.models();
    assert!(models.starts_with(before.trim_end()) && models.contains("pub struct RefundsPet optional"), "{models}");
    let own = fs::read_to_string(project.at("Cargo.toml")).unwrap();
    assert!(own.starts_with(manifest) && own.contains("\napi = []\nmore-refunds = []\n"), "{own}");
    project.run("generate").succeeds();
    project.run("check").succeeds();
    assert_eq!(fs::read_to_string(project.at("Cargo.toml")).unwrap(), own);

    let arguments = "--config spec/codegen.toml --out crate --crate pay --runtime-path runtime";
    project.run(&format!("generate {arguments}")).succeeds();
    let manifest = fs::read_to_string(project.at("crate/Cargo.toml")).unwrap();
    for text in
        ["default = [\"rustls\", \"api\"]\n", "full = [\"api\", \"more-refunds\"]\n", "\napi = []\nmore-refunds = []\n"]
    {
        assert!(manifest.contains(text), "no `{text}` in\n{manifest}");
    }
    assert_eq!(fs::read_to_string(project.at("Cargo.toml")).unwrap(), own);

    // What is wrong with a further document is said of its own file, and nothing is written.
    project.put("spec/products/more/refunds.yaml", "openapi: [");
    project.run("generate").fails_with(1, &["error[document/syntax]", "spec/products/more/refunds.yaml"]);
    assert_eq!(project.models(), models);
}

#[test]
fn models_have_the_derives_of_the_settings() {
    let project = Project::with("[models]\nderive = [\"Hash\", \"Eq\"]");
    project.run("generate").succeeds();
    let models = project.models();
    let pet = models.find("pub struct Pet").unwrap();
    assert!(models[..pet].contains("#[derive(Hash, Eq)]"), "{models}");
    let run = Project::with("[models]\nderive = [\"Hash, Eq\"]").run("generate");
    run.fails_with(1, &["error[settings/invalid]", "spec/codegen.toml:4:", "`Hash, Eq` is no derive"]);
}
