"""Whether a certificate is fit to sign papers: its key, its uses, its days. What is not is `Refused` with a reason."""

import datetime as dt

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from registry_app.domain.errors import Refused, refuse

BITS = 3072
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""The use of a key for signing documents (RFC 9336)."""


def check(certificate: x509.Certificate, moment: dt.datetime) -> None:
    """Nothing when it is fit at `moment` (UTC), else `Refused`."""
    key, subject = certificate.public_key(), called(certificate.subject)
    if not isinstance(key, RSAPublicKey):
        raise not_rsa(certificate)
    if key.key_size < BITS:
        raise Refused(refuse("certificate_key_weak", subject=subject, found=str(key.key_size), bits=str(BITS)))
    if not _is_for_signing(certificate):
        raise Refused(refuse("certificate_not_for_signing", subject=subject))
    check_days(certificate, moment)


def not_rsa(certificate: x509.Certificate) -> Refused:
    """That a key is of another kind: a file signed with elliptic curves would be PDF 2.0, which PDF/A-3 is not."""
    return Refused(refuse("certificate_not_rsa", subject=called(certificate.subject), bits=str(BITS)))


def check_days(certificate: x509.Certificate, moment: dt.datetime) -> None:
    """`Refused` when `moment` (UTC) is not one of the certificate's days."""
    subject = called(certificate.subject)
    if moment > certificate.not_valid_after_utc:
        until = certificate.not_valid_after_utc.date().isoformat()
        raise Refused(refuse("certificate_expired", subject=subject, until=until))
    if moment < certificate.not_valid_before_utc.replace(microsecond=0):
        day = certificate.not_valid_before_utc.date().isoformat()
        raise Refused(refuse("certificate_not_begun", subject=subject, day=day))


def _is_for_signing(certificate: x509.Certificate) -> bool:
    """Whether its uses, where it limits them, allow to sign documents; an authority signs certificates alone."""
    extensions = certificate.extensions
    if is_authority(certificate):
        return False
    try:
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
        if not usage.digital_signature and not usage.content_commitment:
            return False
        purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return bool(_PURPOSES.intersection(purposes))


_PURPOSES = frozenset({
    DOCUMENT_SIGNING, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE, ExtendedKeyUsageOID.EMAIL_PROTECTION,
    ExtendedKeyUsageOID.CLIENT_AUTH, ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),
    ObjectIdentifier("1.2.840.113583.1.1.5"),
})  # fmt: skip
"""What providers write for people who sign: documents, anything, mail, log-in; Microsoft's and Adobe's own."""


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether it vouches for other certificates."""
    try:
        return bool(certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except x509.ExtensionNotFound:
        return False


def called(name: x509.Name) -> str:
    """What people call it: its common name, else all of it."""
    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()
