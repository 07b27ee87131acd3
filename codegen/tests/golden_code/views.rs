//! Requests do not ask for what the service sets, and answers do not have what it keeps.

use super::golden::views::{Client, Cursor, FoodInput, KennelInput, KennelInputPlace, Login, Pet, PetInput, WetInput};
use openapi_client_runtime::Map;
use serde_json::{from_value, json, to_value};

#[test]
fn what_is_sent_needs_nothing_that_the_service_sets() {
    let pet = PetInput::new("Rex", "s").food(FoodInput::Wet(WetInput::new())).parent(PetInput::new("Old", "t"));
    let expected = json!({
        "name": "Rex", "secret": "s", "parent": {"name": "Old", "secret": "t"}, "food": {"kind": "Wet"},
    });
    assert_eq!(to_value(&pet).unwrap(), expected);
    let client: Client = Client::builder().base_url("https://pets.example").build().unwrap();
    let call = client.add_pet(&PetInput::new("Rex", "s"));
    assert_eq!(call.request().unwrap().body(), &br#"{"name":"Rex","secret":"s"}"#[..]);
    let place = KennelInputPlace::new().street("Main");
    let kennel = KennelInput::new().pets(Map::from_iter([("a".to_owned(), pet)])).place(place);
    assert!(client.save_kennels(&[kennel]).request().is_ok());
    assert_eq!(to_value(Login::new("me")).unwrap(), json!({"user": "me"}));
}

#[test]
fn what_is_read_needs_nothing_that_the_service_keeps() {
    let pet: Pet = from_value(json!({"id": "7", "name": "Rex", "food": {"kind": "Wet", "batch": "b"}})).unwrap();
    assert_eq!((pet.id.as_str(), pet.name.as_str()), ("7", "Rex"));
    assert!(from_value::<Pet>(json!({"name": "Rex"})).is_err());
    // What has nothing left is still an object.
    assert_eq!(to_value(from_value::<Cursor>(json!({"only": "x"})).unwrap()).unwrap(), json!({}));
    // One becomes the other by way of JSON, when what was kept is added.
    let mut kept = to_value(&pet).unwrap();
    kept["secret"] = json!("s");
    assert_eq!(from_value::<PetInput>(kept).unwrap().name, "Rex");
}
