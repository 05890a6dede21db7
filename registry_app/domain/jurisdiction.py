"""The rules of a country, as its file states them: limits, reports due, addressees, formalities, each with its source.

Plain values without any file: a policy is made from them, and the judge reads the policy alone. The format is described
in docs/formats/jurisdiction-v1.md; `jurisdiction_form` reads it.
"""

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from registry_app.domain.choices import REPORT_NAMES
from registry_app.domain.citations import cited
from registry_app.domain.fields import Value
from registry_app.i18n import N_, _, date

REPORTS = {name: REPORT_NAMES[name] for name in ("inventory", "movements", "ammunition", "people", "changes")}
"""What a calendar may ask for; the other reports follow from an event and have their own clock."""

EVERY = {
    "month": N_("Every month"),
    "quarter": N_("Every three months"),
    "half_year": N_("Every six months"),
    "year": N_("Every year"),
    "change": N_("After each change"),
}
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_DECEMBER = 12

ADDRESSEES = {"arms_registry": N_("Arms registry"), "security_regulator": N_("Private-security regulator")}

FORMALITIES = {
    "numbered_pages": N_("Pages are numbered in sequence."),
    "stamped_pages": N_("The authority stamps each page."),
    "no_page_removed": N_("No page is removed."),
    "permanent_ink": N_("Entries are in permanent ink."),
    "crossing_out_only": N_("A change is crossed out, never erased."),
    "alterations_signed": N_("Whoever alters an entry signs the alteration."),
    "entry_at_once": N_("An entry is made at the moment of the act."),
    "issue_signed_by_both": N_("Giver and receiver both sign each issue."),
    "issue_register": N_("A register of its own names who was issued each firearm."),
    "locked_after_shift": N_("After the shift firearms are returned and locked up."),
    "safe_to_standard": N_("Firearms that nobody carries lie in a safe or strongroom of the standard that is named."),
    "inspector_remarks": N_("The inspector writes down his findings, or that there are none."),
    "three_signatures_on_discharge": N_("Guard, custodian and legal representative sign each use of a firearm."),
    "electronic_register": N_("The register may be electronic."),
    "location_register": N_("A register names the place of each firearm by contract."),
    "yearly_check_of_people": N_("Each year the company checks that its people still meet the conditions."),
    "company_property": N_("Firearms belong to the company alone."),
    "permit_copy_carried": N_("Whoever carries a firearm carries the credential and a copy of its permit."),
    "transfer_order": N_("A written order names the destination of each transfer."),
    "transfer_authorised": N_("The authority authorises each transfer beforehand."),
    "unloaded_in_transit": N_("Firearms travel unloaded."),
    "ammunition_apart_in_transit": N_("Ammunition travels apart from firearms."),
    "written_notice": N_("A loss is reported in writing."),
    "police_report": N_("A loss is reported to the police as well."),
    "permit_surrendered_on_loss": N_("The permit of a lost firearm is handed in."),
    "lost_documents_reported": N_("The loss of documents is reported too."),
    "lost_ammunition_reported": N_("The loss of ammunition is reported too."),
    "sworn_statement_on_destruction": N_("A sworn statement accompanies the report of a destroyed firearm."),
    "deposit_on_stoppage": N_("When work stops, arms are deposited with the authority."),
    "deposit_on_closure": N_("On closure arms and ammunition are handed to the authority."),
    "spreadsheet_not_pdf": N_("Lists are sent as a spreadsheet, not as PDF."),
    "paper_and_digital": N_("Lists are sent both on paper and digitally."),
}
"""What a law asks of books, papers and acts beside numbers and days: a closed list, so that each can be translated."""


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """Something that a law or standard says, named by number and article.

    `verified_on` is the ISO day on which it was compared with the text, ``""`` when that is still to be done.
    """

    source: str
    verified_on: str = ""

    @property
    def is_verified(self) -> bool:
        """Whether it was compared with the text."""
        return bool(self.verified_on)


@dataclass(frozen=True, kw_only=True)
class Provision(Sourced):
    """A limit of the policy; `name` is the policy's field, `value` what that field stores."""

    name: str
    value: int | str


@dataclass(frozen=True, kw_only=True)
class ReportDuty(Sourced):
    """A report that is due again and again, each for the period that ended last.

    `day` is that of the month after the period, 0 the last day of the period itself. `every` may be "change": then
    `day` counts the days after each change.
    """

    name: str
    every: str
    day: int
    addressee: str


@dataclass(frozen=True, kw_only=True)
class Addressee(Sourced):
    """The office that has a role of `ADDRESSEES`, in its own language."""

    role: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Formality(Sourced):
    """One of `FORMALITIES` that the law asks for."""

    code: str


@dataclass(frozen=True, kw_only=True)
class Jurisdiction:
    """All that a file says; `rests_on` is the code of the file that gives the limits which this one does not."""

    code: str
    rests_on: str
    provisions: Mapping[str, Provision]
    reports: tuple[ReportDuty, ...]
    addressees: Mapping[str, Addressee]
    formalities: Mapping[str, Formality]

    def limits(self) -> Mapping[str, Value]:
        """The policy's fields that are set here, with what they store; the others are left as they are."""
        return {name: provision.value for name, provision in self.provisions.items()}

    def resting_on(self, other: "Jurisdiction") -> "Jurisdiction":
        """The same with the limits of `other` where it has none of its own; all else of `other` does not come along."""
        return replace(self, provisions={**other.provisions, **self.provisions})

    def statements(self) -> Iterator[tuple[str, Sourced]]:
        """Everything that is stated, with the key that the file has it under."""
        yield from ((f"limits.{name}", each) for name, each in self.provisions.items())
        yield from ((f"reports.{at}", each) for at, each in enumerate(self.reports, 1))
        yield from ((f"addressees.{role}", each) for role, each in self.addressees.items())
        yield from ((f"formalities.{code}", each) for code, each in self.formalities.items())

    def unverified(self) -> tuple[str, ...]:
        """The keys of what was never compared with its text; a screen or paper that shows one of them says so."""
        return tuple(key for key, each in self.statements() if not each.is_verified)


def origin(of: Sourced) -> str:
    """Where something comes from, in the reader's language; says plainly when it is unverified."""
    if of.is_verified:
        return _("{source}, compared with the text on {day}").format(source=cited(of.source), day=date(of.verified_on))
    return _("{source} – unverified: compare it with the text in force").format(source=cited(of.source))


def due_days(duty: ReportDuty, since: dt.date, until: dt.date) -> tuple[dt.date, ...]:
    """The days from `since` to `until`, both included, on which a report is due, in order; none for "change"."""
    months = _MONTHS.get(duty.every, 0)
    if not months:
        return ()
    # A report that is due in a month may be for the period before it, so the month before `since` may already count.
    ends = (month for month in range(_month_number(since) - 1, _month_number(until) + 1) if month % months == 0)
    days = (_due(end, duty.day) for end in ends)
    return tuple(day for day in days if since <= day <= until)


def next_due(duty: ReportDuty, after: dt.date) -> dt.date | None:
    """The first day later than `after` on which a report is due; `None` for "change"."""
    day = dt.timedelta(days=1)
    return next(iter(due_days(duty, after + day, after + 400 * day)), None)


def period(duty: ReportDuty, due: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the period that a report is about which is due on `due`, one of its `due_days`."""
    last = due if duty.day == 0 else due.replace(day=1) - dt.timedelta(days=1)
    year, month = divmod(_month_number(last) - _MONTHS[duty.every], _DECEMBER)
    return dt.date(year, month + 1, 1), last


def _month_number(day: dt.date) -> int:
    """Months counted from the year 0, so that every December is a multiple of 12."""
    return day.year * _DECEMBER + day.month


def _due(end: int, day: int) -> dt.date:
    """The day on which a report is due whose period ends with month number `end`."""
    year, month = divmod(end - 1 if day == 0 else end, _DECEMBER)
    return dt.date(year, month + 1, day or calendar.monthrange(year, month + 1)[1])
