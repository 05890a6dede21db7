"""The trust list of an authority: which licence, which ledger and which certificates belong together.

Signed with the authority's Ed25519 key (`docs/formats/trust-list-v1.md`). Whoever verifies a return with it accepts a
signature for a ledger only by a certificate that stands beside that ledger's origin; so a valid signature of another
company is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from registry_app.domain import vouched
from registry_app.domain.errors import Damaged, Refused, refuse
from registry_app.domain.fields import HEX_32
from registry_app.domain.signing import Key

FILE = "trust.json"
FAMILY, VERSION = "armarium-trust/", 1
FORMAT = f"{FAMILY}{VERSION}"
LARGEST = 16_000_000
"""Bytes that such a file never has; more is not read."""
MOST_NAME, MOST_LICENCE, MOST_ORIGIN, MOST_CERTIFICATES = 200, 120, 120, 100
_KEYS = {"format", "authority", "authority_key", "number", "issued_at", "companies", "signature"}


@dataclass(frozen=True)
class Trusted:
    """A company as the authority knows it: licence, name, origin of its ledger, SHA-256 of its certificates (hex)."""

    licence: str
    company: str
    origin: str
    fingerprints: tuple[str, ...] = ()


@dataclass(frozen=True)
class TrustList:
    """Who is trusted by whom: `authority_key` in hex, `number` rises with each issue, `issued_at` in UTC ms."""

    authority: str
    authority_key: str
    number: int
    issued_at: int
    companies: tuple[Trusted, ...] = ()

    def of_origin(self, origin: str) -> Trusted | None:
        """The company whose ledger has this origin."""
        return next((each for each in self.companies if each.origin == origin), None)

    def of_licence(self, licence: str) -> Trusted | None:
        """The company that has this licence."""
        return next((each for each in self.companies if each.licence == licence), None)

    def of_certificate(self, fingerprint: str) -> Trusted | None:
        """The company that a certificate stands for, by its SHA-256 in hex."""
        return next((each for each in self.companies if fingerprint in each.fingerprints), None)

    def added(self, company: Trusted, *, issued_at: int) -> "TrustList":
        """The next list, with `company` in place of what stood under its licence. Raises `Refused` when its ledger or
        a certificate of it stands under another licence, or something in it is malformed."""
        others = tuple(each for each in self.companies if each.licence != company.licence)
        _check_fits(company, others)
        companies = tuple(sorted((*others, company), key=lambda each: each.licence))
        return replace(self, companies=companies, number=self.number + 1, issued_at=issued_at)

    def removed(self, licence: str, *, issued_at: int) -> "TrustList":
        """The next list, without the company of this licence; `Refused` when there is none."""
        if self.of_licence(licence) is None:
            raise Refused(refuse("trust_unknown_licence", value=licence))
        companies = tuple(each for each in self.companies if each.licence != licence)
        return replace(self, companies=companies, number=self.number + 1, issued_at=issued_at)


def _check_fits(company: Trusted, others: Iterable[Trusted]) -> None:
    try:
        _trusted(_plain(company))
    except ValueError as problem:
        raise Refused(refuse("trust_malformed", detail=str(problem))) from None
    for other in others:
        if other.origin == company.origin:
            raise Refused(refuse("trust_origin_twice", company=other.company))
        if shared := set(other.fingerprints) & set(company.fingerprints):
            raise Refused(refuse("trust_certificate_twice", company=other.company, value=sorted(shared)[0][:16]))


def write(trust: TrustList, key: Key) -> bytes:
    """The bytes of `trust.json`, signed by the key that the list names."""
    return vouched.vouch(
        "trust",
        {
            "format": FORMAT,
            "authority": trust.authority,
            "authority_key": trust.authority_key,
            "number": trust.number,
            "issued_at": trust.issued_at,
            "companies": [_plain(each) for each in trust.companies],
        },
        key,
    )


def _plain(company: Trusted) -> dict[str, Any]:
    told = {"licence": company.licence, "company": company.company, "origin": company.origin}
    return {**told, "fingerprints": list(company.fingerprints)}


def parse(content: bytes, *, authority_key: str = "") -> TrustList:
    """The list that `content` holds, signed by the key it names: `authority_key` (hex) where that is told.

    Raises `Damaged` (malformed, signature wrong), `Refused` (`trust_of_another`), `Unavailable` (a newer format).
    """
    try:
        found = vouched.read(content, most=LARGEST)
        vouched.check_format(found["format"], FAMILY, VERSION)
        trust = _list(found)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Damaged(refuse("trust_damaged")) from None
    if not vouched.is_vouched("trust", found, trust.authority_key):
        raise Damaged(refuse("trust_damaged"))
    if authority_key and trust.authority_key != authority_key:
        raise Refused(refuse("trust_of_another", authority=trust.authority, key=trust.authority_key[:16]))
    return trust


def _list(found: dict[str, Any]) -> TrustList:
    if set(found) != _KEYS:
        raise ValueError("not the keys of version 1")
    companies = tuple(_trusted(each) for each in found["companies"])
    for name in ("licence", "origin"):
        _check_once([getattr(each, name) for each in companies])
    _check_once([print_ for each in companies for print_ in each.fingerprints])
    return TrustList(
        vouched.text(found, "authority", MOST_NAME), vouched.digest(found, "authority_key"),
        vouched.number(found, "number"), vouched.moment(found, "issued_at"), companies,
    )  # fmt: skip


def _trusted(read: dict[str, Any]) -> Trusted:
    if set(read) != {"licence", "company", "origin", "fingerprints"}:
        raise ValueError("not the keys of a company")
    prints = read["fingerprints"]
    if not isinstance(prints, list) or len(prints) > MOST_CERTIFICATES or prints != sorted(set(prints)):
        raise ValueError("fingerprints are listed once each, in order")
    if not all(isinstance(each, str) and HEX_32.fullmatch(each) for each in prints):
        raise ValueError("a fingerprint is 32 bytes in hex")
    return Trusted(
        vouched.text(read, "licence", MOST_LICENCE), vouched.text(read, "company", MOST_NAME),
        vouched.text(read, "origin", MOST_ORIGIN), tuple(prints),
    )  # fmt: skip


def _check_once(values: list[str]) -> None:
    if len(set(values)) != len(values):
        raise ValueError("something stands there twice")
