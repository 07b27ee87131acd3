//! Samples of the deposit of codes, through the client of this repository.

use wechatpay_client::{Client, DepositCodesRequest};
use wechatpay_samples::{Mode, Sample, Sent, Style, needed, read, replay};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/membercard-open.yaml");

fn typed(client: &Client, sample: &Sample) -> Result<Sent, String> {
    let card_id: String = sample.variable("card_id")?;
    let body: DepositCodesRequest = needed(sample.body()?, "json")?;
    Ok(Sent::new(|| client.v3().marketing().membercard_open().cards().card_id(&card_id).codes().deposit().post(&body)))
}

/// The same call in all six ways.
fn samples(options: &str) -> String {
    let path = "v3/marketing/membercard-open/cards/{card_id}/codes/deposit";
    let ways = [
        "->v3->marketing->membercardOpen->cards->_card_id_->codes->deposit".to_owned(),
        format!("->chain('{path}')"),
        format!("['{path}']"),
    ];
    let samples: Vec<Sample> = ways
        .iter()
        .flat_map(|way| {
            [
                format!("$instance{way}->postAsync({options})->then(static function($response) {{ f($response); }})->wait();"),
                format!("$response = $instance{way}->post({options}); f(json_decode((string) $response->getBody(), true));"),
            ]
        })
        .enumerate()
        .map(|(index, text)| read(&text, &format!("deposit.md:{index}")).unwrap())
        .collect();
    serde_json::to_string(&samples).unwrap()
}

#[test]
fn all_six_ways_of_a_call_are_sent_as_they_say() {
    let samples = samples("['card_id' => 'pbLatjvWOibDc5', 'json' => ['code' => ['1001', '1002']]]");
    let report = replay(&samples, &[DOCUMENT], Client::builder, typed).unwrap();
    assert!(report.different.is_empty(), "{report}");
    let ways: Vec<(Style, Mode)> = report.same.keys().copied().collect();
    let both = |style| [(style, Mode::Async), (style, Mode::Sync)];
    assert_eq!(ways, [both(Style::Chained), both(Style::Declared), both(Style::Indexed)].concat());
}

#[test]
fn what_is_not_sent_as_the_sample_says_is_told() {
    // The client knows neither the member of the body nor the parameter: by properties they are not sent.
    let options =
        "['card_id' => 'pbLatjvWOibDc5', 'json' => ['code' => ['1001'], 'note' => 'x'], 'query' => ['a' => 1]]";
    let report = replay(&samples(options), &[DOCUMENT], Client::builder, typed).unwrap();
    let problems: Vec<&String> = report.different.iter().flat_map(|difference| &difference.problems).collect();
    assert_eq!(report.sent(), 4, "{report}");
    let query = "the query is [], and the sample says [(\"a\", \"1\")]";
    assert_eq!(problems, [query, "/note was not sent", query, "/note was not sent"]);
    assert_eq!(report.different[0].place, "deposit.md:0");
}

#[test]
fn a_sample_of_another_operation_has_no_typed_call() {
    let sample = read("$instance->v3->bills->get();", "bills.md:1").unwrap();
    let samples = serde_json::to_string(&[sample]).unwrap();
    let report = replay(&samples, &[DOCUMENT], Client::builder, typed).unwrap();
    assert_eq!(report.different[0].problems, ["the sample has no `card_id`"]);
}
