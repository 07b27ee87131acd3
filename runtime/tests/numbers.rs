//! Numbers on their way between JSON, models and serde, whatever features serde_json has in a build.

use openapi_client_runtime::{Decode, Decoded, Encode, Field, Json, Map, Reader, Writer, from_json, to_json};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

/// A model with numbers of all kinds.
#[derive(Debug, Clone, PartialEq)]
struct Numbers {
    whole: i64,
    large: u64,
    real: f64,
    single: f32,
    any: Option<Json>,
    rest: Map<Json>,
}

impl Decode for Numbers {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (mut whole, mut large, mut real, mut single, mut any) = (None, None, None, None, None);
        let mut rest = Map::new();
        reader.object_and_rest(
            &mut [
                ("whole", &mut whole),
                ("large", &mut large),
                ("real", &mut real),
                ("single", &mut single),
                ("any", &mut any),
            ],
            &mut rest,
        )?;
        Ok(Self {
            whole: reader.required("whole", whole)?,
            large: reader.required("large", large)?,
            real: reader.required("real", real)?,
            single: reader.required("single", single)?,
            any,
            rest,
        })
    }
}

impl Encode for Numbers {
    fn encode(&self, writer: &mut Writer) {
        let fields: &[(&'static str, &dyn Field)] = &[
            ("whole", &self.whole),
            ("large", &self.large),
            ("real", &self.real),
            ("single", &self.single),
            ("any", &self.any),
        ];
        writer.object_and_rest(fields, &self.rest);
    }
}

openapi_client_runtime::serde_impls!(Numbers);

fn numbers(whole: i64, large: u64, real: f64, single: f32) -> Numbers {
    Numbers { whole, large, real, single, any: None, rest: Map::new() }
}

/// A model of a caller's own around one of ours, as serde derives it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Around {
    inner: Numbers,
}

#[test]
fn serde_sees_plain_numbers() {
    let model = numbers(i64::MIN, u64::MAX, 1.5, 0.1);
    let value = serde_json::to_value(&model).unwrap();
    assert_eq!(value["whole"].as_i64(), Some(i64::MIN));
    assert_eq!(value["large"].as_u64(), Some(u64::MAX));
    assert_eq!((value["real"].as_f64(), value["single"].as_f64()), (Some(1.5), Some(0.1)));
    let text = r#"{"whole":-9223372036854775808,"large":18446744073709551615,"real":1.5,"single":0.1}"#;
    assert_eq!(serde_json::to_string(&model).unwrap(), text);
    assert_eq!(serde_json::from_str::<Numbers>(text).unwrap(), model);
    assert_eq!(serde_json::from_value::<Numbers>(value).unwrap(), model);
    let pretty = serde_json::to_string_pretty(&Around { inner: model.clone() }).unwrap();
    assert_eq!(serde_json::from_str::<Around>(&pretty).unwrap(), Around { inner: model });
}

#[test]
fn members_keep_their_order_and_every_kind_of_value_is_written() {
    let text =
        r#"{"whole":1,"large":2,"real":3.0,"single":4.0,"any":[null,true,"é\n",{"z":1,"a":-0.0}],"z":{},"a":[]}"#;
    let model: Numbers = from_json(text.as_bytes()).unwrap();
    let written = serde_json::to_string(&model).unwrap();
    assert_eq!(from_json::<Numbers>(written.as_bytes()).unwrap(), model);
    assert!(written.ends_with(r#""z":{},"a":[]}"#), "{written}");
}

/// Numbers with more digits than a machine's own types hold.
const LONG: [&str; 4] =
    ["123456789012345678901234567890", "-98765432109876543210", "0.12345678901234567890123", "1.000000000000000000001"];

#[test]
#[cfg(feature = "exact-numbers")]
fn a_long_number_keeps_its_digits() {
    for text in LONG {
        let json: Json = from_json(text.as_bytes()).unwrap();
        assert_eq!(to_json(&json).unwrap(), text.as_bytes());
        let model = format!(r#"{{"whole":1,"large":2,"real":3.0,"single":4.0,"any":[{text}],"more":{text}}}"#);
        let read: Numbers = from_json(model.as_bytes()).unwrap();
        assert_eq!(to_json(&read).unwrap(), model.as_bytes());
        assert_eq!(serde_json::from_str::<Numbers>(&model).unwrap(), read);
    }
    // Through serde as far as it goes: integers of 128 bits.
    let read: Numbers =
        from_json(format!(r#"{{"whole":1,"large":2,"real":3.0,"single":4.0,"any":{}}}"#, LONG[0]).as_bytes()).unwrap();
    assert!(serde_json::to_string(&read).unwrap().ends_with(&format!("{}}}", LONG[0])));
}

#[test]
#[cfg(not(feature = "exact-numbers"))]
fn a_long_number_is_the_nearest_one_that_a_machine_has() {
    for text in LONG {
        let json: Json = from_json(text.as_bytes()).unwrap();
        assert_eq!(json.as_f64(), text.parse().ok(), "{text}");
        assert!(from_json::<Json>(&to_json(&json).unwrap()).unwrap().as_f64() == json.as_f64());
    }
    assert!(from_json::<Json>(b"1e400").is_err());
}

proptest! {
    #[test]
    fn every_number_survives_serde(whole: i64, large: u64, real in any::<f64>(), single in any::<f32>()) {
        prop_assume!(real.is_finite() && single.is_finite());
        let model = numbers(whole, large, real, single);
        let written = to_json(&model).unwrap();
        prop_assert_eq!(&from_json::<Numbers>(&written).unwrap(), &model);
        let by_serde = serde_json::to_vec(&model).unwrap();
        prop_assert_eq!(&from_json::<Numbers>(&by_serde).unwrap(), &model);
        let value = serde_json::to_value(&model).unwrap();
        prop_assert_eq!(value["large"].as_u64(), Some(large));
        prop_assert_eq!(serde_json::from_value::<Numbers>(value).unwrap(), model);
    }
}
