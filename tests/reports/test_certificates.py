"""Certificates: what they allow and for how long, and what is told of files that do not serve."""

import datetime as dt
import re

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from registry_app.domain.errors import Refused
from registry_app.reports import certificates
from tests.reports import signers
from tests.reports.signers import MOMENT

YEAR = dt.timedelta(days=365)


def _refused(code: str, content: bytes, passphrase: str = "abc", *, moment: dt.datetime = MOMENT) -> str:
    with pytest.raises(Refused) as caught:
        certificates.load(content, passphrase, moment=moment)
    (finding,) = caught.value.findings
    assert finding.code == code
    return str(finding.facts.get("subject", ""))


def test_an_authority_vouches_for_people_and_nobody_below_them() -> None:
    read = x509.load_der_x509_certificate(signers.authority().certificate)
    limits = read.extensions.get_extension_for_class(x509.BasicConstraints)
    usage = read.extensions.get_extension_for_class(x509.KeyUsage)
    assert (limits.value.ca, limits.value.path_length, limits.critical) == (True, 0, True)
    assert (usage.value.key_cert_sign, usage.value.crl_sign, usage.value.digital_signature) == (True, True, False)
    assert "L-1" in read.subject.rfc4514_string()
    assert signers.authority().key.key_size == 3072


def test_a_persons_certificate_is_for_signing_documents() -> None:
    read = x509.load_der_x509_certificate(signers.person().certificate)
    usage = read.extensions.get_extension_for_class(x509.KeyUsage).value
    purposes = read.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert [purpose.dotted_string for purpose in purposes] == ["1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4"]
    assert certificates.is_issued_by(signers.person().certificate, signers.authority().certificate)


def test_a_foreign_authority_vouches_for_nobody_here() -> None:
    other = signers.authority("Otra Empresa S.A.")
    assert not certificates.is_issued_by(signers.person().certificate, other.certificate)
    renamed = certificates.found(company=signers.COMPANY, licence="L-1", moment=MOMENT)
    assert not certificates.is_issued_by(signers.person().certificate, renamed.certificate)


def test_every_certificate_has_a_key_of_its_own() -> None:
    three = [signers.authority(), signers.person(), signers.person(signers.PEOPLE[1])]
    assert len({certificates.key_bytes(each.key) for each in three}) == 3


def test_what_a_certificate_says() -> None:
    told = certificates.describe(signers.person().certificate)
    assert (told.subject, told.issuer, told.is_authority) == ("Marta Cano", signers.COMPANY, False)
    assert told.valid_from == MOMENT
    assert told.valid_until == MOMENT.replace(year=2029)
    assert certificates.describe(signers.authority().certificate).is_authority


def test_nobodys_certificate_outlives_the_authority() -> None:
    late = MOMENT.replace(year=2035)
    made = certificates.certify(signers.authority(), name="A", user="a", company="C", moment=late)
    assert certificates.describe(made.certificate).valid_until == MOMENT.replace(year=2036)
    with pytest.raises(Refused, match="certificate_expired"):
        certificates.certify(signers.authority(), name="A", user="a", company="C", moment=MOMENT.replace(year=2037))


def test_a_leap_day_has_no_day_of_its_own_in_three_years() -> None:
    leap = dt.datetime(2028, 2, 29, 12, tzinfo=dt.UTC)
    made = certificates.certify(signers.authority(), name="A", user="a", company="C", moment=leap)
    assert certificates.describe(made.certificate).valid_until == dt.datetime(2031, 2, 28, 12, tzinfo=dt.UTC)


def test_a_long_name_is_cut_between_letters() -> None:
    made = signers.person("Ñ" * 40)
    assert certificates.describe(made.certificate).subject == "Ñ" * 32


def test_a_fingerprint_is_read_out_in_groups() -> None:
    digits = certificates.fingerprint(signers.person().certificate)
    assert len(digits) == 64
    assert certificates.grouped(digits[:10]) == f"{digits[:4]} {digits[4:8]} {digits[8:10]}".upper()


def test_a_file_of_pkcs12_gives_back_what_was_put_in() -> None:
    signer = signers.person()
    back = certificates.load(certificates.save(signer, "abc"), "abc", moment=MOMENT)
    assert (back.certificate, back.chain) == (signer.certificate, signer.chain)
    assert certificates.key_bytes(back.key) == certificates.key_bytes(signer.key)
    assert certificates.key_of(certificates.key_bytes(signer.key)).key_size == 3072


def test_text_of_a_certificate() -> None:
    text = certificates.as_pem(signers.authority().certificate)
    assert text.startswith(b"-----BEGIN CERTIFICATE-----\n")


# Files that do not serve.


def test_a_wrong_passphrase_is_told_from_another_kind_of_file() -> None:
    kept = certificates.save(signers.person(), "abc")
    _refused("pkcs12_passphrase", kept, "abd")
    for other in (b"", b"%PDF-1.7", signers.person().certificate, kept[:-20], b"\0" * 2_000_000):
        _refused("pkcs12_unreadable", other)


def test_a_file_without_a_private_key_cannot_sign() -> None:
    read = x509.load_der_x509_certificate(signers.person().certificate)
    packing = serialization.BestAvailableEncryption(b"abc")
    _refused("pkcs12_without_key", pkcs12.serialize_key_and_certificates(None, None, None, [read], packing))


def test_an_elliptic_curve_is_refused_with_its_reason() -> None:
    subject = _refused("certificate_not_rsa", signers.packed(ec.generate_private_key(ec.SECP256R1()), b"abc"))
    assert subject == "Prestador S.A."


def test_a_weak_key_is_refused() -> None:
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    _refused("certificate_key_weak", signers.packed(key, b"abc"))


def test_a_certificate_is_taken_on_its_days_alone() -> None:
    kept = certificates.save(signers.person(), "abc")
    _refused("certificate_expired", kept, moment=MOMENT + 4 * YEAR)
    _refused("certificate_not_begun", kept, moment=MOMENT - YEAR)
    assert certificates.load(kept, "abc", moment=MOMENT + 2 * YEAR)


def test_an_authority_does_not_sign_papers() -> None:
    _refused("certificate_not_for_signing", certificates.save(signers.authority(), "abc"))


def test_bytes_that_are_no_certificate() -> None:
    with pytest.raises(Refused, match="certificate_unreadable"):
        certificates.describe(b"nothing")


def test_a_key_shows_itself_to_nobody() -> None:
    assert "key" not in repr(signers.person())


@pytest.mark.parametrize("number", [b"\x00", b"\x85"])
def test_one_without_a_positive_number_is_refused_and_nobody_else_is_told(number: bytes) -> None:
    packed = signers.packed(rsa.generate_private_key(65537, 3072), b"abc")
    _key, read, _others = pkcs12.load_key_and_certificates(packed, b"abc")
    assert read
    der = read.public_bytes(serialization.Encoding.DER)
    assert certificates.describe(der).subject == "Prestador S.A."
    with pytest.raises(Refused, match="certificate_unreadable"):
        certificates.describe(der.replace(b"\x02\x01\x07", b"\x02\x01" + number, 1))


def test_one_whose_authority_has_a_negative_number_is_refused() -> None:
    named = re.compile(rb"(\x06\x03\x55\x1d\x23.{4})\x80\x14.", re.DOTALL)  # the identifier of its key
    forged = named.sub(b"\\1\x82\x14\x85", signers.person().certificate)
    with pytest.raises(Refused, match="certificate_unreadable"):
        certificates.describe(forged)
