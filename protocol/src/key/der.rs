//! What a DER structure holds, as far as errors must name it. Using a key is `aws-lc-rs`'s part.

use x509_parser::asn1_rs::{FromDer, Integer, OctetString, Oid, Sequence};
use x509_parser::oid_registry::{
    OID_KEY_TYPE_DSA, OID_KEY_TYPE_EC_PUBLIC_KEY, OID_PKCS1_RSAENCRYPTION, OID_PKCS1_RSASSAPSS, OID_SIG_ED448,
    OID_SIG_ED25519,
};
use x509_parser::x509::{AlgorithmIdentifier, SubjectPublicKeyInfo};

use super::error::KeyProblem;

/// Checks that a PKCS#8 structure (RFC 5208) holds an RSA key of a usable size.
pub(super) fn check_pkcs8(der: &[u8]) -> Result<(), KeyProblem> {
    let (algorithm, key) = pkcs8(der).ok_or(KeyProblem::Corrupt)?;
    check_algorithm(&algorithm)?;
    check_pkcs1(key.as_ref())
}

/// Checks that an `RSAPrivateKey` structure (RFC 8017) is of a usable size.
pub(super) fn check_pkcs1(der: &[u8]) -> Result<(), KeyProblem> {
    let modulus = || {
        let content = sequence(der)?;
        let (rest, _version) = Integer::from_der(content).ok()?;
        Integer::from_der(rest).ok().map(|(_, modulus)| bits(modulus.as_ref()))
    };
    check_size(modulus().ok_or(KeyProblem::Corrupt)?)
}

/// Checks that a `SubjectPublicKeyInfo` (RFC 5280) or an `RSAPublicKey` (RFC 8017) holds an RSA key of a usable size.
pub(super) fn check_public(der: &[u8]) -> Result<(), KeyProblem> {
    match SubjectPublicKeyInfo::from_der(der) {
        Ok((_, info)) => {
            check_algorithm(&info.algorithm)?;
            check_rsa_public(&info.subject_public_key.data)
        }
        Err(_) => check_rsa_public(der),
    }
}

fn check_rsa_public(der: &[u8]) -> Result<(), KeyProblem> {
    let modulus = sequence(der).and_then(|content| Integer::from_der(content).ok());
    check_size(modulus.map(|(_, modulus)| bits(modulus.as_ref())).ok_or(KeyProblem::Corrupt)?)
}

fn pkcs8(der: &[u8]) -> Option<(AlgorithmIdentifier<'_>, OctetString<'_>)> {
    let content = sequence(der)?;
    let (rest, _version) = Integer::from_der(content).ok()?;
    let (rest, algorithm) = AlgorithmIdentifier::from_der(rest).ok()?;
    let (_, key) = OctetString::from_der(rest).ok()?;
    Some((algorithm, key))
}

fn sequence(der: &[u8]) -> Option<&[u8]> {
    let (_, sequence) = Sequence::from_der(der).ok()?;
    match sequence.content {
        std::borrow::Cow::Borrowed(content) => Some(content),
        std::borrow::Cow::Owned(_) => None,
    }
}

fn check_algorithm(algorithm: &AlgorithmIdentifier<'_>) -> Result<(), KeyProblem> {
    let name = match &algorithm.algorithm {
        oid if *oid == OID_PKCS1_RSAENCRYPTION => return Ok(()),
        oid if *oid == OID_PKCS1_RSASSAPSS => "an RSA key that is restricted to PSS",
        oid if *oid == OID_KEY_TYPE_EC_PUBLIC_KEY => return Err(KeyProblem::Algorithm(curve(algorithm))),
        oid if *oid == OID_SIG_ED25519 => "an Ed25519 key",
        oid if *oid == OID_SIG_ED448 => "an Ed448 key",
        oid if *oid == OID_KEY_TYPE_DSA => "a DSA key",
        _ => "a key of an unknown algorithm",
    };
    Err(KeyProblem::Algorithm(name))
}

/// SM2 keys are EC keys on a curve of their own.
fn curve(algorithm: &AlgorithmIdentifier<'_>) -> &'static str {
    let curve: Option<Oid<'_>> = algorithm.parameters.clone().and_then(|parameters| parameters.try_into().ok());
    match curve {
        Some(oid) if oid.to_id_string() == "1.2.156.10197.1.301" => "an SM2 key",
        _ => "an EC key",
    }
}

fn check_size(bits: usize) -> Result<(), KeyProblem> {
    if (2048..=8192).contains(&bits) { Ok(()) } else { Err(KeyProblem::Size { bits }) }
}

fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let digits = number.get(zeros..).unwrap_or_default();
    digits.first().map_or(0, |first| digits.len() * 8 - first.leading_zeros() as usize)
}
