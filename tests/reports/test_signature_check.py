"""Signatures read: who, when, by which certificates; a time stamp is looked at, that of another signature refused."""

import datetime as dt

import pytest
from asn1crypto import cms
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from registry_app.reports import certificates, inventory_return, opened_paper, paper_changes, signature_check, signing
from registry_app.reports.signature_check import Seen
from tests.reports import given, signers
from tests.signed_papers import SIGNED_AT, signed

STAMPED_AT = dt.datetime(2026, 7, 2, 9, 5, tzinfo=dt.UTC)


def _check(file: bytes) -> tuple[tuple[Seen, ...], set[str]]:
    paper = opened_paper.read(file)
    seen, findings = signature_check.check(paper)
    return seen, {each.code for each in (*findings, *paper_changes.found(paper, seen))}


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    return inventory_return.write(given.content())


def test_who_signed_and_when(unsigned: bytes) -> None:
    (first, second), codes = _check(signed(unsigned, "armorer", "witness"))
    assert codes == set()
    assert (first.field, first.subject, first.issuer) == ("armorer", "Marta Cano", signers.COMPANY)
    assert (first.moment, second.moment) == (SIGNED_AT, SIGNED_AT + dt.timedelta(minutes=1))
    assert first.chain[-1] == certificates.fingerprint(signers.authority().certificate)
    assert second.name == signers.PEOPLE[1]
    assert first.holds
    assert second.holds


def _stamper() -> DummyTimeStamper:
    tsa = signers.person("Time", "Time stamps S.A.")
    store = SimpleCertificateStore()
    store.register_multiple(asn1.Certificate.load(each) for each in tsa.chain)
    key = asn1_keys.PrivateKeyInfo.load(certificates.key_bytes(tsa.key))
    return DummyTimeStamper(asn1.Certificate.load(tsa.certificate), key, store, fixed_dt=STAMPED_AT)


def _stamped(unsigned: bytes, field: str = "armorer") -> bytes:
    return signing.sign(
        unsigned, signers.person(), field=field, moment=SIGNED_AT, name="Marta Cano", time_stamper=_stamper()
    )


def _gap(file: bytes) -> tuple[int, int]:
    start = file.rindex(b"/Contents <") + len(b"/Contents <")
    return start, file.index(b">", start)


def test_a_time_stamp_is_the_one_thing_that_may_stand_beside(unsigned: bytes) -> None:
    (seen,), codes = _check(_stamped(unsigned))
    assert codes == set()
    assert (seen.stamped_at, seen.stamped_by) == (STAMPED_AT, "Time")


def test_a_time_stamp_of_another_signature_is_refused(unsigned: bytes) -> None:
    file = _stamped(unsigned)
    other = signing.sign(
        unsigned, signers.person(), field="witness", moment=SIGNED_AT, name="x", time_stamper=_stamper()
    )
    parts = []
    for each in (file, other):
        start, end = _gap(each)
        parts.append(cms.ContentInfo.load(bytes.fromhex(each[start:end].decode())))
    mine, theirs = parts
    mine["content"]["signer_infos"][0]["unsigned_attrs"] = theirs["content"]["signer_infos"][0]["unsigned_attrs"]
    start, end = _gap(file)
    filled = mine.dump(force=True).hex().upper().encode().ljust(end - start, b"0")
    (seen,), codes = _check(file[:start] + filled + file[end:])
    assert codes == {"time_stamp_wrong"}
    assert not seen.holds
