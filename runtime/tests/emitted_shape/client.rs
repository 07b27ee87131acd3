//! The client, its operations and what they answer.

use openapi_client_runtime as runtime;

use super::models::*;

#[derive(Debug, Clone)]
pub struct Client {
    core: runtime::Core,
}

impl Client {
    pub fn builder() -> runtime::Builder<Client> {
        runtime::Builder::new("https://api.example.com/base", concat!("example-client/", "0.1.0"))
    }

    pub fn chain(&self, path: &str) -> runtime::Chain {
        self.core.chain(path)
    }
}

impl From<runtime::Core> for Client {
    fn from(core: runtime::Core) -> Self {
        Self { core }
    }
}

impl std::ops::Index<&str> for Client {
    type Output = runtime::Chain;

    fn index(&self, path: &str) -> &runtime::Chain {
        self.core.indexed(path)
    }
}

static DEPOSIT_CODES: runtime::Operation = runtime::Operation::new(
    "depositCodes",
    runtime::Method::POST,
    "/v3/marketing/membercard-open/cards/{card_id}/codes/deposit",
);
static LIST: runtime::Operation = runtime::Operation::new("list", runtime::Method::GET, "/v3/list/{ids}")
    .server("https://other.example/x/")
    .extensions(&[("x-unsigned", "true")]);
static UPLOAD: runtime::Operation = runtime::Operation::new("upload", runtime::Method::PUT, "/upload");

impl Client {
    pub fn deposit_codes(&self, card_id: &str, body: &DepositCodesRequest) -> runtime::Call<DepositCodesResponse> {
        self.core.operation(&DEPOSIT_CODES).path("card_id", card_id).json(body).call()
    }

    pub fn list(
        &self,
        ids: &[i64],
        page: Option<i64>,
        result: Option<&ImportResult>,
    ) -> runtime::Call<runtime::Response> {
        self.core
            .operation(&LIST)
            .path("ids", ids)
            .query_opt("page", &page)
            .query("exact", &true)
            .query_as_opt("result", runtime::Style::PIPES, &result)
            .query_as("tags", runtime::Style::FORM.exploded(), &["a", "b"])
            .header("X-Level", &Level::Two)
            .header_opt("X-None", &None::<&str>)
            .cookie("session", "a;b")
            .cookie_opt("none", &None::<&String>)
            .call()
    }

    pub fn upload(&self, body: impl Into<runtime::Bytes>) -> runtime::Call<runtime::Response> {
        self.core.operation(&UPLOAD).bytes("application/octet-stream", body).call()
    }

    pub fn upload_opt(&self, body: Option<&DepositCodesRequest>) -> [runtime::Call<runtime::Response>; 5] {
        let draft = || self.core.operation(&UPLOAD);
        [
            draft().json_opt(body).call(),
            draft().form_opt(body).call(),
            draft().text_opt("text/plain", body.map(|_| "text")).call(),
            draft().bytes_opt("image/png", body.map(|_| vec![1u8])).call(),
            draft().json_as("application/merge-patch+json", &Some(body).flatten().cloned().unwrap_or_default()).call(),
        ]
    }
}

#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum DepositCodesResponse {
    Ok(DepositResults),
    NoContent,
    BadRequest(runtime::Answer<ErrorBody>),
    ClientError(runtime::Answer<ErrorBody>),
    ServerError(runtime::Answer<ErrorBody>),
    Undocumented(runtime::Response),
}

impl runtime::FromResponse for DepositCodesResponse {
    fn from_response(response: runtime::Response) -> runtime::Result<Self> {
        Ok(match response.status().as_u16() {
            200 if response.is("application/json") => Self::Ok(response.json()?),
            204 => Self::NoContent,
            400 if response.is("application/json") => Self::BadRequest(response.json_answer()?),
            400..=499 if response.is("application/json") => Self::ClientError(response.json_answer()?),
            500..=599 if response.is("application/json") => Self::ServerError(response.json_answer()?),
            _ => Self::Undocumented(response),
        })
    }
}

impl DepositCodesResponse {
    pub fn ok(self) -> runtime::Result<DepositResults> {
        match self {
            Self::Ok(body) => Ok(body),
            Self::BadRequest(answer) | Self::ClientError(answer) | Self::ServerError(answer) => {
                Err(answer.into_error())
            }
            Self::NoContent => Ok(DepositResults::default()),
            Self::Undocumented(response) => Err(response.into_error()),
        }
    }
}
