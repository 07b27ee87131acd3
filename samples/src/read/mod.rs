//! The text of a sample as the request that it stands for.

mod answer;
mod call;
mod options;
mod path;

pub use options::plain;

use crate::php::{self, Value};
use crate::sample::Sample;

/// Reads a sample. `place` is where it stands, such as `openapi/v3/statements.md:27`.
///
/// # Errors
/// What is wrong with it, in words; with the line in the sample where there is one.
pub fn read(text: &str, place: &str) -> Result<Sample, String> {
    let values = php::evaluate(text).map_err(|problem| problem.to_string())?;
    let call = values.iter().find_map(call::of).ok_or("there is no call of `$instance` in it")?;
    let path = path::of(call.steps)?;
    let mut sample = Sample {
        place: place.to_owned(),
        style: path.style,
        mode: call.mode,
        method: call.method.clone(),
        path: path.template,
        variables: Default::default(),
        query: Default::default(),
        json: None,
        headers: Default::default(),
        upload: options::upload(&values),
        base_uri: None,
        answer: answer::of(text),
    };
    let none = Value::Array(Vec::new());
    options::fill(&mut sample, call.options.unwrap_or(&none))?;
    Ok(sample)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Answer, Mode, Style, Upload};
    use serde_json::json;

    #[test]
    fn every_style_says_the_same_path() {
        let options = "(['shop_id' => 7, 'json' => ['a' => ['b']], 'query' => ['c' => true]])";
        let path = "v3/my-shops/{shop_id}/files-of-day";
        for (call, style, mode) in [
            ("->v3->myShops->_shop_id_->filesOfDay->postAsync", Style::Chained, Mode::Async),
            (&format!("->chain('{path}')->postAsync"), Style::Declared, Mode::Async),
            (&format!("['{path}']->post"), Style::Indexed, Mode::Sync),
        ] {
            let sample = read(&format!("$response = $instance{call}{options};"), "a:1").unwrap();
            assert_eq!((sample.style, sample.mode), (style, mode));
            assert_eq!(sample.operation(), format!("POST /{path}"));
            assert_eq!(sample.variables["shop_id"], "7");
            assert_eq!(sample.json, Some(json!({"a": ["b"]})));
            assert_eq!(sample.query["c"], json!(true));
            assert_eq!(sample.answer, Answer::Unsaid);
        }
    }

    #[test]
    fn an_empty_segment_is_a_slash_at_the_end() {
        for call in ["->v3->a->_empty_->get", "->chain('v3/a/{empty}')->get", "['v3/a/']->get"] {
            let sample = read(&format!("$instance{call}();"), "a:1").unwrap();
            assert_eq!(sample.path, "/v3/a/");
        }
    }

    #[test]
    fn an_upload_names_its_file_and_may_describe_it() {
        let text = "$media = new \\A\\MediaUtil('file:///b/c.pdf'); $meta = ['d' => 1]; $media->setMeta(\\json_encode($meta));
            $instance->v3->e->postAsync(['body' => $media->getStream(), 'headers' => ['Content-Type' => $media->getContentType()]])
            ->then(static function($response) { print_r(json_decode((string) $response->getBody(), true)); })->wait();";
        let sample = read(text, "a:1").unwrap();
        assert_eq!(sample.upload, Some(Upload { file: "c.pdf".into(), meta: Some(json!({"d": 1})) }));
        assert!(sample.headers.is_empty());
        assert_eq!(sample.answer, Answer::Json);
    }

    #[test]
    fn what_is_expected_is_seen() {
        let status = "$response = $instance->v3->get(); print_r($response->getStatusCode() === 202);";
        assert_eq!(read(status, "a:1").unwrap().answer, Answer::Status(202));
        let file = "$instance->v3->get(['sink' => './a.gz', 'base_uri' => 'https://b.cn/hk/']);";
        let sample = read(file, "a:1").unwrap();
        assert_eq!((sample.answer, sample.base_uri.as_deref()), (Answer::File, Some("https://b.cn/hk/")));
    }

    #[test]
    fn what_is_no_sample_is_told() {
        for (text, problem) in [
            ("$a->b();", "there is no call of `$instance` in it"),
            ("$instance->get();", "the call has no path"),
            ("$instance->v3->get(['json' => f()]);", "`json` is no JSON"),
            ("$instance->v3->get(", "line 1: a value is missing"),
        ] {
            assert_eq!(read(text, "a:1").unwrap_err(), problem);
        }
    }
}
