use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::*;
use std::time::Instant;
fn main() {
    let pem = std::fs::read_to_string("protocol/tests/fixtures/keys/merchant.pkcs8.pem").unwrap();
    let der = pem::parse(pem).unwrap();
    let k = RsaKeyPair::from_pkcs8(der.contents()).unwrap();
    let rng = SystemRandom::new();
    let mut s = vec![0; 256];
    let m = [7u8; 300];
    let t = Instant::now();
    let n = 4000;
    for _ in 0..n {
        k.sign(&RSA_PKCS1_SHA256, &rng, &m, &mut s).unwrap();
    }
    println!("sign/s {:.0}", n as f64 / t.elapsed().as_secs_f64());
    let p = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, k.public_key().as_ref()).unwrap();
    let t = Instant::now();
    let n = 50000;
    for _ in 0..n {
        p.verify_sig(&m, &s).unwrap();
    }
    println!("verify/s {:.0}", n as f64 / t.elapsed().as_secs_f64());
}
