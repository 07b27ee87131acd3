//! A headless Chromium for the tests of the page.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use wechatpay_mock::Mock;

/// What the page is looked at with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Desktop,
    Dark,
    Phone,
    WithoutScript,
}

/// A browser, and the driver that it hangs on. Both end with it.
pub struct Browser {
    client: Client,
    driver: Driver,
}

struct Driver {
    process: Child,
    /// The browser that the driver started, as long as it runs.
    browser: Option<u64>,
    _profile: TempDir,
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A test that fails does not close its browser, and the driver would leave it behind.
        if let Some(browser) = self.browser {
            let _ = Command::new("kill").args(["-KILL", &browser.to_string()]).status();
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Browser {
    /// `None`, and a line that says so, where no browser is installed.
    pub async fn start(screen: Screen) -> Option<Self> {
        let (Some(chromium), Some(chromedriver)) = (installed("chromium"), installed("chromedriver")) else {
            println!("skipped: chromium and chromedriver are not both installed");
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let mut process = Command::new(chromedriver).arg("--port=0").stdout(Stdio::piped()).spawn().unwrap();
        let port = announced_port(&mut process);
        let capabilities = capabilities(&chromium, &profile, screen);
        let mut driver = Driver { process, browser: None, _profile: profile };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(&format!("http://127.0.0.1:{port}")).await.unwrap();
        driver.browser = client.capabilities().and_then(|all| all.get("goog:processID")?.as_u64());
        Some(Self { client, driver })
    }

    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Opens the page.
    pub async fn open(&self, mock: &Mock) {
        self.client.goto(&mock.base_url()).await.unwrap();
    }

    /// Waits until there is such an element.
    pub async fn wait_for(&self, css: &str) -> Element {
        let found = self.client.wait().for_element(Locator::Css(css)).await;
        found.unwrap_or_else(|error| panic!("{css}: {error}"))
    }

    pub async fn click(&self, css: &str) {
        self.wait_for(css).await.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// The text that is seen.
    pub async fn text(&self, css: &str) -> String {
        self.wait_for(css).await.text().await.unwrap()
    }

    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Keeps a picture, where the environment variable `PAGE_PICTURES` names a folder.
    pub async fn shoot(&self, name: &str) {
        if let Some(folder) = std::env::var_os("PAGE_PICTURES") {
            let picture = self.client.screenshot().await.unwrap();
            fs::write(PathBuf::from(folder).join(format!("{name}.png")), picture).unwrap();
        }
    }

    pub async fn close(mut self) {
        self.client.close().await.unwrap();
        self.driver.browser = None;
    }
}

fn installed(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn announced_port(process: &mut Child) -> u16 {
    let lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let announced = |line: String| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    };
    lines.map(Result::unwrap).find_map(announced).expect("chromedriver says where it listens")
}

fn capabilities(chromium: &std::path::Path, profile: &TempDir, screen: Screen) -> Capabilities {
    let mut arguments = vec![
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--window-size=1300,1400".to_owned(),
        format!("--user-data-dir={}", profile.path().display()),
    ];
    let mut options = json!({"binary": chromium});
    match screen {
        Screen::Desktop => {}
        Screen::Dark => arguments.push("--blink-settings=preferredColorScheme=0".to_owned()),
        Screen::Phone => {
            let metrics = json!({"width": 390, "height": 2400, "pixelRatio": 1.0, "mobile": true, "touch": true});
            options["mobileEmulation"] = json!({"deviceMetrics": metrics});
        }
        Screen::WithoutScript => {
            options["prefs"] = json!({"profile.managed_default_content_settings.javascript": 2});
        }
    }
    options["args"] = json!(arguments);
    [("goog:chromeOptions".to_owned(), options)].into_iter().collect()
}
