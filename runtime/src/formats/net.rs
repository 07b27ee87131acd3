//! Addresses.

use std::net;

use reqwest::Url;

use super::{text_format, value_of};

text_format! {
    /// An absolute address (`uri`, RFC 3986), such as `https://shop.example/orders/7`.
    ///
    /// Made of and read as a `url::Url`, whose rules (WHATWG URL standard) it is checked by. One that is relative or a
    /// template is taken by [`unchecked`](Self::unchecked).
    Uri, "an absolute URI such as https://shop.example/", |text| url(text).is_some()
}

value_of!(Uri: Url => |value| value.into());

value_of!(Uri -> Url => url);

text_format! {
    /// An address of the Internet Protocol (`ip`), version 4 or 6. Made of and read as a [`std::net::IpAddr`].
    IpAddr, "an IP address", |text| read::<net::IpAddr>(text).is_some()
}

value_of! { IpAddr:
    net::IpAddr => |value| value.to_string(),
    net::Ipv4Addr => |value| value.to_string(),
    net::Ipv6Addr => |value| value.to_string(),
}

value_of!(IpAddr -> net::IpAddr => read);

text_format! {
    /// An address of the Internet Protocol, version 4 (`ipv4`). Made of and read as a [`std::net::Ipv4Addr`].
    Ipv4Addr, "an IPv4 address such as 192.0.2.1", |text| read::<net::Ipv4Addr>(text).is_some()
}

value_of!(Ipv4Addr: net::Ipv4Addr => |value| value.to_string());

value_of!(Ipv4Addr -> net::Ipv4Addr => read);

text_format! {
    /// An address of the Internet Protocol, version 6 (`ipv6`). Made of and read as a [`std::net::Ipv6Addr`].
    Ipv6Addr, "an IPv6 address such as 2001:db8::1", |text| read::<net::Ipv6Addr>(text).is_some()
}

value_of!(Ipv6Addr: net::Ipv6Addr => |value| value.to_string());

value_of!(Ipv6Addr -> net::Ipv6Addr => read);

fn read<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn url(text: &str) -> Option<Url> {
    // What that standard would tidy up is not sent as it would be read.
    let is_plain = !text.contains(|character: char| character <= ' ' || character == '\u{7f}');
    if is_plain { Url::parse(text).ok() } else { None }
}
