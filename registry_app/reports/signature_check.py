"""Every signature of a paper: what it covers, whether it holds, by whose certificate, and when. Asks no network.

Whether a certificate is one to be trusted is not said here: that is for whoever has the authority's list.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from registry_app.domain.errors import Finding, Refused, refuse, warn
from registry_app.reports import certificates, signature_form, signed_bytes
from registry_app.reports.opened_paper import UNREADABLE, Opened, value, widgets
from registry_app.reports.signature_form import Strange

_KIND = "/ETSI.CAdES.detached"
"""PAdES (ETSI EN 319 142-1)."""
FILL_FORMS = 2
"""What the first signature lets others do (ISO 32000-1, table 254)."""
_OUT_OF_TIME = frozenset({"certificate_expired", "certificate_not_begun"})


@dataclass(frozen=True)
class Seen:
    """A signature of a paper: the field, whose certificate it is and who issued that, what the paper says of name,
    reason and moment (UTC), when a time stamp says it was there, and the fingerprints from the signer's up."""

    field: str
    revision: int
    holds: bool
    subject: str = ""
    issuer: str = ""
    name: str = ""
    reason: str = ""
    moment: dt.datetime | None = None
    stamped_at: dt.datetime | None = None
    stamped_by: str = ""
    chain: tuple[str, ...] = ()


def check(opened: Opened) -> tuple[tuple[Seen, ...], list[Finding]]:
    """The signatures in their order, and what is wrong with them."""
    try:
        filled = [(name, field) for name, (_ref, field) in widgets(opened.reader).items() if "/V" in field]
    except UNREADABLE:
        return (), [refuse("signature_unreadable", field="?")]
    found, findings = [], []
    for name, field in filled:
        try:
            found.append(_embedded(opened, name, field))
        except UNREADABLE:
            findings.append(refuse("signature_unreadable", field=name))
    found.sort(key=lambda each: int(each.signed_revision))
    seen: list[Seen] = []
    for at, signature in enumerate(found):
        judged, wrong = _judged(opened, signature, is_first=at == 0)
        seen.append(judged)
        findings += wrong
    return tuple(seen), findings


def _embedded(opened: Opened, name: str, field: Any) -> EmbeddedPdfSignature:
    signature = EmbeddedPdfSignature(opened.reader, field, name)
    if field["/FT"] != "/Sig" or value(signature.sig_object, "/SubFilter", "") != _KIND:
        raise ValueError("another kind of signature")
    return signature


def _judged(opened: Opened, signature: EmbeddedPdfSignature, *, is_first: bool) -> tuple[Seen, list[Finding]]:
    field, revision = str(signature.fq_name), int(signature.signed_revision)
    try:
        _check_cover(opened, signature, revision)
        _check_certification(opened, signature, is_first=is_first)
        start, end = _gap(signature)
        signed = signature_form.structure(opened.file[start:end])
        covered = signed_bytes.digest(opened.file, start, end, opened.ends[revision])
        signed_bytes.check_digest(signed, covered)
        chain = signature_form.chain(signed)
        signed_bytes.check_key(signed, covered)
        seen, findings = _described(signature, signed, chain, revision)
    except Strange as strange:
        return Seen(field, revision, holds=False), [refuse(strange.code, field=field)]
    except signature_form.BAD_CERTIFICATES:
        return Seen(field, revision, holds=False), [refuse("certificates_strange", field=field)]
    except UNREADABLE:
        return Seen(field, revision, holds=False), [refuse("signature_unreadable", field=field)]
    return seen, findings


def _gap(signature: EmbeddedPdfSignature) -> tuple[int, int]:
    begin, length, after, _rest = map(int, signature.byte_range)
    return begin + length, after


def _check_cover(opened: Opened, signature: EmbeddedPdfSignature, revision: int) -> None:
    """That it covers all up to the end of its own revision but its own value; `Strange`."""
    ranges = [int(each) for each in signature.byte_range]
    if len(ranges) != 4 or ranges[0] != 0 or revision == 0 or not 0 < ranges[1] < ranges[2]:
        raise Strange("signature_covers_part")
    if ranges[2] + ranges[3] != opened.ends[revision] or ranges[1] < opened.ends[revision - 1]:
        raise Strange("signature_covers_part")
    told = signature.sig_object.raw_get("/Contents")
    gap = opened.file[ranges[1] : ranges[2]]
    if not opened.file[: ranges[1]].endswith(b"/Contents ") or gap[1:-1].lower() != bytes(told).hex().encode():
        raise Strange("gap_not_canonical")


def _check_certification(opened: Opened, signature: EmbeddedPdfSignature, *, is_first: bool) -> None:
    level = signature.docmdp_level
    if not is_first and (level is not None or "/Reference" in signature.sig_object):
        raise Strange("certifies_twice")
    if not is_first:
        return
    permissions = value(opened.reader.root, "/Perms", {})
    named = dict.get(permissions, "/DocMDP")
    if level is None or level.value != FILL_FORMS or named != signature.sig_field.raw_get("/V"):
        raise Strange("not_certifying")


def _described(
    signature: EmbeddedPdfSignature, signed: cms.SignedData, chain: tuple[bytes, ...], revision: int
) -> tuple[Seen, list[Finding]]:
    mine, field = certificates.describe(chain[0]), str(signature.fq_name)
    moment = signature.self_reported_timestamp
    moment = moment.astimezone(dt.UTC) if moment else None
    (signer,) = signed["signer_infos"]
    stamped_at, stamped_by = None, ""
    for stamp in signature_form.stamps(signer):
        stamped_at, stamped_by = _stamped(stamp, signer["signature"].native)
    findings = list(_fit(chain[0], stamped_at or moment, field, mine.subject))
    if len(chain) > 1 and not signature_form.is_root(chain[-1]):
        findings.append(warn("chain_incomplete", field=field, subject=mine.subject))
    return Seen(
        field, revision, holds=True, subject=mine.subject, issuer=mine.issuer,
        name=_text(signature, "/Name"), reason=_text(signature, "/Reason"), moment=moment, stamped_at=stamped_at,
        stamped_by=stamped_by, chain=tuple(map(certificates.fingerprint, chain)),
    ), findings  # fmt: skip


def _text(signature: EmbeddedPdfSignature, key: str) -> str:
    return str(signature.sig_object[key]) if key in signature.sig_object else ""


def _fit(certificate: bytes, moment: dt.datetime | None, field: str, subject: str) -> Iterator[Finding]:
    """What speaks against this certificate for a paper that was signed then."""
    if moment is None:
        raise Strange("signature_strange")
    try:
        certificates.check(certificate, moment=moment)
    except Refused as refused:
        code = refused.findings[0].code
        if code not in _OUT_OF_TIME:
            raise Strange("certificate_unfit") from None
        yield warn("signed_out_of_time", field=field, subject=subject, day=moment.date().isoformat())


def _stamped(stamp: cms.SignedData, signature: bytes) -> tuple[dt.datetime, str]:
    """When and by whom it was stamped (RFC 3161); `Strange` when the stamp is not of this signature or is broken."""
    (signer,) = stamp["signer_infos"]
    told = stamp["encap_content_info"]["content"]
    info = told.parsed
    imprint = info["message_imprint"]
    algorithm = imprint["hash_algorithm"]["algorithm"].native
    is_mine = algorithm == "sha256" and imprint["hashed_message"].native == hashlib.sha256(signature).digest()
    sums = hashlib.new(signer["digest_algorithm"]["algorithm"].native, bytes(told))
    by = signed_bytes.certificate_of(stamp, signer)
    if not is_mine or not all(validate_sig_integrity(signer, by, "tst_info", sums.digest())):
        raise Strange("time_stamp_wrong")
    return info["gen_time"].native.astimezone(dt.UTC), certificates.describe(by.dump()).subject
