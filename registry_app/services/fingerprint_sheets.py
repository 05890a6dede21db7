"""The fingerprint sheet: by which certificates the company signs, for the authority that is to trust them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app import BUILD, i18n
from registry_app.domain.actor import Actor
from registry_app.domain.certificate import AUTHORITY
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import Company
from registry_app.services import certificates, clock, ledger
from registry_app.services.certificates import Held
from registry_app.services.return_lists import filled, local

FORMAT = "armarium-fingerprint-sheet/1"
SUFFIXES = (".pdf", ".json")
_COMPANY = ("name", "tax_id", "licence_number", "licence_expires_on", "address")


def make(session: Session, *, suffix: str = ".pdf", paper: str = "a4", by: Actor, language: str = "") -> bytes:
    """The sheet as a file, in the language in force unless one is named.

    Raises `Refused` when there is no authority, or for an unknown suffix or paper.
    """
    from registry_app.domain.entry import canonical
    from registry_app.reports import fingerprint_sheet
    from registry_app.reports.paper import PAPERS

    if suffix not in SUFFIXES:
        raise Refused(refuse("report_suffix", value=suffix, choices=SUFFIXES))
    if paper not in PAPERS:
        raise Refused(refuse("report_paper", value=paper, choices=tuple(PAPERS)))
    told = content(session, by=by)
    if suffix == ".json":
        return canonical(told)
    return fingerprint_sheet.write(told, paper=paper, language=language or i18n.language())


def content(session: Session, *, by: Actor) -> dict[str, Any]:
    """What the sheet states (`docs/formats/fingerprint-sheet-v1.md`). Raises `Refused` without an authority."""
    in_force = [each for each in certificates.listed(session) if not each.withdrawn_on]
    above = next((each for each in in_force if each.kind == AUTHORITY), None)
    if above is None:
        raise Refused(refuse("authority_missing"))
    company = session.execute(select(Company.__table__)).mappings().one()
    head, zone = ledger.head(session), clock.zone(session)
    moment = local(int(session.info["clock"]()), zone)
    return {
        "format": FORMAT,
        "number": f"FS-{moment[:10].replace('-', '')}-{head.size}-{head.root[:8].upper()}",
        "made": filled({"moment": moment, "user": by.name, "roles": by.roles,
                        "person": certificates.name_of(session, by), "build": BUILD}),
        "company": filled({name: company[name] for name in _COMPANY}),
        "head": {"origin": head.origin, "size": head.size, "root": head.root},
        "authority": _told(above),
        "certificates": [_told(each) for each in in_force if each.kind != AUTHORITY],
    }  # fmt: skip


def _told(held: Held) -> dict[str, Any]:
    names = ("kind", "user", "subject", "fingerprint", "issuer", "valid_from_on", "valid_until_on")
    return filled({name: getattr(held, name) for name in names})
