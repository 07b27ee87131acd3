//! The page as HTML, without a browser.

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use support::signed::Merchant;
use support::{CARD, HEADERS, Reply, exchange, request, target};
use wechatpay_mock::{Fault, Mock};

fn mock() -> Mock {
    Mock::builder().page().card(CARD).card_of("another", "1900000002").start_blocking().unwrap()
}

/// A request as a browser sends it.
fn ask(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let mut bytes = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    if !headers.iter().any(|(name, _)| *name == "Host") {
        bytes += &format!("Host: {address}\r\n");
    }
    for (name, value) in headers {
        bytes += &format!("{name}: {value}\r\n");
    }
    bytes += &format!("\r\n{body}");
    exchange(address, bytes.as_bytes()).unwrap()
}

fn page(mock: &Mock) -> String {
    let reply = ask(mock.addr(), "GET", "/", &[], "");
    assert_eq!(reply.status(), 200, "{reply:?}");
    String::from_utf8(reply.body).unwrap()
}

fn post(mock: &Mock, path: &str, form: &str) -> Reply {
    ask(mock.addr(), "POST", path, &[("Content-Type", "application/x-www-form-urlencoded")], form)
}

fn text(reply: &Reply) -> String {
    String::from_utf8_lossy(&reply.body).into_owned()
}

/// The page without its tags, so that what is shown can be read in one line.
fn shown(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(character),
            _ => {}
        }
    }
    text
}

#[test]
fn an_accepted_request_is_shown_with_its_message() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    let draft = merchant.deposit(r#"{"code":["4785"]}"#);
    assert_eq!(merchant.send(&draft).status(), 200);
    let shown = shown(&page(&mock));
    assert!(shown.contains("Accepted."), "{shown}");
    let message = format!("methodPOSTLFtarget{}LFtimestamp{}LFnonce{}LF", target(CARD), draft.timestamp, draft.nonce);
    assert!(shown.contains(&message), "{shown}");
    assert!(shown.contains("body{&quot;code&quot;:[&quot;4785&quot;]}LF"), "{shown}");
    assert!(shown.contains(&merchant.credentials.merchant_serial), "{shown}");
    assert!(!shown.contains("First difference"), "{shown}");
}

#[test]
fn a_wrong_signature_is_explained_by_the_first_difference() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    let draft = merchant.deposit("{}");
    let without_line_feed = draft.message();
    let reply = merchant.send_over(&draft, &without_line_feed[..without_line_feed.len() - 1]);
    assert_eq!(reply.status(), 401);
    let shown = shown(&page(&mock));
    assert!(shown.contains("Refused by the rule signature."), "{shown}");
    let difference = "First difference: line 5 (body), column 3. The mock has a line feed, the client nothing";
    assert!(shown.contains(difference), "{shown}");
    assert!(shown.contains("its signature fits it"), "{shown}");
    assert!(shown.contains("1 request, 1 refused"), "{shown}");
}

#[test]
fn what_the_client_tells_it_signed_is_compared() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    let draft = merchant.deposit("{}");
    let told = String::from_utf8(draft.message()).unwrap().replace("/v3/", "/V3/");
    let draft = draft.with("Mock-Sign-Message", &STANDARD.encode(&told));
    assert_eq!(merchant.send_over(&draft, format!("{told}?").as_bytes()).status(), 401);
    let shown = shown(&page(&mock));
    assert!(shown.contains("First difference: line 2 (target), column 2. The mock has v, the client V."), "{shown}");
    assert!(shown.contains("tells in Mock-Sign-Message"), "{shown}");
}

#[test]
fn where_nothing_is_known_of_the_mistake_the_page_says_how_to_find_out() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    assert_eq!(merchant.send_over(&merchant.deposit("{}"), b"something else").status(), 401);
    let shown = shown(&page(&mock));
    assert!(shown.contains("send yours in base64 in the header Mock-Sign-Message"), "{shown}");
    assert!(!shown.contains("First difference"), "{shown}");
}

#[test]
fn nothing_that_came_from_a_request_is_html() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    let script = "<script>alert('x')</script>\u{202e}";
    let draft = merchant.deposit(&format!("{{\"code\":[\"{}\"]}}", script.replace('\'', "")));
    let draft =
        draft.with("X-Note", "\"><img src=x onerror=alert(1)>").with("Mock-Sign-Message", &STANDARD.encode(script));
    merchant.send(&draft);
    let html = page(&mock);
    assert!(!html.contains("<script>alert") && !html.contains("<img"), "{html}");
    assert!(html.contains("&lt;script&gt;alert(x)&lt;/script&gt;<span class=\"sign\">U+202E</span>"), "{html}");
    assert!(html.contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"), "{html}");
    assert!(!html.contains('\u{202e}'), "the direction of the text is not the client's to change");
}

#[test]
fn long_values_are_cut() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    let draft = merchant.deposit(&format!("{{\"code\":[\"{}\"]}}", "1".repeat(1_000_000)));
    merchant.send(&draft.with("X-Long", &"y".repeat(10_000)));
    let html = page(&mock);
    assert!(html.len() < 200_000, "{} bytes", html.len());
    assert!(html.contains(" more bytes"), "{html}");
}

#[test]
fn only_the_newest_requests_are_shown() {
    let mock = Mock::builder().page().unsigned().start_blocking().unwrap();
    for number in 0..60 {
        exchange(mock.addr(), &request("GET", &format!("/v3/{number}"), HEADERS, b"")).unwrap();
    }
    let html = page(&mock);
    assert!(shown(&html).contains("60 requests (the newest 50 are shown)"), "{html}");
    assert!(html.contains("/v3/59<") && html.contains("/v3/10<") && !html.contains("/v3/9<"), "{html}");
}

#[test]
fn cards_are_shown_with_owner_mode_stock_and_codes() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    let codes: Vec<String> = (0..20).map(|number| format!("\"code-{number:02}\"")).collect();
    merchant.send(&merchant.deposit(&format!("{{\"code\":[{}]}}", codes.join(","))));
    let shown = shown(&page(&mock));
    assert!(shown.contains(&format!("{CARD}20 in stockOwner{}", merchant.credentials.mchid)), "{shown}");
    assert!(shown.contains("Code modemerchant-deposit"), "{shown}");
    assert!(shown.contains("code-00") && shown.contains("code-11") && shown.contains("… and 8 more"), "{shown}");
    assert!(shown.contains("another0 in stockOwner1900000002"), "{shown}");
}

#[test]
fn faults_are_switched_on_and_off() {
    let mock = mock();
    let reply = post(&mock, "/mock/faults", "on=bad-gateway&times=2");
    assert_eq!((reply.status(), reply.head.header("location")), (303, Some("/#faults")));
    post(&mock, "/mock/faults", "times=1&on=gzip");
    assert_eq!(mock.waiting_faults(), [(Fault::BadGateway, 2), (Fault::Gzip, 1)]);
    let html = page(&mock);
    assert!(html.contains("name=\"off\" value=\"bad-gateway\" aria-pressed=\"true\""), "{html}");
    assert!(html.contains("name=\"on\" value=\"unsigned\" aria-pressed=\"false\""), "{html}");
    assert!(shown(&html).contains("next 2 requests"), "{html}");
    let met = exchange(mock.addr(), &request("GET", "/v3/certificates", HEADERS, b"")).unwrap();
    assert_eq!(met.status(), 502, "the page itself used up no fault");
    post(&mock, "/mock/faults", "off=bad-gateway");
    assert_eq!(mock.waiting_faults(), [(Fault::Gzip, 1)]);
    post(&mock, "/mock/faults/clear", "");
    assert_eq!(mock.waiting_faults(), []);
}

#[test]
fn every_fault_has_a_switch_and_a_description() {
    let html = page(&mock());
    for fault in Fault::ALL {
        assert!(html.contains(&format!("value=\"{fault}\"")), "{fault}");
    }
    assert!(!html.contains("<legend>Other</legend>"), "a fault is missing in page/faults.rs");
}

#[test]
fn a_form_that_makes_no_sense_is_refused_with_a_reason() {
    let mock = mock();
    for (path, form, reason) in [
        ("/mock/faults", "on=no-such", "there is no fault \"no-such\""),
        ("/mock/faults", "on=gzip&times=0", "A fault can be for 1 to 1000 requests."),
        ("/mock/faults", "on=gzip&times=x", "A fault can be for 1 to 1000 requests."),
        ("/mock/faults", "", "The field on is empty."),
        ("/mock/notifications", "url=http://127.0.0.1:1/&event_type=A&resource={", "The resource is not JSON"),
    ] {
        let reply = post(&mock, path, form);
        assert_eq!(reply.status(), 400, "{form}");
        assert!(text(&reply).contains(reason), "{}", text(&reply));
    }
    assert_eq!(mock.waiting_faults(), []);
    assert_eq!(post(&mock, "/mock/no-such", "").status(), 404);
    assert_eq!(ask(mock.addr(), "GET", "/mock/no-such", &[], "").status(), 404);
    assert_eq!(post(&mock, "/mock/faults", &"x".repeat(70_000)).status(), 413);
    let json = ask(mock.addr(), "POST", "/mock/faults", &[("Content-Type", "application/json")], "{}");
    assert_eq!(json.status(), 415);
}

#[test]
fn other_pages_can_neither_read_nor_change_anything() {
    let mock = mock();
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let switch = |more: &[(&str, &str)]| {
        ask(mock.addr(), "POST", "/mock/faults", &[&[form], more].concat(), "on=gzip&times=1").status()
    };
    assert_eq!(switch(&[("Origin", "http://evil.example")]), 403);
    assert_eq!(switch(&[("Origin", "null")]), 403);
    assert_eq!(switch(&[("Sec-Fetch-Site", "cross-site")]), 403);
    let rebound = format!("evil.example:{}", mock.addr().port());
    assert_eq!(switch(&[("Host", &rebound), ("Origin", &format!("http://{rebound}"))]), 403);
    assert_eq!(mock.waiting_faults(), []);
    for path in ["/", "/mock/events"] {
        assert_eq!(ask(mock.addr(), "GET", path, &[("Host", &rebound)], "").status(), 403);
    }
    let own = format!("http://{}", mock.addr());
    assert_eq!(switch(&[("Origin", &own), ("Sec-Fetch-Site", "same-origin")]), 303);
}

#[test]
fn the_policy_allows_nothing_but_what_stands_in_the_page() {
    let mock = mock();
    let reply = ask(mock.addr(), "GET", "/", &[], "");
    let policy = reply.head.header("content-security-policy").unwrap();
    let html = text(&reply);
    for (tag, directive) in [("style", "style-src"), ("script", "script-src")] {
        let (_, after) = html.split_once(&format!("<{tag}>")).unwrap();
        let (inline, _) = after.split_once(&format!("</{tag}>")).unwrap();
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, inline.as_bytes());
        assert!(policy.contains(&format!("{directive} 'sha256-{}';", STANDARD.encode(digest))), "{policy}");
        assert_eq!(html.matches(&format!("<{tag}")).count(), 1);
    }
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    assert!(!html.contains(" style=\"") && !html.contains(" onclick"), "{html}");
    let outside = html.matches("src=").count() + html.matches("<link").count() + html.matches("url(").count();
    assert_eq!(outside, 0, "no outside resource");
    assert_eq!(reply.head.header("x-frame-options"), Some("DENY"));
    assert_eq!(reply.head.header("cache-control"), Some("no-store"));
}

#[test]
fn every_change_is_an_event() {
    let mock = mock();
    let mut events = TcpStream::connect(mock.addr()).unwrap();
    write!(events, "GET /mock/events HTTP/1.1\r\nHost: {}\r\n\r\n", mock.addr()).unwrap();
    let mut events = BufReader::new(events);
    let head = support::read_head(&mut events).unwrap();
    assert_eq!((head.status, head.header("content-type")), (200, Some("text/event-stream")));
    let first = next_event(&mut events);
    let merchant = Merchant::of(&mock);
    merchant.send(&merchant.deposit("{}"));
    assert!(next_event(&mut events) > first);
}

fn next_event(events: &mut impl BufRead) -> u64 {
    let mut lines = events.lines().map(Result::unwrap);
    lines.find_map(|line| line.strip_prefix("data: ").map(|number| number.parse().unwrap())).unwrap()
}

#[test]
fn requests_for_the_page_are_not_recorded_and_others_can_be_forgotten() {
    let mock = mock();
    page(&mock);
    assert_eq!(mock.requests().len(), 0);
    exchange(mock.addr(), &request("GET", "/mockup", HEADERS, b"")).unwrap();
    assert_eq!(mock.requests().len(), 1);
    assert_eq!(post(&mock, "/mock/requests/clear", "").status(), 303);
    assert_eq!(mock.requests().len(), 0);
    assert_eq!(mock.abandoned(), 0);
}

#[test]
fn a_notification_is_sent_and_its_outcome_shown() {
    let mock = mock();
    let receiver = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/notify", receiver.local_addr().unwrap());
    let received = thread::spawn(move || {
        let (mut stream, _) = receiver.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            reader.read_until(b'\n', &mut head).unwrap();
        }
        let head = String::from_utf8(head).unwrap().to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        let mut body = vec![0; length.parse().unwrap()];
        reader.read_exact(&mut body).unwrap();
        stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
        (head, body)
    });
    let form = format!("url={url}&event_type=TRANSACTION.SUCCESS&resource=%7B%22out_trade_no%22%3A%221%22%7D");
    assert_eq!(post(&mock, "/mock/notifications", &form).status(), 303);
    let (head, body) = received.join().unwrap();
    assert!(head.starts_with("post /notify") && head.contains("wechatpay-signature: "), "{head}");
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["event_type"], "TRANSACTION.SUCCESS");
    let plain = support::signed::open(&mock.credentials().unwrap().api_v3_key, &body["resource"]);
    assert_eq!(plain, br#"{"out_trade_no":"1"}"#);
    assert!(shown(&page(&mock)).contains(&format!("204 from {url}")));
}

#[test]
fn without_the_page_its_paths_are_like_others() {
    let mock = Mock::builder().unsigned().start_blocking().unwrap();
    for path in ["/", "/mock/events"] {
        let reply = exchange(mock.addr(), &request("GET", path, HEADERS, b"")).unwrap();
        assert_eq!(reply.status(), 404);
    }
    assert_eq!(mock.requests().len(), 2);
}
