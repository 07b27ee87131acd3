//! What `Debug` gives away: nothing that a caller put into a client or a call.

use openapi_client_runtime::{Builder, Core, Method, Operation};

static DEPOSIT: Operation = Operation::new("deposit", Method::POST, "/cards/{card}");

#[test]
fn no_header_value_variable_or_body_is_shown() {
    let builder: Builder<Core> = Builder::new("https://api.example", "test");
    let builder = builder.header("Authorization", "hidden-1").header("x-api-key", "hidden-2");
    assert!(!format!("{builder:?}").contains("hidden"), "{builder:?}");
    let core = builder.build().expect("the client is made");
    assert!(!format!("{core:?}").contains("hidden"), "{core:?}");
    assert!(format!("{core:?}").contains("https://api.example"), "{core:?}");

    let chain = core.chain("cards/{card}").with("card", "hidden-3").query("q", "hidden-4").header("x", "hidden-5");
    assert!(!format!("{chain:?}").contains("hidden"), "{chain:?}");
    let draft = core.operation(&DEPOSIT).path("card", "hidden-6").query("q", "hidden-7").json("hidden-8");
    assert!(!format!("{draft:?}").contains("hidden"), "{draft:?}");
}
