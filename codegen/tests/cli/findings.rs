//! What is denied, allowed and explained.

use super::*;

/// What `enum` gives is left out with a warning.
pub fn with_a_warning() -> Project {
    Project::new(&GOOD.replace("type: string, enum", "not: {}, type: string, enum"))
}

#[test]
fn a_denied_warning_fails_the_run_and_says_that_it_is_one() {
    for arguments in ["--deny warnings", "--deny schema/", "--deny path/ --deny schema/unsupported-not"] {
        let project = with_a_warning();
        let run = project.run(&format!("generate {arguments}"));
        let expected = ["error[schema/unsupported-not]", "spec/api.yaml:14:", "denied here", "nothing was written"];
        run.fails_with(1, &expected);
        assert!(project.client().is_empty());
    }
    let project = with_a_warning();
    project.put("spec/codegen.toml", "document = \"api.yaml\"\noutput = \"../client\"\ndeny = [\"warnings\"]\n");
    project.run("generate").fails_with(1, &["error[schema/unsupported-not]"]);
    project.run("generate --allow schema/").succeeds();
    project.run("check --allow warnings").succeeds();
}

#[test]
fn an_allowed_warning_is_counted() {
    let run = with_a_warning().run("generate --allow schema/unsupported-not").succeeds();
    assert_eq!(run.err, "1 warning silenced\n");
}

#[test]
fn what_is_denied_must_be_the_name_of_a_finding() {
    with_a_warning().run("generate --deny all").fails_with(2, &["`all` names no finding", "warnings"]);
}

#[test]
fn a_finding_about_a_page_is_explained() {
    let project = Project::new(GOOD);
    let run = project.run("explain row/indent").succeeds();
    assert!(run.out.contains("deeper than the rows before it") && run.out.contains("{data-indent=2}"), "{}", run.out);
    assert_eq!(project.run("explain warning[row/indent]:").succeeds().out, run.out);
    assert!(project.run("explain walk/").succeeds().out.lines().all(|line| line.starts_with("walk/")));
    project.run("explain row/indnet").fails_with(2, &["did you mean `row/indent`?"]);
}

#[test]
fn a_finding_is_explained() {
    let project = Project::new(GOOD);
    let run = project.run("explain schema/unsupported-not").succeeds();
    assert!(run.out.contains("`not` is ignored.") && run.out.contains("not: {enum: [root]}"), "{}", run.out);
    assert_eq!(project.run("explain warning[schema/unsupported-not]:").succeeds().out, run.out);
    let list = project.run("explain").succeeds().out;
    assert!(list.contains("\nschema/unsupported-not ") && list.lines().count() > 50, "{list}");
    let schemas = project.run("explain schema/").succeeds().out;
    assert!(schemas.lines().all(|line| line.starts_with("schema/")) && schemas.lines().count() > 5, "{schemas}");
    assert_eq!(project.run("explain schema").succeeds().out, schemas);
    project.run("explain schema/unsuported-not").fails_with(2, &["did you mean `schema/unsupported-not`?"]);
    project.run("explain zebra").fails_with(2, &["no finding or change `zebra`", "lists them all"]);
}
