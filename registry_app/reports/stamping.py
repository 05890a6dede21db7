"""Time stamps of RFC 3161 on signatures: asked of a service, or made here by a key that is for nothing else.

A stamp says when a signature was there at the latest. It is the one thing in a signature that is not signed by it.
"""

import datetime as dt
from typing import Any

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.timestamps import DummyTimeStamper, HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from registry_app.domain.errors import Refused, refuse
from registry_app.reports import certificates, fitness

__all__ = ["TimeStamper", "by_file", "by_url"]

PATIENCE = 20
"""Seconds that a service may take."""
ANY_POLICY = "2.5.29.32.0"
"""RFC 5280, section 4.2.1.4: no particular policy is promised."""


def by_url(url: str) -> TimeStamper:
    """The service at a URL of HTTP or HTTPS. Raises `Refused` for any other."""
    if not url.startswith(("http://", "https://")):
        raise Refused(refuse("time_stamp_address", value=url))
    return _Asked(url, timeout=PATIENCE)


def by_file(content: bytes, passphrase: str, *, moment: dt.datetime) -> TimeStamper:
    """A stamper by the certificate and RSA key of a PKCS#12 file, which tells `moment`.

    Raises `Refused` as `certificates.load`, and for a certificate that is not for time stamps alone (RFC 3161, 2.3).
    """
    key, certificate, others = certificates.opened(content, passphrase)
    fitness.check_days(certificate, moment)
    if not isinstance(key, RSAPrivateKey) or not _is_for_stamps(certificate):
        raise Refused(refuse("certificate_not_for_stamps", subject=fitness.called(certificate.subject)))
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(asn1.Certificate.load(certificates.der(each)) for each in others)
    mine = asn1.Certificate.load(certificates.der(certificate))
    return _Own(mine, keys.PrivateKeyInfo.load(certificates.key_bytes(key)), store, fixed_dt=moment)


def _is_for_stamps(certificate: x509.Certificate) -> bool:
    try:
        found = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        return False
    return found.critical and list(found.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


class _Own(DummyTimeStamper):
    """The library's stamper with a policy that promises nothing, in place of one of somebody else's."""

    def _build_tst_info(self, message_imprint: Any, moment: dt.datetime, req: Any) -> tsp.TSTInfo:
        told = super()._build_tst_info(message_imprint, moment, req)
        told["policy"] = ANY_POLICY
        return told


class _Asked(HTTPTimeStamper):
    """The library's, for which an answer of any other form is no answer either."""

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except (ValueError, TypeError, KeyError, AttributeError, TimeoutError) as problem:
            raise TimestampRequestError(type(problem).__name__) from problem
