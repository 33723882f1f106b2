//! What opens, and above all what does not.

use std::sync::Arc;

use chrono::DateTime;
use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use hpke::{Deserializable, Kem as _, OpModeR, Serializable};
use proptest::prelude::*;
use uuid::Uuid;

use crate::report::{Section, Told};
use crate::vault::*;

fn vault() -> Vault {
    let randomness: SharedRandomness = Arc::new(SeededRandomness::new(7));
    Vault::new(Keyring::create(DateTime::UNIX_EPOCH, &*randomness), randomness)
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

#[test]
fn rfc_9180_appendix_a_1_1_opens() {
    type Kem = hpke::kem::X25519HkdfSha256;

    let hex = |text: &str| HEX.decode(text.as_bytes()).unwrap();
    let (private, public) = Kem::derive_keypair(&hex("6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037"));
    assert_eq!(public.to_bytes().to_vec(), hex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"));
    let encapped =
        <Kem as hpke::Kem>::EncappedKey::from_bytes(&hex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"))
            .unwrap();
    let opened = hpke::single_shot_open::<hpke::aead::AesGcm128, hpke::kdf::HkdfSha256, Kem>(
        &OpModeR::Base,
        &private,
        &encapped,
        &hex("4f6465206f6e2061204772656369616e2055726e"),
        &hex("f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"),
        &hex("436f756e742d30"),
    )
    .unwrap();
    assert_eq!(opened, b"Beauty is truth, truth beauty");
}

#[test]
fn an_item_moved_to_another_report_section_number_or_table_does_not_open() {
    let vault = vault();
    let keys = vault.fresh_keys();
    let place = Place::item(id(1), Section::Incident, 1);
    let sealed = vault.seal(&keys, &place, &"it was dark").unwrap();
    assert_eq!(vault.open::<String>(&keys, &place, &sealed).unwrap(), "it was dark");
    let elsewhere = [
        Place::item(id(2), Section::Incident, 1),
        Place::item(id(1), Section::Victim, 1),
        Place::item(id(1), Section::Incident, 2),
        Place { table: Table::Unplaced, ..place },
    ];
    for moved in elsewhere {
        assert_eq!(vault.open::<String>(&keys, &moved, &sealed), Err(OpenFault::Refused), "{moved:?}");
    }
    assert_eq!(vault.open::<String>(&vault.fresh_keys(), &place, &sealed), Err(OpenFault::Refused));
}

#[test]
fn a_changed_byte_does_not_open() {
    let vault = vault();
    let keys = vault.fresh_keys();
    let place = Place::item(id(1), Section::Victim, 1);
    let sealed = vault.seal(&keys, &place, &"Sam").unwrap();
    for at in [0, 1, 4, 5, 16, 17, 40, 1023] {
        let mut bytes = sealed.as_bytes().to_vec();
        bytes[at] ^= 1;
        let opened = Sealed::from_stored(bytes).and_then(|moved| vault.open::<String>(&keys, &place, &moved));
        assert!(opened.is_err(), "byte {at}");
    }
}

#[test]
fn the_receipt_opens_the_report_and_never_handling() {
    let vault = vault();
    let keys = vault.fresh_keys();
    let receipt = Receipt::fresh(&**vault.randomness());
    let wrapped = vault.wrap_for_receipt(id(1), keys.report(), &receipt, None).unwrap();
    let opened = vault.unwrap_with_receipt(id(1), &wrapped, &receipt, None).unwrap();
    let (story, notes) = (Place::item(id(1), Section::Incident, 1), Place::item(id(1), Section::Handling, 1));
    let (sealed_story, sealed_notes) =
        (vault.seal(&keys, &story, &"story").unwrap(), vault.seal(&keys, &notes, &"note").unwrap());
    assert_eq!(vault.open::<String>(&opened, &story, &sealed_story).unwrap(), "story");
    assert_eq!(vault.open::<String>(&opened, &notes, &sealed_notes), Err(OpenFault::OutOfReach));
    assert!(vault.unwrap_with_receipt(id(2), &wrapped, &receipt, None).is_err(), "the wrap of another report");
}

#[test]
fn a_word_of_ones_own_is_then_needed_with_the_receipt() {
    let vault = vault();
    let keys = vault.fresh_keys();
    let receipt = Receipt::fresh(&**vault.randomness());
    let word = Told::new("Heron");
    let wrapped = vault.wrap_for_receipt(id(1), keys.report(), &receipt, Some(&word)).unwrap();
    assert!(vault.unwrap_with_receipt(id(1), &wrapped, &receipt, Some(&Told::new(" heron "))).is_ok());
    assert!(vault.unwrap_with_receipt(id(1), &wrapped, &receipt, None).is_err());
    assert!(vault.unwrap_with_receipt(id(1), &wrapped, &receipt, Some(&Told::new("robin"))).is_err());
}

#[test]
fn a_receipt_is_read_however_it_is_written() {
    let receipt = Receipt::fresh(&SeededRandomness::new(1));
    let text = receipt.reveal();
    assert_eq!(text.len(), 19);
    for written in [
        text.clone(),
        text.to_lowercase(),
        text.replace('-', ""),
        text.replace('-', " "),
        text.replace('-', "\u{2013}"),
        text.replace('-', "\u{2011}"),
        format!("  {text}. "),
        format!("Receipt: {text}"),
        format!("my receipt is {}", text.replace('-', "")),
        format!("\u{201c}{text}\u{201d}"),
        format!("\u{202a}{}\u{202c}", text.replace('-', " \u{2014} ")),
        text.replace('-', "_"),
    ] {
        assert!(Receipt::parse(&written) == Some(receipt.clone()), "another spelling was not read");
    }
    assert_eq!(Receipt::parse("OIL0-OIL0-OIL0-OIL0"), Receipt::parse("0110-0110-0110-0110"));
    for bad in ["", "7KQF", "7KQF-M2XD-9TRA-HW4U", "7KQF-M2XD-9TRA-HW4C-0000"] {
        assert!(Receipt::parse(bad).is_none(), "{bad}");
    }
}

#[test]
fn a_reference_is_read_with_and_without_its_letters() {
    let reference = Reference::fresh(&SeededRandomness::new(1));
    assert!(reference.as_str().starts_with("WM-") && reference.as_str().len() == 12, "{reference}");
    assert_eq!(Reference::parse(&reference.as_str().to_lowercase()), Some(reference.clone()));
    assert_eq!(Reference::parse(&reference.as_str()[3..]), Some(reference));
    assert_eq!(Reference::parse("é"), None);
    let dashed = |before: &str, after: &str| Reference::parse(&format!("{before}{}{after}", "WM\u{2013}FY9X\u{2013}K8NX"));
    let plain = Reference::parse("wm-fy9x-k8nx");
    assert!(plain.is_some());
    for (before, after) in
        [("", ""), ("Ref ", "."), ("Our reference: ", " "), ("\u{ab}", "\u{bb}"), ("", "\u{200b}"), ("Re: Ref. ", ",")]
    {
        assert_eq!(dashed(before, after), plain, "{before}…{after}");
    }
    assert_eq!(Reference::parse("Reference FY9XK8NX"), plain);
    for other in ["", "WM-FY9X", "WM-FY9X-K8NX-1111", "WM-FY9X-K8NU", "Sam Doe", &"WM-FY9X-K8NX".repeat(40)] {
        assert_eq!(Reference::parse(other), None, "{other}");
    }
    assert!(
        Reference::names_itself("Ref WM-1") && !Reference::names_itself("Newman") && !Reference::names_itself("07700 900123")
    );
}

#[test]
fn rotation_seals_to_the_new_key_and_the_old_one_still_opens_until_it_is_retired() {
    let randomness: SharedRandomness = Arc::new(SeededRandomness::new(3));
    let mut keyring = Keyring::create(DateTime::UNIX_EPOCH, &*randomness);
    let old = Vault::new(Keyring::from_text(&keyring.to_text()).unwrap(), randomness.clone());
    let keys = old.fresh_keys();
    let (version, wrapped) = old.wrap(id(1), &keys).unwrap();
    assert_eq!(version, 1);
    assert_eq!(keyring.rotate(DateTime::UNIX_EPOCH, &*randomness), 2);
    let both = Vault::new(Keyring::from_text(&keyring.to_text()).unwrap(), randomness.clone());
    assert!(both.unwrap(id(1), &wrapped).is_ok());
    assert!(both.unwrap(id(2), &wrapped).is_err(), "the wrap of another report");
    assert_eq!(both.wrap(id(1), &keys).unwrap().0, 2);
    assert!(matches!(keyring.retire(2), Err(KeyringFault::Newest(2))));
    keyring.retire(1).unwrap();
    let new = Vault::new(keyring, randomness);
    assert_eq!(new.unwrap(id(1), &wrapped).map(|_| ()), Err(OpenFault::NoPrivateKey));
}

#[test]
fn an_intake_host_seals_and_opens_nothing() {
    let whole = vault();
    let intake = Vault::new(Keyring::from_text(&whole.keyring().public().to_text()).unwrap(), whole.randomness().clone());
    let keys = intake.fresh_keys();
    let (_, wrapped) = intake.wrap(id(1), &keys).unwrap();
    assert_eq!(intake.unwrap(id(1), &wrapped).map(|_| ()), Err(OpenFault::NoPrivateKey));
    assert_eq!(intake.link_token(id(1), 0).map(|_| ()), Err(OpenFault::NoDeskKey));
    assert!(whole.unwrap(id(1), &wrapped).is_ok());
    assert!(!intake.keyring().to_text().contains("private"));
    assert!(!intake.keyring().to_text().contains("desk ="));
}

#[test]
fn a_keyring_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys/keyring.toml");
    vault().keyring().write_new(&path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(Keyring::read(&path).is_ok());
    assert!(matches!(vault().keyring().write_new(&path), Err(KeyringFault::AlreadyThere)));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    assert!(matches!(Keyring::read(&path), Err(KeyringFault::OpenToOthers)));
}

#[test]
fn a_locker_is_found_by_its_first_secret_and_opens_only_with_all() {
    let vault = vault();
    let locker = vault.locker("answer", &[b"the-idempotency-key", b"body"]);
    let sealed = locker.seal(&"receipt").unwrap();
    let other = vault.locker("answer", &[b"the-idempotency-key", b"another body"]);
    assert_eq!(locker.id(), other.id());
    assert_eq!(other.open::<String>(&sealed), Err(OpenFault::Refused));
    assert_eq!(vault.locker("answer", &[b"the-idempotency-key", b"body"]).open::<String>(&sealed).unwrap(), "receipt");
    assert_ne!(vault.locker("draft", &[b"the-idempotency-key"]).id(), locker.id());
}

#[test]
fn a_link_token_is_the_same_on_every_retry_and_changes_with_its_epoch() {
    let vault = vault();
    let token = vault.link_token(id(5), 0).unwrap();
    let read = LinkToken::parse(&token.reveal()).unwrap();
    assert!(read.matches(&vault.link_token(id(5), 0).unwrap()));
    assert!(!read.matches(&vault.link_token(id(5), 1).unwrap()));
    assert!(!read.matches(&vault.link_token(id(6), 0).unwrap()));
    assert_eq!(LinkToken::parse("short"), None);
}

#[test]
fn a_code_matches_with_or_without_spaces_and_no_other_code_does() {
    let vault = vault();
    let code = vault.code(id(9)).unwrap();
    assert!(code.matches(&code.reveal()));
    assert!(code.matches(&code.reveal().replace(' ', "")));
    assert!(!code.matches(""));
    assert!(!code.matches(&vault.code(id(10)).unwrap().reveal()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sealed_bytes_are_whole_steps_of_a_kibibyte_and_hide_the_words(text in "[a-zA-Z]{8,3000}") {
        let vault = vault();
        let keys = vault.fresh_keys();
        let place = Place::item(id(1), Section::Incident, 1);
        let sealed = vault.seal(&keys, &place, &text).unwrap();
        prop_assert_eq!(sealed.as_bytes().len() % 1024, 0);
        prop_assert!(!sealed.as_bytes().windows(8).any(|w| w == &text.as_bytes()[..8]));
        prop_assert_eq!(vault.open::<String>(&keys, &place, &sealed).unwrap(), text);
    }
}
