"""What the page of the company reads and writes off the window's thread."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from registry_app.domain.fields import Value
from registry_app.i18n import N_, _
from registry_app.services import company, jurisdictions, policies, references, rulebook, users
from registry_app.services.filings import AUTHORITIES
from registry_app.services.rulebook import Limit, Rulebook
from registry_app.services.users import Account
from ui.pages.witness import vouched
from ui.parts.picker import Choice

if TYPE_CHECKING:
    from registry_app.services.register import Register


@dataclass(frozen=True)
class Standing:
    """The company as it stands: its record, names of what it refers to, the rules, and who could witness.

    `deposit_by` is the day by which a company that closes has deposited its arms, nothing while it works.
    """

    values: Mapping[str, Value]
    called: Mapping[int, tuple[str, str]]
    book: Rulebook
    accounts: tuple[Account, ...]
    deposit_by: str = ""


@dataclass(frozen=True)
class Adoption:
    """What was typed into the form for other rules; `values` are the company's own limits."""

    jurisdiction: str
    values: Mapping[str, Value]
    witness: str
    passphrase: str = field(repr=False)


def standing(session: Any) -> Standing:
    """All of one moment."""
    values = company.of(session)
    called = references.named(session, [int(values[name] or 0) for name in AUTHORITIES])
    book = rulebook.in_force(session)
    closing = str(values.get("closing_on") or "")
    by = _deposit_by(closing, book) if closing else ""
    return Standing(values, called, book, tuple(users.accounts(session)), by)


def _deposit_by(closing: str, book: Rulebook) -> str:
    days = next((int(limit.value or 0) for limit in book.limits if limit.field.name == "closure_days"), 0)
    if not days:
        return ""
    return jurisdictions.working_days_after(dt.date.fromisoformat(closing), days, book.jurisdiction).isoformat()


def authorities(session: Any, text: str) -> list[Choice]:
    """Places of kind authority that may be meant, and last the way to a new one."""
    found = references.find(session, refers_to="place", text=text, among=("authority",))
    return [*(Choice(*each) for each in found), Choice(0, text, _(N_("new authority…")))]


def preview(session: Any, jurisdiction: str) -> tuple[Limit, ...]:
    """The limits as they would be after an adoption, beside those in force."""
    return rulebook.adopted(session, jurisdiction)


def adopt(register: "Register", wish: Adoption) -> Adoption:
    """Put other rules in force, and give the wish back. Raises `Refused`, which names the line that is wrong."""
    witness = vouched(register, wish.witness, wish.passphrase)
    register.write(policies.adopt, jurisdiction=wish.jurisdiction, values=wish.values, witness=witness)
    return wish
