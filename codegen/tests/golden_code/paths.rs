//! Paths as documents write them, and every style of a parameter.

use super::golden::{paths, styles};
use styles::{Color, CookieParameters, HeaderParameters, Mixed, QueryParameters};

fn maps() -> paths::Client {
    paths::Client::builder().build().unwrap()
}

fn paint() -> styles::Client {
    styles::Client::builder().build().unwrap()
}

fn color() -> Color {
    Color::new(100, 200, 150)
}

fn names() -> [String; 2] {
    ["blue".to_owned(), "b l/k".to_owned()]
}

/// Path and query with the characters that this test is about as people write them.
fn plain(target: &str) -> String {
    ["%5B [", "%5D ]", "%7B {", "%7D }", "%22 \"", "%3A :", "%2C ,", "%7C |"].iter().fold(
        target.to_owned(),
        |text, pair| {
            let (encoded, character) = pair.split_once(' ').unwrap();
            text.replace(encoded, character)
        },
    )
}

#[test]
fn a_segment_holds_several_variables_and_text() {
    let client = maps();
    let tile = client.get_tile_by_x_and_y_and_format(3, 1, 2, "p/g", 1.5);
    assert_eq!(tile.request().unwrap().target(), "/api/tiles/3/1-2.p%2Fg?scale=1.5");
    assert_eq!(client.get_maps_by_id_json("a b").request().unwrap().target(), "/api/maps/a%20b.json");
    assert_eq!(client.post_maps_by_id_cancel("1").request().unwrap().target(), "/api/maps/1:cancel");
    assert_eq!(client.maps().id_json("1").get().request().unwrap().target(), "/api/maps/1.json");
    assert_eq!(client.maps().id_cancel("1").post().request().unwrap().target(), "/api/maps/1:cancel");
    let twice = client.get_map_layers_by_layer_and_map_id("m", "l");
    assert_eq!(twice.request().unwrap().target(), "/api/maps/m/layers/l/m");
}

#[test]
fn a_variable_may_take_slashes_and_cannot_leave_its_place() {
    let client = maps();
    let file = client.get_file_by_rest_and_ending("a/b c", "d/e?f", "g/h");
    assert_eq!(file.request().unwrap().target(), "/api/files/a/b%20c/d/e%3Ff.g%2Fh");
    assert!(client.get_file_by_rest_and_ending("a/../b", "c", "d").request().is_err());
}

#[test]
fn what_is_not_declared_is_an_argument() {
    assert_eq!(maps().get_undeclared_by_map_id_and_other(1, "x").request().unwrap().target(), "/api/undeclared/1/x");
}

#[test]
fn a_query_in_a_path_is_sent_and_a_fragment_is_not() {
    let client = maps();
    let call = client.get_search_beta_true(7, &paths::GetSearchBetaTrueParameters::new().q("x&y"));
    assert_eq!(call.request().unwrap().target(), "/api/search?beta=true&kind=7&q=x%26y");
    let call = client.get_search(&paths::GetSearchParameters::new().q("x").limit(2));
    assert_eq!(call.request().unwrap().target(), "/api/search?limit=2&q=x");
    assert_eq!(client.post_search_again().request().unwrap().target(), "/api/search");
    assert_eq!(client.search_again().post().request().unwrap().target(), "/api/search");
    assert_eq!(client.braces().request().unwrap().target(), "/api/braces/%7Bopen/closed%7D/%7B%7D");
    assert_eq!(client.odd("x").request().unwrap().target(), "/api/odd/x/x");
    assert_eq!(client.get_no_slash_twice().request().unwrap().target(), "/api/no-slash//twice/");
    assert_eq!(client.call_12("s", "i").request().unwrap().target(), "/api/shops/s/pets/i/100%25");
}

#[test]
fn every_style_of_a_path_is_written() {
    let client = paint();
    let label = client.label("t", &names(), &names(), &color(), &color());
    let expected = "/.t/.blue,b%20l%2Fk/.blue.b%20l%2Fk/.R,100,G,200,B,150/.R=100.G=200.B=150";
    assert_eq!(label.request().unwrap().target(), format!("/label{expected}"));
    let matrix = client.matrix("t", &names(), &names(), &color(), &color());
    let expected =
        "/;text=t/;list=blue,b%20l%2Fk/;spread=blue;spread=b%20l%2Fk/;object=R,100,G,200,B,150/;R=100;G=200;B=150";
    assert_eq!(matrix.request().unwrap().target(), format!("/matrix{expected}"));
    let simple = client.simple(&names(), &color(), &color(), &color());
    let expected = "/simple/blue,b%20l%2Fk/R,100,G,200,B,150/R=100,G=200,B=150/{\"R\":100,\"G\":200,\"B\":150}";
    assert_eq!(plain(simple.request().unwrap().target()), expected);
}

#[test]
fn every_style_of_a_query_is_written() {
    let mixed = Mixed::new().name("n").tags(["x", "y"]).color(color()).colors([color()]);
    let parameters = QueryParameters::new()
        .form(["1", "2"])
        .joined(["1", "2"])
        .text("t")
        .spaces(["1", "2"])
        .spread_spaces(["1", "2"])
        .pipes(["1", "2"])
        .deep(mixed.clone())
        .deep_list(["1"])
        .object(color())
        .spread_object(color())
        .json(Mixed::new().name("n"))
        .plain("p")
        .xml("<x/>")
        .raw("a/b?c=d&e#f")
        .raw_list(["a:b", "c"])
        .untyped("u");
    let request = paint().query(&parameters);
    let expected = [
        "form=1&form=2&joined=1,2&text=t&spaces=1%202&spread_spaces=1&spread_spaces=2&pipes=1|2",
        "deep[name]=n&deep[tags][0]=x&deep[tags][1]=y&deep[color][R]=100&deep[color][G]=200&deep[color][B]=150",
        "deep[colors][0][R]=100&deep[colors][0][G]=200&deep[colors][0][B]=150&deep_list[0]=1",
        "object=R,100,G,200,B,150&R=100&G=200&B=150&json={\"name\":\"n\"}&plain=p&xml=%3Cx%2F%3E",
        "raw=a/b?c=d%26e%23f&raw_list=a:b,c&untyped=u",
    ];
    assert_eq!(plain(request.request().unwrap().target()), format!("/query?{}", expected.join("&")));
}

#[test]
fn every_style_of_a_header_and_a_cookie_is_written() {
    let client = paint();
    let parameters = HeaderParameters::new().x_list(["1", "2"]).x_object(color()).x_spread(color()).x_json(color());
    let call = client.header(&parameters);
    let headers = call.request().unwrap().headers();
    assert_eq!(headers["x-list"], "1,2");
    assert_eq!(headers["x-object"], "R,100,G,200,B,150");
    assert_eq!(headers["x-spread"], "R=100,G=200,B=150");
    assert_eq!(headers["x-json"], r#"{"R":100,"G":200,"B":150}"#);
    let parameters = CookieParameters::new()
        .list(["1", "2"])
        .spread(["1", "2"])
        .object(color())
        .spread_object(color())
        .json(color());
    let call = client.cookie("a;b", &parameters);
    let expected = "text=a%3Bb; list=1,2; spread=1; spread=2; object=R,100,G,200,B,150; R=100; G=200; B=150; \
                    json={\"R\":100,\"G\":200,\"B\":150}";
    assert_eq!(plain(call.request().unwrap().headers()["cookie"].to_str().unwrap()), expected);
}
