//! Digests, HMAC and AEAD: Rust, C and assembly together.
use ring::{aead, digest, hmac, pbkdf2, rand::SecureRandom};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn main() {
    let text: Vec<u8> = (0..1000u32).map(|i| (i * 7 % 251) as u8).collect();
    for (name, algorithm) in [("SHA-1", &digest::SHA1_FOR_LEGACY_USE_ONLY), ("SHA-256", &digest::SHA256), ("SHA-384", &digest::SHA384), ("SHA-512", &digest::SHA512)] {
        println!("{name}: {}", hex(digest::digest(algorithm, &text).as_ref()));
    }
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"a key");
    let tag = hmac::sign(&key, &text);
    println!("HMAC: {} {:?}", hex(tag.as_ref()), hmac::verify(&key, &text, tag.as_ref()).is_ok());
    let mut derived = [0; 32];
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, 100.try_into().unwrap(), b"salt", b"password", &mut derived);
    println!("PBKDF2: {}", hex(&derived));
    for (name, algorithm) in [("AES-256-GCM", &aead::AES_256_GCM), ("ChaCha20-Poly1305", &aead::CHACHA20_POLY1305)] {
        let key = aead::LessSafeKey::new(aead::UnboundKey::new(algorithm, &derived).unwrap());
        let mut sealed = text.clone();
        key.seal_in_place_append_tag(aead::Nonce::assume_unique_for_key([7; 12]), aead::Aad::from(b"more"), &mut sealed).unwrap();
        println!("{name}: {}", hex(digest::digest(&digest::SHA256, &sealed).as_ref()));
        let opened = key.open_in_place(aead::Nonce::assume_unique_for_key([7; 12]), aead::Aad::from(b"more"), &mut sealed).unwrap();
        println!("opened: {}", opened == text);
    }
    let mut random = [0; 32];
    ring::rand::SystemRandom::new().fill(&mut random).unwrap();
    println!("random: {}", random != [0; 32]);
}
