"""Certificates as an official names them: a file, or the fingerprint that the company told."""

from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from registry_app.domain import disk
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import HEX_32

LARGEST = 100_000
"""Bytes that the file of a certificate never has."""


def fingerprint(named: str) -> str:
    """SHA-256 of a certificate (DER) in hex: of the file that is named, PEM or DER, or the 64 digits themselves, with
    or without colons and blanks. Raises `Refused("no_certificate_nor_print")`, `Unavailable`."""
    digits = named.replace(":", "").replace(" ", "").lower()
    if HEX_32.fullmatch(digits):
        return digits
    if not Path(named).is_file():
        raise Refused(refuse("no_certificate_nor_print", path=named))
    content = disk.read(Path(named), LARGEST)
    try:
        is_text = content.lstrip().startswith(b"-----BEGIN")
        found = x509.load_pem_x509_certificate(content) if is_text else x509.load_der_x509_certificate(content)
    except ValueError:
        raise Refused(refuse("no_certificate_nor_print", path=named)) from None
    return sha256(found.public_bytes(Encoding.DER)).hexdigest()
