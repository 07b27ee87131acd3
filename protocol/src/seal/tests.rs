//! Opening against published vectors.

use proptest::prelude::*;

use super::*;

fn hex(text: &str) -> Vec<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16).unwrap() as u8;
    text.as_bytes().chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

/// McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B, test cases 13 to 16: key, initialisation
/// vector, associated data, plain text, cipher text, tag.
const VECTORS: [[&str; 6]; 4] = [
    [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "000000000000000000000000",
        "",
        "",
        "",
        "530f8afbc74536b9a963b4f1c4cb738b",
    ],
    [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "000000000000000000000000",
        "",
        "00000000000000000000000000000000",
        "cea7403d4d606b6e074ec5d3baf39d18",
        "d0d1c8a799996bf0265b98b5d48ab919",
    ],
    [
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
        "cafebabefacedbaddecaf888",
        "",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
        "b094dac5d93471bdec1a502270e3cc6c",
    ],
    [
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
        "cafebabefacedbaddecaf888",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
        "76fc6ece0f4e1768cddf8853bb2d551b",
    ],
];

#[test]
fn published_vectors_open_and_seal() {
    for vector in VECTORS {
        let [key, nonce, associated, plain, cipher, tag] = vector.map(hex);
        let key = ApiV3Key::new(key).unwrap();
        let sealed = [cipher, tag].concat();
        assert_eq!(*key.open(&nonce, &associated, sealed.clone()).unwrap(), plain);
        assert_eq!(key.seal(&nonce, &associated, &plain), sealed);
    }
}

#[test]
fn a_key_of_another_length_is_told_so() {
    let message = |key: &str| ApiV3Key::new(key).unwrap_err().to_string();
    assert!(message("").starts_with("the APIv3 key has 0 bytes instead of 32; "));
    assert!(message(&"k".repeat(31)).starts_with("the APIv3 key has 31 bytes instead of 32; "));
    let with_line_feed = message(&format!("{}\n", "k".repeat(32)));
    assert!(with_line_feed.starts_with("the APIv3 key has 33 bytes instead of 32, the last one white space; "));
    assert_eq!(format!("{:?}", ApiV3Key::new("k".repeat(32)).unwrap()), "ApiV3Key([redacted])");
}

fn sealed(algorithm: &str, nonce: &str, ciphertext: &str) -> Sealed {
    let owned = str::to_owned;
    Sealed {
        algorithm: owned(algorithm),
        nonce: owned(nonce),
        associated: owned("certificate"),
        ciphertext: owned(ciphertext),
        original_type: None,
    }
}

#[test]
fn each_fault_is_told_apart() {
    let key = ApiV3Key::new("0123456789abcdefghijklmnopqrstuv").unwrap();
    let other = ApiV3Key::new("0123456789abcdefghijklmnopqrstuw").unwrap();
    let nonce = "0123456789ab";
    let text = BASE64_STANDARD.encode(key.seal(nonce.as_bytes(), b"certificate", b"plain"));
    assert_eq!(**sealed(ALGORITHM, nonce, &text).open(&key).unwrap(), *b"plain");
    let fault = |algorithm, nonce, text| sealed(algorithm, nonce, text).open(&key).unwrap_err();
    assert_eq!(fault("AEAD_SM4_GCM", nonce, &text), SealError::Algorithm { found: "AEAD_SM4_GCM".to_owned() });
    assert_eq!(fault(ALGORITHM, "short", &text), SealError::Nonce { length: 5 });
    assert_eq!(fault(ALGORITHM, nonce, "*"), SealError::NotBase64);
    assert_eq!(fault(ALGORITHM, nonce, "AAAA"), SealError::TooShort { length: 3 });
    assert_eq!(fault(ALGORITHM, "0123456789ac", &text), SealError::Key);
    assert_eq!(sealed(ALGORITHM, nonce, &text).open(&other).unwrap_err(), SealError::Key);
}

proptest! {
    #[test]
    fn what_is_sealed_opens_and_nothing_else(
        plain in prop::collection::vec(any::<u8>(), 0..200),
        associated in prop::collection::vec(any::<u8>(), 0..20),
        nonce in any::<[u8; 12]>(),
        flip in any::<prop::sample::Index>(),
    ) {
        let key = ApiV3Key::new([7; 32]).unwrap();
        let mut sealed = key.seal(&nonce, &associated, &plain);
        prop_assert_eq!(&*key.open(&nonce, &associated, sealed.clone()).unwrap(), &plain);
        let index = flip.index(sealed.len());
        sealed[index] ^= 1;
        prop_assert_eq!(key.open(&nonce, &associated, sealed).unwrap_err(), SealError::Key);
    }
}
