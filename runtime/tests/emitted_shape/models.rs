//! The values that requests and responses hold.

use openapi_client_runtime as runtime;

#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct DepositCodesRequest {
    pub code: Option<Vec<String>>,
}

impl DepositCodesRequest {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn code(mut self, code: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.code = Some(code.into_iter().map(Into::into).collect());
        self
    }
}

impl runtime::Decode for DepositCodesRequest {
    #[inline]
    fn decode(reader: &mut runtime::Reader<'_>) -> runtime::Decoded<Self> {
        let mut code = None;
        reader.object(&mut [("code", &mut code)])?;
        Ok(Self { code })
    }
}

impl runtime::Encode for DepositCodesRequest {
    #[inline]
    fn encode(&self, writer: &mut runtime::Writer) {
        writer.object(&[("code", &self.code)]);
    }
}

runtime::serde_impls!(DepositCodesRequest);

#[derive(Debug, Clone, PartialEq, Default)]
pub struct DepositResults {
    pub data: Vec<DepositResult>,
}

impl runtime::Decode for DepositResults {
    #[inline]
    fn decode(reader: &mut runtime::Reader<'_>) -> runtime::Decoded<Self> {
        let mut data = None;
        reader.object(&mut [("data", &mut data)])?;
        Ok(Self { data: reader.required("data", data)? })
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct DepositResult {
    pub code: String,
    pub result: Option<ImportResult>,
    pub level: Option<runtime::Nullable<Level>>,
    pub additional_properties: runtime::Map<runtime::Json>,
}

impl runtime::Decode for DepositResult {
    #[inline]
    fn decode(reader: &mut runtime::Reader<'_>) -> runtime::Decoded<Self> {
        let mut code = None;
        let mut result = None;
        let mut level = None;
        let mut rest = runtime::Map::new();
        reader
            .object_and_rest(&mut [("code", &mut code), ("result", &mut result), ("level", &mut level)], &mut rest)?;
        Ok(Self { code: reader.required("code", code)?, result, level, additional_properties: rest })
    }
}

impl runtime::Encode for DepositResult {
    #[inline]
    fn encode(&self, writer: &mut runtime::Writer) {
        let fields: &[(&'static str, &dyn runtime::Field)] =
            &[("code", &self.code), ("result", &self.result), ("level", &self.level)];
        writer.object_and_rest(fields, &self.additional_properties);
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct ErrorBody {
    pub code: Option<String>,
}

impl runtime::Decode for ErrorBody {
    fn decode(reader: &mut runtime::Reader<'_>) -> runtime::Decoded<Self> {
        let mut code = None;
        reader.object(&mut [("code", &mut code)])?;
        Ok(Self { code })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ImportResult {
    Success,
    Unknown(String),
}

impl ImportResult {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Success => "SUCCESS",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for ImportResult {
    fn from(value: &str) -> Self {
        match value {
            "SUCCESS" => Self::Success,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

runtime::string_enum!(ImportResult);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Level {
    One,
    Two,
    Unknown(i64),
}

impl Level {
    pub fn as_i64(&self) -> i64 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Unknown(value) => *value,
        }
    }
}

impl From<i64> for Level {
    fn from(value: i64) -> Self {
        match value {
            1 => Self::One,
            2 => Self::Two,
            other => Self::Unknown(other),
        }
    }
}

runtime::integer_enum!(Level);

#[derive(Debug, Clone, PartialEq)]
pub enum Pet {
    Request(DepositCodesRequest),
    Result(Box<DepositResult>),
    Unknown(runtime::Json),
}

impl runtime::Decode for Pet {
    fn decode(reader: &mut runtime::Reader<'_>) -> runtime::Decoded<Self> {
        reader.tagged(
            "kind",
            &[("request", |r| Ok(Self::Request(r.read()?))), ("result", |r| Ok(Self::Result(r.read()?)))],
            Self::Unknown,
        )
    }
}

impl runtime::Encode for Pet {
    fn encode(&self, writer: &mut runtime::Writer) {
        match self {
            Self::Request(value) => value.encode(writer),
            Self::Result(value) => value.encode(writer),
            Self::Unknown(value) => value.encode(writer),
        }
    }
}

runtime::serde_impls!(Pet);

#[derive(Debug, Clone, PartialEq)]
pub enum Either {
    Text(String),
    Number(i64),
    Unknown(runtime::Json),
}

impl runtime::Decode for Either {
    fn decode(reader: &mut runtime::Reader<'_>) -> runtime::Decoded<Self> {
        reader.one_of(&[|r| Ok(Self::Text(r.read()?)), |r| Ok(Self::Number(r.read()?))], Self::Unknown)
    }
}
