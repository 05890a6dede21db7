"""Certificates of X.509 for signing papers: a company's own authority, its people, what a provider issued (PKCS#12).

Keys are RSA of 3072 bits: with elliptic curves a signed file would be PDF 2.0, which PDF/A-3 is not. Certificates are
handled as DER, moments in UTC.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from asn1crypto import x509 as asn1
from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from registry_app.domain.certificate import LARGEST_KEY_FILE
from registry_app.domain.errors import Refused, refuse
from registry_app.reports import fitness
from registry_app.reports.fitness import DOCUMENT_SIGNING

AUTHORITY_YEARS, SIGNER_YEARS = 10, 3
_OURS = (DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION)
"""Signing mail as well: readers that trust by NSS (`pdfsig` of poppler) know no other use for a signature."""
LONGEST_NAME = 64
"""Bytes of a name in a certificate (X.520, ub-common-name)."""
_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True)
class Signer:
    """Who signs: the certificate, those that vouch for it (the nearest first), and the private key."""

    certificate: bytes
    chain: tuple[bytes, ...]
    key: RSAPrivateKey = field(repr=False)


@dataclass(frozen=True)
class Described:
    """What a certificate says: whose it is, who issued it, how long it holds (UTC)."""

    subject: str
    issuer: str
    fingerprint: str
    valid_from: dt.datetime
    valid_until: dt.datetime
    is_authority: bool


def fingerprint(certificate: bytes) -> str:
    """The SHA-256 of a certificate, in lower-case hex."""
    return hashlib.sha256(certificate).hexdigest()


def grouped(digits: str, size: int = 4) -> str:
    """Hex digits in groups, in capitals, as they are read out on the telephone."""
    return " ".join(digits[at : at + size] for at in range(0, len(digits), size)).upper()


def describe(certificate: bytes) -> Described:
    """What `certificate` says; `Refused` when the bytes are no certificate."""
    read = _read(certificate)
    return Described(
        subject=fitness.called(read.subject),
        issuer=fitness.called(read.issuer),
        fingerprint=fingerprint(certificate),
        valid_from=read.not_valid_before_utc,
        valid_until=read.not_valid_after_utc,
        is_authority=fitness.is_authority(read),
    )


def is_issued_by(certificate: bytes, authority: bytes) -> bool:
    """Whether `certificate` carries the signature of `authority`, and names it."""
    try:
        _read(certificate).verify_directly_issued_by(_read(authority))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def as_pem(certificate: bytes) -> bytes:
    """The certificate as text."""
    return _read(certificate).public_bytes(serialization.Encoding.PEM)


def from_pem(text: bytes) -> tuple[bytes, ...]:
    """The certificates in a text, in its order; `Refused` when there is none, or it is no such text."""
    try:
        return tuple(map(der, x509.load_pem_x509_certificates(text)))
    except ValueError:
        raise Refused(refuse("certificate_unreadable")) from None


# Making.


def found(*, company: str, licence: str, moment: dt.datetime) -> Signer:
    """A new authority of a company, with a key of its own; takes a third of a second and more."""
    key = _new_key()
    named = _named((NameOID.COMMON_NAME, company), (NameOID.ORGANIZATION_NAME, company),
                   (NameOID.SERIAL_NUMBER, licence))  # fmt: skip
    made = _begun(named, named, key.public_key(), moment, _years_after(moment, AUTHORITY_YEARS))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made = made.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    made = made.add_extension(x509.AuthorityKeyIdentifier(identifier.digest, None, None), critical=False)
    return Signer(der(made.sign(key, hashes.SHA256())), (), key)


def certify(authority: Signer, *, name: str, user: str, company: str, moment: dt.datetime) -> Signer:
    """A certificate and key for a person, for signing documents; it ends no later than the authority's.

    Raises `Refused` when the authority has expired.
    """
    issuer = _read(authority.certificate)
    fitness.check_days(issuer, moment)
    key = _new_key()
    until = min(_years_after(moment, SIGNER_YEARS), issuer.not_valid_after_utc)
    named = _named((NameOID.COMMON_NAME, name), (NameOID.ORGANIZATION_NAME, company), (NameOID.USER_ID, user))
    made = _begun(named, issuer.subject, key.public_key(), moment, until)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    made = made.add_extension(_usage("digital_signature", "content_commitment"), critical=True)
    made = made.add_extension(x509.ExtendedKeyUsage(_OURS), critical=False)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    made = made.add_extension(identifier, critical=False)
    certificate = der(made.sign(authority.key, hashes.SHA256()))
    return Signer(certificate, (authority.certificate, *authority.chain), key)


def _new_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65_537, key_size=fitness.BITS)


def _begun(
    subject: x509.Name, issuer: x509.Name, key: RSAPublicKey, since: dt.datetime, until: dt.datetime
) -> x509.CertificateBuilder:
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    made = made.serial_number(x509.random_serial_number()).not_valid_before(since.replace(microsecond=0))
    made = made.not_valid_after(until.replace(microsecond=0))
    return made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _named(*parts: tuple[ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(kind, _cut(text)) for kind, text in parts if text])


def _cut(text: str) -> str:
    return text.encode()[:LONGEST_NAME].decode(errors="ignore").strip()


def _usage(*wanted: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{name: name in wanted for name in _USAGES})


def _years_after(moment: dt.datetime, years: int) -> dt.datetime:
    """The same day so many years later; the 28th for a 29th of February."""
    day = 28 if (moment.month, moment.day) == (2, 29) else moment.day
    return moment.replace(year=moment.year + years, day=day)


def der(certificate: x509.Certificate) -> bytes:
    """The bytes of a certificate that was read."""
    return certificate.public_bytes(serialization.Encoding.DER)


# Keys and files.


def key_bytes(key: RSAPrivateKey) -> bytes:
    """The private key as PKCS#8, not encrypted: to be wrapped by whoever keeps it."""
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption())


def key_of(content: bytes) -> RSAPrivateKey:
    """The private key that `key_bytes` wrote."""
    key = serialization.load_der_private_key(content, None)
    assert isinstance(key, RSAPrivateKey)
    return key


def save(signer: Signer, passphrase: str, *, name: str = "") -> bytes:
    """The signer as PKCS#12 under a passphrase."""
    others = [_read(each) for each in signer.chain]
    packing = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(name.encode(), signer.key, _read(signer.certificate), others, packing)


def load(content: bytes, passphrase: str, *, moment: dt.datetime) -> Signer:
    """The signer in a PKCS#12 file, fit to sign papers at `moment`.

    Raises `Refused`: no such file, a wrong passphrase, no private key, a key that is not RSA or too weak, a
    certificate that has expired, has not begun, or is not for signing documents.
    """
    key, certificate, others = opened(content, passphrase)
    if not isinstance(key, RSAPrivateKey):
        raise fitness.not_rsa(certificate)
    check(der(certificate), moment=moment)
    return Signer(der(certificate), _chain(certificate, others), key)


def opened(content: bytes, passphrase: str) -> tuple[object, x509.Certificate, list[x509.Certificate]]:
    """Key, certificate and further certificates of a PKCS#12 file. Raises `Refused` where it holds none, or does not
    open."""
    _check_is_pkcs12(content)
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(content, passphrase.encode())
    except ValueError:
        raise Refused(refuse("pkcs12_passphrase")) from None
    if key is None or certificate is None:
        raise Refused(refuse("pkcs12_without_key"))
    return key, certificate, list(others)


def check(certificate: bytes, *, moment: dt.datetime) -> None:
    """Nothing when a certificate is fit to sign papers at `moment`, else `Refused` as for `load`."""
    fitness.check(_read(certificate), moment)


def _check_is_pkcs12(content: bytes) -> None:
    """Tell a file of another kind from a wrong passphrase, which the library does not."""
    try:
        is_one = len(content) <= LARGEST_KEY_FILE and Pfx.load(content, strict=True)["version"].native == "v3"
    except (ValueError, TypeError):
        is_one = False
    if not is_one:
        raise Refused(refuse("pkcs12_unreadable"))


def _chain(certificate: x509.Certificate, others: list[x509.Certificate]) -> tuple[bytes, ...]:
    """Those of `others` that vouch for `certificate`, one for the other."""
    chain: list[bytes] = []
    last = certificate
    while last.subject != last.issuer:
        above = next((o for o in others if o.subject == last.issuer and der(o) not in chain), None)
        if above is None:
            break
        chain.append(der(above))
        last = above
    return tuple(chain)


def _read(certificate: bytes) -> x509.Certificate:
    try:
        _check_numbers(certificate)
        return x509.load_der_x509_certificate(certificate)
    except ValueError:
        raise Refused(refuse("certificate_unreadable")) from None


def _check_numbers(certificate: bytes) -> None:
    """That it has a positive number, and names its authority by one if at all (RFC 5280, 4.1.2.2); `ValueError`. The
    library reads others still, and complains of them to whoever looks at the terminal."""
    read = asn1.Certificate.load(certificate, strict=True)
    above = read.authority_key_identifier_value
    numbers = [read.serial_number, above["authority_cert_serial_number"].native if above else None]
    if any(number is not None and number <= 0 for number in numbers):
        raise ValueError("a certificate without a number")
