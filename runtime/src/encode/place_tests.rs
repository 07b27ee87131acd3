use proptest::prelude::*;

use super::*;
use crate::Json;
use crate::Map;

fn query(style: Style, value: &impl Encode) -> String {
    let mut query = String::new();
    push_query(&mut query, "a b", style, value).unwrap();
    query
}

fn object() -> Map<Json> {
    let entries = [("y", Json::from(1)), ("x", Json::from("ü&")), ("n", Json::Null)];
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

#[test]
fn scalars_are_the_same_in_every_style_of_a_query() {
    for style in [Style::FORM, Style::FORM.exploded(), Style::SPACES, Style::PIPES, Style::DEEP] {
        assert_eq!(query(style, &"x y"), "a%20b=x%20y");
        assert_eq!(query(style, &-3i64), "a%20b=-3");
        assert_eq!(query(style, &true), "a%20b=true");
        assert_eq!(query(style, &1.5), "a%20b=1.5");
        assert_eq!(query(style, &""), "a%20b=");
    }
}

#[test]
fn separators_inside_of_items_are_encoded() {
    let items = vec!["1,2", "3|4 5"];
    assert_eq!(query(Style::FORM.exploded(), &items), "a%20b=1%2C2&a%20b=3%7C4%205");
    assert_eq!(query(Style::FORM, &items), "a%20b=1%2C2,3%7C4%205");
    assert_eq!(query(Style::SPACES, &items), "a%20b=1%2C2%203%7C4%205");
    assert_eq!(query(Style::PIPES, &items), "a%20b=1%2C2%7C3%7C4%205");
    assert_eq!(query(Style::FORM.exploded(), &Vec::<String>::new()), "");
    assert_eq!(query(Style::FORM, &Vec::<String>::new()), "a%20b=");
}

#[test]
fn objects_keep_the_order_of_their_fields() {
    assert_eq!(query(Style::FORM.exploded(), &object()), "y=1&x=%C3%BC%26&n=");
    assert_eq!(query(Style::FORM, &object()), "a%20b=y,1,x,%C3%BC%26,n,");
    assert_eq!(query(Style::DEEP, &object()), "a%20b%5By%5D=1&a%20b%5Bx%5D=%C3%BC%26&a%20b%5Bn%5D=");
    assert_eq!(query(Style::JSON, &object()), "a%20b=%7B%22y%22%3A1%2C%22x%22%3A%22%C3%BC%26%22%2C%22n%22%3Anull%7D");
}

#[test]
fn deep_objects_go_as_deep_as_they_are() {
    let list = Json::from_iter([("c", Json::from(3))]);
    let deep = Json::from_iter([("in", Json::from_iter([("list", Json::from(vec![Json::from(1), list]))]))]);
    let query = query(Style::DEEP, &deep).replace("%5B", "[").replace("%5D", "]");
    assert_eq!(query, "a%20b[in][list][0]=1&a%20b[in][list][1][c]=3");
}

#[test]
fn lists_of_an_exploded_object_repeat_their_name() {
    let value: Map<Json> = [("ids".to_owned(), Json::from(vec![1, 2]))].into_iter().collect();
    assert_eq!(query(Style::FORM.exploded(), &value), "ids=1&ids=2");
}

#[test]
fn paths_of_nothing_are_nothing() {
    for style in [Style::SIMPLE, Style::LABEL, Style::MATRIX, Style::MATRIX.exploded()] {
        assert_eq!(path("a", style, &Vec::<String>::new()).unwrap(), "");
    }
    assert_eq!(path("a", Style::MATRIX, &"").unwrap(), ";a");
    assert_eq!(path("a", Style::MATRIX.exploded(), &vec!["", "b"]).unwrap(), ";a;a=b");
    assert_eq!(path("a", Style::LABEL, &"").unwrap(), ".");
}

#[test]
fn reserved_characters_stay_where_that_is_asked_for() {
    assert_eq!(query(Style::FORM.exploded().reserved(), &"https://a/?b=c&d#e"), "a%20b=https://a/?b=c%26d%23e");
    assert_eq!(path("a", Style::SIMPLE.reserved(), &"a/b:c?d").unwrap(), "a/b:c%3Fd");
}

proptest! {
    #[test]
    fn another_decoder_reads_the_query_back(pairs in proptest::collection::vec(any::<(String, String)>(), 0..6)) {
        let mut query = String::new();
        pairs.iter().for_each(|(name, value)| push_pair(&mut query, name, value));
        let read: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        prop_assert_eq!(read, pairs);
    }

    #[test]
    fn another_decoder_reads_items_and_members_back(
        items in proptest::collection::vec(any::<String>(), 1..6),
        name in any::<String>(),
    ) {
        let read = |query: &str| form_urlencoded::parse(query.as_bytes()).into_owned().collect::<Vec<_>>();
        let with = |style: Style| {
            let mut query = String::new();
            push_query(&mut query, &name, style, &items).unwrap();
            query
        };
        let expected: Vec<_> = items.iter().map(|item| (name.clone(), item.clone())).collect();
        prop_assert_eq!(read(&with(Style::FORM.exploded())), expected);
        let joined = with(Style::FORM);
        let (_, joined) = joined.rsplit_once('=').unwrap();
        let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
        prop_assert_eq!(joined.split(',').map(decode).collect::<Vec<_>>(), items.clone());
        let read_json: Vec<String> = serde_json::from_str(&read(&with(Style::JSON))[0].1).unwrap();
        prop_assert_eq!(read_json, items.clone());
        let label = path(&name, Style::MATRIX.exploded(), &items).unwrap();
        let values = label.split(';').skip(1).map(|pair| pair.split_once('=').map_or("", |(_, value)| value));
        prop_assert_eq!(values.map(decode).collect::<Vec<_>>(), items);
    }
}
