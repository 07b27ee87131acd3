//! WeChat Pay APIv3's rules for a generated client.
