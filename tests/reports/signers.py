"""An authority and its people, made once for all tests: keys of 3072 bits take their time."""

import datetime as dt
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from registry_app.reports import certificates
from registry_app.reports.certificates import Signer

COMPANY = "Vigilancia Andina S.A."
MOMENT = dt.datetime(2026, 7, 1, 14, 5, 7, tzinfo=dt.UTC)
PEOPLE = ("Marta Cano", "Luis Peña Ñandú", "Inés de los Ángeles Rodríguez-Villavicencio y Montenegro de la Torre")


def authority(company: str = COMPANY) -> Signer:
    return _authority(company)


@cache
def _authority(company: str) -> Signer:
    return certificates.found(company=company, licence="L-1", moment=MOMENT)


def person(name: str = PEOPLE[0], company: str = COMPANY) -> Signer:
    return _person(name, company)


@cache
def _person(name: str, company: str) -> Signer:
    user = name.partition(" ")[0].lower()
    return certificates.certify(authority(company), name=name, user=user, company=company, moment=MOMENT)


def packed(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, passphrase: bytes, *, days: int = 400) -> bytes:
    """A PKCS#12 file of a provider, with any kind of key, for so many days from `MOMENT` on."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Prestador S.A.")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(MOMENT).not_valid_after(MOMENT + dt.timedelta(days=days))
    packing = serialization.BestAvailableEncryption(passphrase)
    return pkcs12.serialize_key_and_certificates(b"x", key, made.sign(key, hashes.SHA256()), None, packing)
