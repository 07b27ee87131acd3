use super::super::from_json;
use super::{DecodeError, Order, read};

fn error(text: &str) -> DecodeError {
    read::<Vec<Order>>(text).unwrap_err()
}

#[test]
fn a_value_of_another_type() {
    let error = error(r#"[{"id":1},{"id":2,"lines":[{}, {"amount":"many"}]}]"#);
    assert_eq!(error.path(), "[1].lines[1].amount");
    assert_eq!(error.pointer(), "/1/lines/1/amount");
    assert_eq!(error.offset(), 41);
    assert_eq!(error.message(), "expected an integer, found a string");
    assert_eq!(error.found(), "\"many\"");
    assert_eq!(error.to_string(), "expected an integer, found a string at `[1].lines[1].amount` (byte 41): `\"many\"`");
}

#[test]
fn a_missing_field() {
    let error = error(r#"[ {"note":"a"}]"#);
    assert_eq!((error.path(), error.message(), error.offset()), ("[0]", "missing field `id`", 2));
    assert_eq!(error.found(), r#"{"note":"a"}"#);
}

#[test]
fn a_required_null() {
    let error = error(r#"[{"note":"a", "id": null}]"#);
    assert_eq!((error.path(), error.message()), ("[0].id", "`id` must not be null"));
    assert_eq!((error.offset(), error.found()), (20, "null"));
}

#[test]
fn the_missing_field_is_of_the_outer_object() {
    let error = error(r#"[{"lines":[{"id":null}],"note":""}]"#);
    assert_eq!((error.path(), error.message(), error.offset()), ("[0]", "missing field `id`", 1));
}

#[test]
fn inside_what_is_skipped() {
    let error = error(r#"[{"more":{"a":[0,{"k\"ey":tru}]}}]"#);
    assert_eq!(error.path(), r#"[0].more.a[1]["k\"ey"]"#);
    assert_eq!(error.pointer(), "/0/more/a/1/k\"ey");
    assert!(error.message().starts_with("not JSON: "), "{error}");
}

#[test]
fn inside_unknown_fields_that_are_kept() {
    let error = error(r#"[{"id":1,"lines":[{"odd":{"a/b":tru}}]}]"#);
    assert_eq!(error.path(), r#"[0].lines[0].odd["a/b"]"#);
    assert_eq!(error.pointer(), "/0/lines/0/odd/a~1b");
}

#[test]
fn the_end_of_the_text() {
    let error = error(r#"[{"id":1"#);
    assert_eq!((error.path(), error.offset(), error.found()), ("[0]", 8, ""));
    assert!(error.to_string().ends_with("(byte 8): the text ends there"), "{error}");
    let error = read::<i32>("").unwrap_err();
    assert!(error.to_string().contains("at the top level (byte 0)"), "{error}");
}

#[test]
fn text_behind_the_end() {
    let error = read::<i32>("1 \n<html>").unwrap_err();
    assert_eq!((error.message(), error.offset()), ("text behind the end of the document", 3));
    assert_eq!(error.found(), "<html>");
    let page = read::<Order>("<!DOCTYPE html>").unwrap_err();
    assert_eq!(page.to_string(), "not JSON: expected value at the top level (byte 0): `<!DOCTYPE html>`");
}

#[test]
fn one_line_and_short() {
    let error =
        from_json::<i32>(b"\"\x7f\xe2\x80\xae\\u000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"")
            .unwrap_err();
    assert_eq!(error.found().chars().count(), 60);
    assert!(error.found().starts_with("\"\\u{7f}\\u{202e}"), "{error}");
    assert!(!error.to_string().contains(char::is_control));
    let key = from_json::<super::Map<i32>>("{\"a\\n\u{85}\u{202e}\":{}}".as_bytes()).unwrap_err();
    assert!(!key.to_string().contains(|char: char| char.is_control() || char == '\u{202e}'), "{key}");
}

#[test]
fn small() {
    assert_eq!(size_of::<DecodeError>(), size_of::<usize>());
    fn is_error<T: std::error::Error + Send + Sync + Clone + PartialEq + 'static>() {}
    is_error::<DecodeError>();
    is_error::<super::super::EncodeError>();
}
