"""list: what is open, away, carried or past its date, for scripts and for a look from a terminal."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from registry_app.domain import choices
from registry_app.domain.calibres import shown
from registry_app.i18n import N_, _, date, minute, moment, number
from registry_app.services import (
    clock,
    custodians,
    deposits,
    discharges,
    filings,
    key_register,
    losses,
    packs,
    shadows,
    workshop,
)
from registry_app.verbs import access
from registry_app.verbs.telling import Verbs, add, document

Told = Callable[[Any, str], str]
"""A value as people read it; the company's zone stands beside it."""


@dataclass(frozen=True)
class Listing:
    """A list by its name: what it holds, the service that reads it, and its columns by heading."""

    about: str
    service: Callable[[Session], Sequence[Any]]
    columns: Mapping[str, tuple[str, Told]]


def _plain(value: Any, _zone: str) -> str:
    return number(value) if isinstance(value, int) else str(value or "")


def _id(value: int, _zone: str) -> str:
    return f"#{value}"


def _minute(value: str, _zone: str) -> str:
    return minute(value, "short")


def _day(value: str, _zone: str) -> str:
    return date(value, "short")


def _moment(value: int | None, zone: str) -> str:
    return moment(value, zone, "short") if value else ""


def _calibre(value: str, _zone: str) -> str:
    return shown(value)


def _yes(value: bool, _zone: str) -> str:
    return _("yes") if value else ""


def _of(labels: Mapping[str, str]) -> Told:
    return lambda code, _zone: _(labels.get(code, code))


_AWAY: Mapping[str, tuple[str, Told]] = {
    N_("Item"): ("name", _plain), N_("What it is"): ("about", _plain), N_("Quantity"): ("quantity", _plain),
    N_("Place"): ("place", _plain), N_("Since"): ("since", _moment), N_("Document"): ("document", _plain),
    N_("Due back at"): ("due_at", _moment),
}  # fmt: skip
LISTINGS = {
    "cases": Listing(N_("cases of loss and theft"), losses.cases, {
        N_("Number"): ("number", _id), N_("What happened"): ("kind", _of(choices.LOSS_KINDS)),
        N_("Discovered at"): ("discovered_at", _minute), N_("To be told by"): ("deadline", _moment),
        N_("Authority told at"): ("notified_at", _minute), N_("Late"): ("is_late", _yes),
        N_("How it ended"): ("outcome", _of(choices.LOSS_OUTCOMES)), N_("Closed on"): ("closed_on", _day),
    }),
    "discharges": Listing(N_("uses of firearms"), discharges.discharges, {
        N_("Number"): ("number", _id), N_("Serial number"): ("serial", _plain), N_("Person"): ("person", _plain),
        N_("Kind of use"): ("kind", _of(choices.DISCHARGE_KINDS)), N_("Happened at"): ("happened_at", _minute),
        N_("Rounds fired"): ("rounds", _plain), N_("Harm to people"): ("harm", _of(choices.HARMS)),
        N_("Signed"): ("signed", _yes), N_("Closed on"): ("closed_on", _day),
    }),
    "workshop": Listing(N_("what is in the workshop"), workshop.inside, _AWAY),
    "deposits": Listing(N_("what lies with the authority"), deposits.lying, _AWAY),
    "carried": Listing(N_("rounds with people"), packs.carried, {
        N_("Person"): ("person", _plain), N_("Lot number"): ("lot_number", _plain),
        N_("Calibre"): ("calibre", _calibre), N_("Rounds"): ("rounds", _plain),
        N_("Since"): ("since", _moment), N_("To be exchanged"): ("is_due", _yes),
    }),
    "expired": Listing(N_("lots past their date"), packs.expired, {
        N_("Lot number"): ("lot_number", _plain), N_("Calibre"): ("calibre", _calibre),
        N_("Best before"): ("best_before", _day), N_("Rounds"): ("rounds", _plain),
    }),
    "keys": Listing(N_("keys, and who has them"), key_register.keys, {
        N_("Article code"): ("code", _plain), N_("Opens"): ("opens_name", _plain),
        N_("Armoury"): ("armoury_name", _plain), N_("Place"): ("place_name", _plain),
        N_("Person"): ("person_name", _plain), N_("Pieces"): ("pieces", _plain), N_("Since"): ("since", _moment),
        N_("Due back at"): ("due_at", _moment),
    }),
    "custodians": Listing(N_("who answers for which armoury"), custodians.custodians, {
        N_("Armoury"): ("armoury_name", _plain), N_("Custodian"): ("person_name", _plain),
        N_("Since"): ("since", _moment),
    }),
    "filings": Listing(N_("returns that were filed"), filings.filed, {
        N_("Number"): ("id", _id), N_("Authority"): ("authority", _plain), N_("Return"): ("number", _plain),
        N_("Report"): ("report", _of(choices.REPORT_NAMES)), N_("Up to day"): ("until_on", _day),
        N_("Filed on"): ("filed_on", _day), N_("Receipt number"): ("receipt_number", _plain),
        N_("Receipt dated"): ("receipted_on", _day),
    }),
}  # fmt: skip


def add_to(verbs: Verbs) -> None:
    """Add the verb of this topic."""
    about = "; ".join(f"{name}: {_(listing.about)}" for name, listing in LISTINGS.items())
    made = add(verbs, "list", list_, _("list what is open, away, carried or past its date"), as_json=True)
    made.add_argument("name", choices=list(LISTINGS), metavar="NAME", help=about)
    access.add_register(made)
    access.add_cut(made)


def list_(given: argparse.Namespace) -> int:
    """Print one list."""
    listing = LISTINGS[given.name]
    cut = {"as_of": given.as_of, "known_at": given.known_at}
    with access.opened(given) as register, shadows.at(register, **cut) as then:
        rows = then.read(listing.service)
        zone = then.read(clock.zone)
    if given.json:
        document([asdict(row) for row in rows])
    else:
        _print(listing, rows, zone)
    return 0


def _print(listing: Listing, rows: Sequence[Any], zone: str) -> None:
    """The rows under their headings, each column as wide as its widest cell."""
    table = [[_(heading) for heading in listing.columns]]
    table += [[told(getattr(row, name), zone) for name, told in listing.columns.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        print("  ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)).rstrip())
