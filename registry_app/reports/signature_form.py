"""The form of a signature, byte for byte: one that the program makes, or a provider's card, and nothing beside it.

What a CMS structure (RFC 5652) may carry without its signature noticing is what forgers use: second encodings, padding,
further certificates, unsigned attributes. All of that is refused here, whatever the signature itself says.
"""

import re
from collections.abc import Iterator
from typing import Any

from asn1crypto import cms, core
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from registry_app.domain.errors import Refused
from registry_app.reports import certificates
from registry_app.reports.der import length_of, reencoded

BAD_CERTIFICATES = (
    Refused, UnsupportedAlgorithm, x509.InvalidVersion, x509.DuplicateExtension, x509.UnsupportedGeneralNameType,
)  # fmt: skip
"""What reading raises for a certificate that is none."""
_GAP = re.compile(rb"<([0-9A-F]+)>")
MOST_GAP = 1_000_000
"""Bytes of the place of a signature: with its certificates, a time stamp and room to spare it has a tenth of it."""
_SHA256 = frozenset({bytes.fromhex("300d06096086480165030402010500"), bytes.fromhex("300b0609608648016503040201")})
_RSA = frozenset({bytes.fromhex("300d06092a864886f70d0101010500"), bytes.fromhex("300d06092a864886f70d01010b0500")})
"""rsaEncryption and sha256WithRSAEncryption: PKCS #1 version 1.5 both."""
_SIGNED = frozenset({"content_type", "message_digest", "signing_certificate_v2"})
_MAY_BE_SIGNED = _SIGNED | {"signing_time", "cms_algorithm_protection"}
STAMP = "signature_time_stamp_token"
_NO_CONTENT = bytes.fromhex("300b06092a864886f70d010701")


class Strange(Exception):
    """The signature has another form than a genuine one; `code` says which finding that is."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def structure(gap: bytes) -> cms.SignedData:
    """The structure in the gap of a signature: `<`, capital hex, `>`; one DER object, then zeros. Raises `Strange`,
    or what reading malformed structures raises."""
    found = _GAP.fullmatch(gap) if len(gap) <= MOST_GAP else None
    if found is None or len(found[1]) % 2:
        raise Strange("gap_not_canonical")
    filled = bytes.fromhex(found[1].decode())
    der = filled[: length_of(filled)]
    if filled[len(der) :].strip(b"\0"):
        raise Strange("gap_not_canonical")
    if reencoded(der) != der:
        raise Strange("signature_not_canonical")
    content = cms.ContentInfo.load(der, strict=True)
    if content["content_type"].native != "signed_data":
        raise Strange("signature_strange")
    signed: cms.SignedData = content["content"]
    _judge(signed)
    return signed


def _judge(signed: cms.SignedData) -> None:
    (signer,) = signed["signer_infos"]
    algorithms = [each.dump() for each in signed["digest_algorithms"]]
    is_usual = (
        signed["version"].native == "v1"
        and signer["version"].native == "v1"
        and len(algorithms) == 1
        and {*algorithms, signer["digest_algorithm"].dump()} <= _SHA256
        and signer["signature_algorithm"].dump() in _RSA
        and signed["encap_content_info"].dump() == _NO_CONTENT
        and _is_void(signed["crls"])
        and signer["sid"].name == "issuer_and_serial_number"
    )
    if not is_usual:
        raise Strange("signature_strange")
    names = [each["type"].native for each in signer["signed_attrs"]]
    if len(set(names)) != len(names) or not _SIGNED <= set(names) <= _MAY_BE_SIGNED:
        raise Strange("signature_strange")
    if any(len(each["values"]) != 1 for each in signer["signed_attrs"]):
        raise Strange("signature_strange")
    unsigned = signer["unsigned_attrs"]
    if not _is_void(unsigned):
        kinds = [each["type"].native for each in unsigned]
        if kinds != [STAMP] or len(unsigned[0]["values"]) != 1:
            raise Strange("unsigned_attribute")


def _is_void(field: Any) -> bool:
    return isinstance(field, core.Void)


def chain(signed: cms.SignedData) -> tuple[bytes, ...]:
    """The certificates: that of the signer, then each that vouches for the one before. Raises `Strange` unless all
    that are there form that one chain."""
    (signer,) = signed["signer_infos"]
    told = list(signed["certificates"])
    if any(each.name != "certificate" for each in told):
        raise Strange("certificates_strange")
    written = [each.dump() for each in told]
    if written != sorted(written):
        raise Strange("signature_not_canonical")
    left = [each.chosen for each in told]
    wanted = signer["sid"].chosen
    mine = [c for c in left if c.serial_number == wanted["serial_number"].native]
    if len(mine) != 1 or mine[0].issuer.dump() != wanted["issuer"].dump():  # names compare without case, bytes do not
        raise Strange("certificates_strange")
    found = [mine[0].dump()]
    left.remove(mine[0])
    while left:
        above = next((c for c in left if _vouches(c.dump(), found[-1])), None)
        if above is None:
            raise Strange("certificates_strange")
        left.remove(above)
        found.append(above.dump())
    if is_root(found[-1]) and not certificates.is_issued_by(found[-1], found[-1]):
        raise Strange("certificates_strange")
    _bind(signer, found[0])
    return tuple(found)


def is_root(certificate: bytes) -> bool:
    """Whether a certificate says that it vouches for itself: by its names, or by the identifiers of its keys."""
    read = asn1.Certificate.load(certificate)
    above = read.authority_key_identifier_value
    mine, other = read.key_identifier, above["key_identifier"].native if above else None
    return bool(read.subject.dump() == read.issuer.dump() or (mine and mine == other))


def _vouches(above: bytes, below: bytes) -> bool:
    return certificates.describe(above).is_authority and certificates.is_issued_by(below, above)


def _bind(signer: cms.SignerInfo, certificate: bytes) -> None:
    """That the signed attributes name this very certificate (RFC 5035)."""
    (named,) = attribute(signer, "signing_certificate_v2")["certs"]
    algorithm = named["hash_algorithm"]["algorithm"].native
    if algorithm != "sha256" or named["cert_hash"].native.hex() != certificates.fingerprint(certificate):
        raise Strange("certificates_strange")


def attribute(signer: cms.SignerInfo, name: str) -> Any:
    """The value of a signed attribute."""
    return next(each["values"][0] for each in signer["signed_attrs"] if each["type"].native == name)


def stamps(signer: cms.SignerInfo) -> Iterator[cms.SignedData]:
    """The time stamp on the signature, where there is one."""
    if not _is_void(signer["unsigned_attrs"]):
        yield signer["unsigned_attrs"][0]["values"][0]["content"]
