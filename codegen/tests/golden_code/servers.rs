//! Which server a call goes to.

use super::golden::{path_server, servers_ as servers};
use openapi_client_runtime::{Builder, Call};
use servers::{Client, ServerChoice, ServerChoiceZone};

fn url<T>(call: &Call<T>) -> &str {
    call.request().unwrap().url()
}

fn urls(builder: Builder<Client>) -> [String; 3] {
    let client = builder.build().unwrap();
    [url(&client.plain()), url(&client.files()), url(&client.relative_server())].map(str::to_owned)
}

#[test]
fn variables_have_their_defaults() {
    let urls = urls(Client::builder());
    let expected = [
        "https://eu-1.pets.example:443/v1/plain",
        "https://files.eu-1.example/data/files",
        "https://eu-1.pets.example:443/v9/files",
    ];
    assert_eq!(urls, expected.map(|url| url.replace(":443", "")));
}

#[test]
fn a_server_is_chosen_by_name_and_its_variables_by_type() {
    let chosen = ServerChoice::MAIN.zone(ServerChoiceZone::Us1).port("8443").base_path("v2/x");
    let expected = [
        "https://us-1.pets.example:8443/v2/x/plain",
        "https://files.us-1.example/v2/x/files",
        "https://us-1.pets.example:8443/v9/files",
    ];
    assert_eq!(urls(Client::builder().server(chosen)), expected);
    assert_eq!(
        urls(Client::builder().server(ServerChoice::SANDBOX_PETS_EXAMPLE))[0],
        "https://sandbox.pets.example/plain"
    );
    let own = ServerChoice::YOUR_OWN.scheme("http").host("10.0.0.1:81");
    assert_eq!(urls(Client::builder().server(own))[0], "http://10.0.0.1:81/plain");
    let error = Client::builder().server(ServerChoice::YOUR_OWN).build().unwrap_err().to_string();
    assert!(error.contains("leaves `host` open"), "{error}");
    let relative = Client::builder().server(ServerChoice::RELATIVE).host("https://pets.example");
    assert_eq!(urls(relative)[0], "https://pets.example/relative/plain");
    let newer = ServerChoice::MAIN.zone("ap-1");
    assert_eq!(urls(Client::builder().server(newer))[0], "https://ap-1.pets.example/v1/plain");
}

#[test]
fn a_base_url_stands_for_all_servers() {
    let all = urls(Client::builder().base_url("http://127.0.0.1:1"));
    assert_eq!(all, ["plain", "files", "files"].map(|path| format!("http://127.0.0.1:1/{path}")));
}

#[test]
fn a_path_needs_a_host() {
    let builder = path_server::Client::builder;
    assert!(builder().build().unwrap_err().to_string().contains("Builder::host"));
    let client: path_server::Client = builder().host("https://pets.example").build().unwrap();
    assert_eq!(url(&client.list_pets()), "https://pets.example/api/v1/pets");
    let client: path_server::Client = builder().base_url("http://127.0.0.1:1").build().unwrap();
    assert_eq!(url(&client.list_pets()), "http://127.0.0.1:1/pets");
}
