//! The page in a real browser: headless Chromium, driven by chromedriver. Skipped where they are not installed.

mod page_browser;
mod support;

use fantoccini::Locator;
use page_browser::{Browser, Screen};
use support::signed::Merchant;
use support::{CARD, HEADERS, exchange, request};
use wechatpay_mock::{Fault, Mock};

async fn mock() -> Mock {
    Mock::builder().page().card(CARD).start().await.unwrap()
}

/// Off the test's thread: the client under the tests blocks.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_appears_without_a_reload() {
    let Some(browser) = Browser::start(Screen::Desktop).await else { return };
    let mock = mock().await;
    browser.open(&mock).await;
    browser.run("window.untouched = true").await;
    let merchant = Merchant::of(&mock);
    blocking(move || merchant.send(&merchant.deposit(r#"{"code":["4785"]}"#))).await;
    let entry = browser.wait_for("#request-0 .tag.good").await;
    assert_eq!(entry.text().await.unwrap(), "accepted");
    let stock = browser.wait_for("#card-list .figure").await;
    assert_eq!(stock.text().await.unwrap(), "1");
    assert_eq!(browser.run("return window.untouched").await, true, "the page was loaded anew");
    assert_eq!(browser.text("#connection").await, "live");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_signature_shows_verdict_messages_and_difference() {
    let Some(browser) = Browser::start(Screen::Desktop).await else { return };
    let mock = mock().await;
    browser.open(&mock).await;
    let merchant = Merchant::of(&mock);
    blocking(move || {
        let draft = merchant.deposit(r#"{"code":["4785"]}"#);
        let signed = draft.message();
        merchant.send_over(&draft, &signed[..signed.len() - 1]);
    })
    .await;
    browser.click("#request-0 > summary").await;
    assert_eq!(browser.text("#request-0 .verdict strong").await, "Refused by the rule signature.");
    let difference = browser.text("#request-0 .difference").await;
    assert!(difference.starts_with("First difference: line 5 (body), column 18."), "{difference}");
    let lines = browser.text("#request-0-ours").await;
    assert!(lines.contains("POST") && lines.contains("/codes/deposit") && lines.contains("LF"), "{lines}");
    assert_eq!(browser.text("#request-0-ours mark").await, "LF");
    assert_eq!(browser.text("#request-0-theirs mark").await, "the end");
    browser.shoot("difference").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_switch_makes_a_request_meet_the_fault() {
    let Some(browser) = Browser::start(Screen::Desktop).await else { return };
    let mock = mock().await;
    browser.open(&mock).await;
    browser.run("window.untouched = true").await;
    browser.click("#fault-bad-gateway").await;
    browser.wait_for("#fault-bad-gateway[aria-pressed=true]").await;
    assert_eq!(mock.waiting_faults(), [(Fault::BadGateway, 1)]);
    let focused = browser.run("return document.activeElement.id").await;
    assert_eq!(focused, "fault-bad-gateway", "the keyboard stays where it was");
    let address = mock.addr();
    let met = blocking(move || exchange(address, &request("GET", "/v3/certificates", HEADERS, b"")).unwrap()).await;
    assert_eq!(met.status(), 502);
    browser.wait_for("#fault-bad-gateway[aria-pressed=false]").await;
    browser.wait_for("#request-0 .tag.warn").await;
    browser.click("#fault-gzip").await;
    browser.wait_for("#fault-gzip[aria-pressed=true]").await;
    browser.click("#fault-gzip").await;
    browser.wait_for("#fault-gzip[aria-pressed=false]").await;
    assert_eq!(mock.waiting_faults(), []);
    assert_eq!(browser.run("return window.untouched").await, true, "the page was loaded anew");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_in_a_request_is_text() {
    let Some(browser) = Browser::start(Screen::Desktop).await else { return };
    let mock = mock().await;
    browser.open(&mock).await;
    let merchant = Merchant::of(&mock);
    let script = "<script>window.harmed = true</script><img src=x onerror='window.harmed = true'>";
    blocking(move || {
        let draft = merchant.draft("POST", "/v3/b", &format!("{{\"code\":[\"{script}\"]}}"));
        merchant.send(&draft.with("X-Note", script));
    })
    .await;
    browser.click("#request-0 > summary").await;
    assert!(browser.text("#request-0-body").await.contains(script));
    assert!(browser.text("#request-0-headers").await.contains(script));
    browser.open(&mock).await;
    browser.wait_for("#request-0").await;
    assert_eq!(browser.run("return window.harmed === undefined").await, true);
    assert_eq!(browser.run("return document.querySelectorAll('main img, main script').length").await, 0);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_reader_opened_stays_open() {
    let Some(browser) = Browser::start(Screen::Desktop).await else { return };
    let mock = mock().await;
    browser.open(&mock).await;
    let address = mock.addr();
    let send = move || exchange(address, &request("GET", "/v3/a", HEADERS, b"")).unwrap();
    blocking(send).await;
    browser.click("#request-0 > summary").await;
    blocking(send).await;
    browser.wait_for("#request-1").await;
    browser.wait_for("#request-0[open]").await;
    assert_eq!(browser.run("return document.querySelector('#request-list').firstElementChild.id").await, "request-1");
    browser.click("#pause").await;
    assert_eq!(browser.text("#pause").await, "Go on");
    blocking(send).await;
    mock.wait_requests(3).await;
    browser.click("#pause").await;
    browser.wait_for("#request-2").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_copied_byte_by_byte() {
    let Some(browser) = Browser::start(Screen::Desktop).await else { return };
    let mock = mock().await;
    browser.open(&mock).await;
    let merchant = Merchant::of(&mock);
    let draft = merchant.deposit("{\"code\":[\"4785\"]}\r\n\t");
    let message = String::from_utf8(draft.message()).unwrap();
    blocking(move || merchant.send(&draft)).await;
    browser.click("#request-0 > summary").await;
    // The clipboard itself belongs to the desktop; what would go into it is caught here.
    browser.run("navigator.clipboard.writeText = async text => { window.copied = text; }").await;
    browser.click("[data-copy=request-0-ours]").await;
    browser.wait_for("#toast:not(:empty)").await;
    assert_eq!(browser.run("return window.copied").await, message);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_in_a_form_is_told() {
    let Some(browser) = Browser::start(Screen::Desktop).await else { return };
    let mock = mock().await;
    browser.open(&mock).await;
    browser.run("document.getElementById('notice-url').value = 'http://127.0.0.1:1/'").await;
    browser.run("document.getElementById('notice-resource').value = '{'").await;
    browser.click("#notice button[type=submit]").await;
    browser.wait_for("#toast:not(:empty)").await;
    assert!(browser.text("#toast").await.contains("The resource is not JSON"));
    browser.run("document.getElementById('notice-resource').value = '{}'").await;
    browser.click("#notice button[type=submit]").await;
    let outcome = browser.wait_for("#notice-result .bad").await;
    assert!(outcome.text().await.unwrap().starts_with("Not delivered."));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_nothing_is_wider_than_the_screen() {
    let Some(browser) = Browser::start(Screen::Phone).await else { return };
    let mock = mock().await;
    let merchant = Merchant::of(&mock);
    blocking(move || {
        let codes: Vec<String> = (0..20).map(|number| format!("\"{number:032}\"")).collect();
        merchant.send(&merchant.deposit(&format!("{{\"code\":[{}]}}", codes.join(","))));
        let draft = merchant.draft("GET", &format!("/v3/{}", "long".repeat(100)), "");
        merchant.send_over(&draft.with("X-Long", &"w".repeat(500)), b"something else");
    })
    .await;
    mock.fault_times(Fault::StaleTimestamp, 1000);
    browser.open(&mock).await;
    browser.wait_for("#request-1").await;
    browser.run("for (const details of document.querySelectorAll('details')) details.open = true").await;
    assert_eq!(browser.run("return innerWidth").await, 390);
    assert_eq!(browser.run("return document.documentElement.scrollWidth").await, 390);
    let wide = browser.run(TOO_WIDE).await;
    assert_eq!(wide, serde_json::json!([]));
    let small = browser.run(TOO_SMALL).await;
    assert_eq!(small, serde_json::json!([]), "a finger needs some room");
    browser.shoot("phone").await;
    browser.close().await;
}

const TOO_WIDE: &str = "return [...document.querySelectorAll('body *')]
    .filter(one => !one.closest('.unseen, .skip') && one.getBoundingClientRect().right > innerWidth + 0.5)
    .map(one => one.outerHTML.slice(0, 100))";

const TOO_SMALL: &str = "return [...document.querySelectorAll('button, summary, input')]
    .filter(one => one.offsetParent && one.getBoundingClientRect().height < 24)
    .map(one => one.outerHTML.slice(0, 100))";

#[tokio::test(flavor = "multi_thread")]
async fn every_control_has_a_name_and_text_can_be_read_in_light_and_dark() {
    for screen in [Screen::Desktop, Screen::Dark] {
        let Some(browser) = Browser::start(screen).await else { return };
        let mock = mock().await;
        let merchant = Merchant::of(&mock);
        blocking(move || {
            merchant.send(&merchant.deposit("{}"));
            let draft = merchant.deposit("{}");
            let signed = draft.message();
            merchant.send_over(&draft, &signed[..signed.len() - 1]);
        })
        .await;
        mock.fault(Fault::Gzip);
        browser.open(&mock).await;
        browser.wait_for("#request-1").await;
        browser.run("for (const details of document.querySelectorAll('details')) details.open = true").await;
        assert_eq!(browser.run(NAMELESS).await, serde_json::json!([]));
        assert_eq!(browser.run(&low_contrast()).await, serde_json::json!([]), "{screen:?}");
        let headings = browser.run("return [...document.querySelectorAll('h1, h2')].map(one => one.textContent)").await;
        let expected = ["WeChat Pay mock", "Requests", "Cards", "Faults", "Notification"];
        assert_eq!(headings, serde_json::json!(expected));
        browser.shoot(if screen == Screen::Dark { "dark" } else { "light" }).await;
        browser.close().await;
    }
}

const NAMELESS: &str = "return [...document.querySelectorAll('button, input, textarea')]
    .filter(one => !one.getAttribute('aria-label') && !one.labels?.length && !one.textContent.trim())
    .map(one => one.outerHTML.slice(0, 100))";

/// The texts whose contrast is below 4.5 to 1, by the formula of WCAG 2.
fn low_contrast() -> String {
    include_str!("page_browser/contrast.js").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_forms_work_without_a_script() {
    let Some(browser) = Browser::start(Screen::WithoutScript).await else { return };
    let mock = mock().await;
    browser.open(&mock).await;
    browser.click("#fault-server-error").await;
    browser.wait_for("#fault-server-error[aria-pressed=true]").await;
    assert_eq!(mock.waiting_faults(), [(Fault::ServerError, 1)]);
    let hidden = browser.client().find(Locator::Css("#pause")).await.unwrap();
    assert!(!hidden.is_displayed().await.unwrap(), "what needs a script is not shown");
    browser.close().await;
}
