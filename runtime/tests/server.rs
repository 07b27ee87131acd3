//! Which server a call goes to.

use openapi_client_runtime::{Builder, Core, Method, Operation, Response};

static PLAIN: Operation = Operation::new("plain", Method::GET, "/x");
static ELSEWHERE: Operation = Operation::new("elsewhere", Method::GET, "/x").server("https://files.example/v1/");
static BESIDE: Operation = Operation::new("beside", Method::GET, "/x").server("/v2");

fn url(core: &Core, operation: &'static Operation) -> String {
    core.operation(operation).call::<Response>().request().expect("the request is built").url().to_owned()
}

#[test]
fn an_operation_goes_to_its_own_server() {
    let core: Core = Builder::new("https://api.example/v1", "test").build().expect("the client is made");
    assert_eq!(url(&core, &PLAIN), "https://api.example/v1/x");
    assert_eq!(url(&core, &ELSEWHERE), "https://files.example/v1/x");
    assert_eq!(url(&core, &BESIDE), "https://api.example/v2/x");
}

#[test]
fn a_base_url_that_the_caller_chose_stands_for_every_server() {
    let builder: Builder<Core> = Builder::new("https://api.example/v1", "test");
    let core = builder.base_url("http://127.0.0.1:8080").build().expect("the client is made");
    for operation in [&PLAIN, &ELSEWHERE, &BESIDE] {
        assert_eq!(url(&core, operation), "http://127.0.0.1:8080/x");
    }
}
