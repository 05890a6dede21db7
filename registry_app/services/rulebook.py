"""The rules in force as people read them: each limit with where it comes from, and what another country would change.

Where a limit of the policy is no longer what the country's file states, its source is not that: a source vouches for
one value alone.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.company import Policy
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Finding, Refused
from registry_app.domain.fields import Field, Value
from registry_app.domain.jurisdiction import Addressee, Formality, Jurisdiction, Provision, ReportDuty, next_due
from registry_app.domain.jurisdiction_form import CHOSEN, LICENSED, OF_THE_COMPANY
from registry_app.domain.rules import NEWEST
from registry_app.services import clock, history, jurisdictions, policies
from registry_app.services.history import Event

OWN = (*LICENSED, *CHOSEN)
"""Limits that the company itself sets, as its licence says or as it likes."""


@dataclass(frozen=True)
class Limit:
    """A limit of a policy: what it is, what the policy stores, and what the country's file states of it.

    `before` is the value that it would take the place of, the same where nothing would change.
    """

    field: Field
    value: Value
    provision: Provision | None = None
    before: Value = None

    @property
    def is_own(self) -> bool:
        """Whether the company itself sets it, and no country."""
        return self.field.name in OWN

    @property
    def is_chosen(self) -> bool:
        """Whether the company sets it as it likes."""
        return self.field.name in CHOSEN

    @property
    def is_stated(self) -> bool:
        """Whether the file states this very value."""
        return self.provision is not None and self.provision.value == self.value

    @property
    def is_verified(self) -> bool:
        """Whether the file states this value and it was compared with the text."""
        return self.is_stated and self.provision is not None and self.provision.is_verified

    @property
    def is_changed(self) -> bool:
        """Whether it would be another one than before."""
        return (self.value or None) != (self.before or None)


@dataclass(frozen=True)
class Duty:
    """A report that is due again and again, and the next day on which it is (`None` where it follows from an act)."""

    report: ReportDuty
    next_on: dt.date | None


@dataclass(frozen=True)
class Rulebook:
    """The policy in force, of one moment; `since` is the entry that made it.

    `findings` say what is wrong with the file of the country; then limits have no sources and all else is empty.
    """

    jurisdiction: str
    edition: int
    since: Event
    limits: tuple[Limit, ...]
    duties: tuple[Duty, ...] = ()
    addressees: tuple[Addressee, ...] = ()
    formalities: tuple[Formality, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_newest(self) -> bool:
        """Whether no later edition of the rules is known to this release."""
        return self.edition >= NEWEST

    def judged(self) -> tuple[Limit, ...]:
        """The limits that some country could set, and this policy does."""
        return tuple(limit for limit in self.limits if not limit.is_own and limit.value is not None)

    def unverified(self) -> tuple[Limit, ...]:
        """Those of them that nobody has compared with a text."""
        return tuple(limit for limit in self.judged() if not limit.is_verified)


def in_force(session: Session) -> Rulebook:
    """The rules that the next entry is judged by. Raises `Damaged` when there is no policy."""
    policy = policies.in_force(session)
    code = str(policy["jurisdiction"])
    number = session.execute(select(Policy.id).order_by(Policy.described_seq.desc()).limit(1)).scalar_one()
    since = history.life(session, record=number, limit=1)[0]
    law, findings = _law(code)
    limits = _limits(policy, law.provisions if law else {})
    told = Rulebook(code, int(policy["edition"] or 0), since, limits, findings=findings)
    if law is None:
        return told
    duties = _duties(law, dt.date.fromisoformat(clock.today(session)))
    return replace(
        told, duties=duties, addressees=tuple(law.addressees.values()), formalities=tuple(law.formalities.values())
    )


def adopted(session: Session, jurisdiction: str) -> tuple[Limit, ...]:
    """The limits as they would be once the rules of a jurisdiction were adopted, beside those in force.

    Raises `Refused` when its file is wrong or missing, `Unavailable` when it cannot be read.
    """
    stands = policies.in_force(session)
    wanted = {name: stands.get(name) for name in OWN} | policies.of(jurisdiction)
    return _limits(wanted, jurisdictions.load(jurisdiction).provisions, stands)


def _law(code: str) -> tuple[Jurisdiction | None, tuple[Finding, ...]]:
    """The file of a country, or what is wrong with it: the policy holds whatever becomes of the file."""
    try:
        return jurisdictions.load(code), ()
    except Refused as refused:
        return None, refused.findings


def _limits(
    policy: Mapping[str, Value], provisions: Mapping[str, Provision], before: Mapping[str, Value] | None = None
) -> tuple[Limit, ...]:
    stood = policy if before is None else before
    named = ((name, each) for name, each in entered_fields(Policy).items() if name in OWN or name not in OF_THE_COMPANY)
    limits = (Limit(each, policy.get(name), provisions.get(name), stood.get(name)) for name, each in named)
    return tuple(limit for limit in limits if limit.is_own or (limit.value, limit.before) != (None, None))


def _duties(law: Jurisdiction, today: dt.date) -> tuple[Duty, ...]:
    yesterday = today - dt.timedelta(days=1)
    return tuple(Duty(report, next_due(report, yesterday)) for report in law.reports)
