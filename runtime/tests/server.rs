//! Which server a call goes to.

use openapi_client_runtime::{Builder, Core, Method, Operation, Response, Server};

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

fn link(core: &Core, url: &str) -> String {
    core.link(url).expect("it is a URL").get().request().expect("the request is built").url().to_owned()
}

#[test]
fn a_link_goes_to_its_own_host_as_it_stands() {
    let core: Core = Builder::new("https://api.example/v1", "test").build().expect("the client is made");
    for url in ["https://files.example/a%2Fb?token=a+b%2B&x=%7e&empty=", "https://api.example/v1/x?y", "http://h:8080/"]
    {
        assert_eq!(link(&core, url), url);
    }
    for url in ["x", "/x", "ftp://files.example/x", "data:,x"] {
        assert!(core.link(url).is_err(), "{url}");
    }
}

#[test]
fn a_link_goes_to_a_base_url_that_the_caller_chose() {
    let builder: Builder<Core> = Builder::new("https://api.example", "test");
    let core = builder.base_url("http://127.0.0.1:8080/proxy").build().expect("the client is made");
    assert_eq!(link(&core, "https://files.example/x?token=a+b"), "http://127.0.0.1:8080/proxy/x?token=a+b");
    // One of the chosen server itself has the prefix already.
    assert_eq!(link(&core, "http://127.0.0.1:8080/proxy/x"), "http://127.0.0.1:8080/proxy/x");
}

#[test]
fn variables_of_servers_have_defaults_and_other_values() {
    static OWN: Operation = Operation::new("own", Method::GET, "/x").server("https://{sub=files}.{site=example}/v1");
    let builder = || Builder::<Core>::new("https://{zone=eu}.{site=example}/v2/", "test");
    let core = builder().build().expect("the client is made");
    assert_eq!(url(&core, &PLAIN), "https://eu.example/v2/x");
    assert_eq!(url(&core, &OWN), "https://files.example/v1/x");
    let core = builder().server_variable("site", "other.example").build().expect("the client is made");
    assert_eq!(url(&core, &PLAIN), "https://eu.other.example/v2/x");
    assert_eq!(url(&core, &OWN), "https://files.other.example/v1/x");
    assert_eq!(url(&core, &BESIDE), "https://eu.other.example/v2/x");
}

#[test]
fn another_server_of_the_document_leaves_the_servers_of_operations() {
    let builder: Builder<Core> = Builder::new("https://api.example/v1", "test").backup_server("https://backup.example");
    let server = Server::new("https://{zone=eu}.example/v3").with("zone", "us");
    let core = builder.server(server).build().expect("the client is made");
    assert_eq!(url(&core, &PLAIN), "https://us.example/v3/x");
    assert_eq!(url(&core, &ELSEWHERE), "https://files.example/v1/x");
}

#[test]
fn a_path_needs_a_host() {
    let builder = || Builder::<Core>::new("/api/v1", "test");
    let error = builder().build().expect_err("no host is known").to_string();
    assert!(error.contains("Builder::host"), "{error}");
    let core = builder().host("https://pets.example").build().expect("the client is made");
    assert_eq!(url(&core, &PLAIN), "https://pets.example/api/v1/x");
    assert_eq!(url(&core, &BESIDE), "https://pets.example/v2/x");
    let core = builder().base_url("https://pets.example").build().expect("the client is made");
    assert_eq!(url(&core, &PLAIN), "https://pets.example/x");
}
