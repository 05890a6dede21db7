"""The reports that leave the company, by name: what each needs to be told, and how its content is gathered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from registry_app import i18n
from registry_app.domain.actor import Actor
from registry_app.domain.errors import Refused, refuse
from registry_app.i18n import N_
from registry_app.services import (
    ammunition,
    armed_people,
    changes_notice,
    clock,
    discharge_report,
    expiry_list,
    frame,
    handovers,
    loss_notice,
    movements_book,
    proofs,
    returns,
    trace_dossier,
    transfer_guide,
)
from registry_app.services.frame import Asked, Content
from registry_app.services.ledger_files import Progress

Of = Literal["moment", "period", "loss", "discharge", "delivery", "firearm"]
"""What a report is of: all as of a moment or in a period, or one case, delivery or firearm."""
ASKS: Mapping[Of, Sequence[str]] = {
    "moment": ("as_of",), "period": ("from_on", "until_on"), "loss": ("loss",), "discharge": ("discharge",),
    "delivery": ("delivery",), "firearm": ("firearm",),
}  # fmt: skip
"""What must be known to make a report of something, besides for whom it is: days, or the record by its kind."""
ARGUMENTS: Mapping[str, str] = {"loss": "record", "discharge": "record", "firearm": "record", "delivery": "entry"}
"""The arguments of `make` that take what `ASKS` names otherwise."""


@dataclass(frozen=True)
class Report:
    """What a report is called, whether it is of a moment or a period, and what gathers its content."""

    label: str
    of: Of
    content: Callable[[Session, Asked], Content]
    more: Sequence[str] = ()
    """What it is told besides; `addressee` where it cannot be for nobody."""

    @property
    def asks(self) -> Sequence[str]:
        """What to ask whoever wants it: names of days, kinds of records, other arguments of `make`."""
        return (*ASKS[self.of], *self.more)


REPORTS: Mapping[str, Report] = {
    "inventory": Report(N_("Inventory return"), "moment", returns.content),
    "movements": Report(N_("Movements book"), "period", movements_book.content),
    "loss": Report(N_("Loss or theft notice"), "loss", loss_notice.content),
    "discharge": Report(N_("Discharge report"), "discharge", discharge_report.content),
    "transfer": Report(N_("Transfer guide"), "delivery", transfer_guide.content),
    "trace": Report(N_("Trace dossier"), "firearm", trace_dossier.content),
    "handovers": Report(N_("Issue-and-return book"), "period", handovers.content),
    "ammunition": Report(N_("Ammunition account"), "period", ammunition.content),
    "ammunition-month": Report(N_("Ammunition by month"), "period", ammunition.months),
    "people": Report(N_("People with arms"), "moment", armed_people.content),
    "expiry": Report(N_("Papers that run out"), "moment", expiry_list.content, ("within",)),
    "changes": Report(N_("Change notice"), "moment", changes_notice.content, ("addressee",)),
}
"""The reports by name."""


def make(
    session: Session, *, name: str, suffix: str, by: Actor, as_of: str = "", known_at: str = "", from_on: str = "",
    until_on: str = "", paper: str = "a4", addressee: str = "", language: str = "", has_entries: bool = True,
    record: int = 0, entry: int = -1, within: int | None = None,
    from_first: bool = False, progress: Progress | None = None,
) -> bytes:  # fmt: skip
    """The file of report `name` as `.pdf`, `.xlsx` or `.json`, in the language in force unless one is named.

    With an `addressee` (the code of an authority) it is a return: it carries the proof that the ledger extends what
    that authority got last, and, unless `has_entries` is false, the entries since then. `within` is how many days a
    paper looks ahead that tells of what runs out. `progress` is told between the pages how much of how much is
    written; whatever it raises ends the work. Raises `Refused` for an unknown name, suffix, paper, day or addressee.
    """
    from registry_app.reports import package

    if name not in REPORTS:
        raise Refused(refuse("report_unknown", value=name))
    if suffix not in package.SUFFIXES:
        raise Refused(refuse("report_suffix", value=suffix, choices=tuple(package.SUFFIXES)))
    if paper not in package.PAPERS:
        raise Refused(refuse("report_paper", value=paper, choices=tuple(package.PAPERS)))
    asked = Asked(by, as_of, known_at, from_on, until_on, addressee, record, entry, has_entries, from_first, within)
    content, entries = gather(session, name, asked)
    spoken = language or i18n.language()
    return package.write(name, content, suffix, paper=paper, language=spoken, entries=entries, progress=progress)


def gather(session: Session, name: str, asked: Asked) -> tuple[Content, bytes]:
    """The content of a report, and the entries that it carries; no entries where it goes to nobody.

    All of it is of one moment, though midnight may pass while it is gathered.
    """
    with clock.stopped(session):
        return _gathered(session, name, asked)


def _gathered(session: Session, name: str, asked: Asked) -> tuple[Content, bytes]:
    content = REPORTS[name].content(session, asked)
    if not asked.addressee:
        return content, b""
    taken = frame.of_a_moment(session, asked)
    proven = proofs.prove(
        session, taken.head, addressee=taken.addressee, has_entries=asked.has_entries, from_first=asked.from_first
    )
    return content | proven.told, proven.entries
