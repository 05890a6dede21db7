"""due and indicators: what is due, for people, scripts and calendars, and how well arms are kept."""

import argparse
from pathlib import Path
from typing import Any

from registry_app.domain import wording_due, wording_indicator
from registry_app.domain.due import SEVERITIES, Due
from registry_app.domain.indicator import Figure
from registry_app.i18n import _, date, number
from registry_app.persistence import atomic
from registry_app.services import clock, shadows
from registry_app.services.due import Board
from registry_app.verbs import access
from registry_app.verbs.telling import Verbs, add, as_json, document, lines, note_findings

MOST = 200
MARKS = {"overdue": "✗", "soon": "!", "later": "·"}


def add_to(verbs: Verbs) -> None:
    """Add the verb of this topic."""
    made = add(verbs, "due", due, _("list what is due; status 1 when anything is overdue"), as_json=True)
    made.add_argument(
        "--within", type=_whole, metavar="DAYS", help=_("what is due in so many days, and what is overdue")
    )
    made.add_argument(
        "--most", type=_whole, default=MOST, metavar="N", help=_("name no more than so many; all are counted")
    )
    made.add_argument("--ics", type=Path, metavar="FILE", help=_("write it as a calendar (iCalendar) instead"))
    access.add_register(made)
    access.add_cut(made)

    made = add(verbs, "indicators", indicators, _("tell how well arms are kept, in figures"), as_json=True)
    access.add_register(made)
    access.add_cut(made)


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(_("write a whole number, 0 or more"))
    return int(text)


def due(given: argparse.Namespace) -> int:
    """Tell what is due, or write it as a calendar; 1 when anything is overdue, else 0."""
    from registry_app.services import calendars
    from registry_app.services import due as boards

    asked: dict[str, Any] = {"within": given.within, "limit": given.most}
    cut = {"as_of": given.as_of, "known_at": given.known_at}
    with access.opened(given) as register, shadows.at(register, **cut) as then:
        board = then.read(boards.board, **asked)
        if given.ics:
            atomic.write(given.ics, then.read(calendars.ics, **asked))
        zone = then.read(clock.zone)
    _tell(board, zone, given)
    return 1 if board.total.overdue else 0


def _tell(board: Board, zone: str, given: argparse.Namespace) -> None:
    if given.json:
        document(_document(board, zone))
        return
    note_findings(board.problems)
    if given.ics:
        print(given.ics)
        return
    for each in board.items:
        about = wording_due.title(each), wording_due.who(each), wording_due.settled_by(each)
        print(f"{MARKS[each.severity]} {wording_due.when(each, zone)}: " + "  ".join(about))
    counts = (f"{_(label)} {number(getattr(board.total, name))}" for name, label in SEVERITIES.items())
    print(" · ".join(counts))


def _document(board: Board, zone: str) -> dict[str, object]:
    return {
        "day": board.day,
        "counts": {code: counts._asdict() for code, counts in board.counts.items()},
        "items": [_item(each, zone) for each in board.items],
        "problems": [as_json(finding) for finding in board.problems],
    }


def _item(each: Due, zone: str) -> dict[str, object]:
    stored = {"code": each.code, "severity": each.severity, "kind": each.kind, "record": each.record, "name": each.name}
    stored |= {"key": each.key, "due_on": each.due_on, "due_at": each.due_at, "owner": each.owner_code}
    stored |= {"role": each.role, "act": each.act, "facts": dict(each.facts)}
    words = {"title": wording_due.title(each), "when": wording_due.when(each, zone)}
    return stored | words | {"source": each.source, "is_verified": each.is_verified}


def indicators(given: argparse.Namespace) -> int:
    """Tell every indicator that can be told, each with what it is made of."""
    from registry_app.services import indicators as figures

    with access.opened(given) as register:
        found = register.read(figures.told, as_of=given.as_of, known_at=given.known_at)
    if given.json:
        document({"day": found.day, "indicators": [figure.plain() for figure in found.figures]})
        return 0
    print(_("Indicators on {day}").format(day=date(found.day)))
    lines({wording_indicator.label(figure.code): _shown(figure) for figure in found.figures})
    return 0


def _shown(figure: Figure) -> str:
    return f"{wording_indicator.value(figure):>10}  {wording_indicator.behind(figure)}".rstrip()
