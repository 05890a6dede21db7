"""The bytes that a signature is over: their sum, whether it is the one that was signed, and by which key.

Whoever signs a paper last signs all of the file but the signature itself. So whether a file is that file can be told
from its bytes alone, in well under a millisecond, before anybody trusts a word of what a PDF says of its own parts.
"""

import hashlib
import re
from typing import Any

from asn1crypto import cms
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from registry_app.domain.errors import Finding, refuse
from registry_app.reports import signature_form
from registry_app.reports.opened_paper import UNREADABLE
from registry_app.reports.signature_form import Strange

_KEY = b"/Contents <"
_VALUE = re.compile(rb"/Contents (<[^<>()]{2000,}>)")
"""A signature as it lies in a file. No text can look like it: those in a PDF stand in parentheses."""


def digest(file: bytes, start: int, end: int, until: int) -> bytes:
    """The SHA-256 of a file up to `until`, without what lies from `start` to `end`."""
    sums = hashlib.sha256(memoryview(file)[:start])
    sums.update(memoryview(file)[end:until])
    return sums.digest()


def check_digest(signed: cms.SignedData, covered: bytes) -> None:
    """That this sum was signed; `Strange`."""
    (signer,) = signed["signer_infos"]
    if signature_form.attribute(signer, "message_digest").native != covered:
        raise Strange("signature_broken")


def check_key(signed: cms.SignedData, covered: bytes) -> None:
    """That the signature was made with the key of its certificate; `Strange`."""
    (signer,) = signed["signer_infos"]
    if not all(validate_sig_integrity(signer, certificate_of(signed, signer), "data", covered)):
        raise Strange("signature_wrong_key")


def certificate_of(signed: cms.SignedData, signer: cms.SignerInfo) -> Any:
    """The certificate that a signature names as its own."""
    wanted = signer["sid"].chosen["serial_number"].native
    return next(each.chosen for each in signed["certificates"] if each.chosen.serial_number == wanted)


def differing(file: bytes) -> list[Finding]:
    """`not_as_signed` unless the last signature in a file is over all of it but itself; nothing where there is none."""
    at = file.rfind(_KEY)
    found = _VALUE.match(file, at) if at >= 0 else None
    if found is None:
        return []
    try:
        _check(file, *found.span(1))
    except (Strange, *signature_form.BAD_CERTIFICATES, *UNREADABLE):
        return [refuse("not_as_signed")]
    return []


def _check(file: bytes, start: int, end: int) -> None:
    covered = digest(file, start, end, len(file))
    if covered.hex().upper().encode() not in file[start:end]:  # quicker than to read the signature first
        raise Strange("signature_broken")
    signed = signature_form.structure(file[start:end])
    check_digest(signed, covered)
    signature_form.chain(signed)
    check_key(signed, covered)
