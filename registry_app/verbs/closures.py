"""closure: how far the end of a company has come, the list for the deposit, and the pack of all books."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry_app.domain.choices import REASONS
from registry_app.domain.citations import cited
from registry_app.domain.errors import Refused, refuse
from registry_app.i18n import N_, _, date, n_, number
from registry_app.persistence import atomic
from registry_app.services.register import Register
from registry_app.verbs import access
from registry_app.verbs.telling import Progress, Verbs, add, document, lines, note_findings

if TYPE_CHECKING:
    from registry_app.services.closures import Closure

ITEMS = {"firearm": N_("Firearms in the company"), "lot": N_("Rounds in the company"),
         "article": N_("Articles in the company")}  # fmt: skip
ZONES = {
    "store": N_("in store"), "person": N_("with persons"), "transit": N_("in transit"),
    "workshop": N_("in the workshop"), "field": N_("at posts"), "held": N_("of these held"),
}  # fmt: skip
LYING = {"firearm": N_("Firearms with the authority"), "lot": N_("Rounds with the authority")}


def add_to(verbs: Verbs) -> None:
    """Add the verb of this topic."""
    made = add(
        verbs, "closure", closure, _("close the company: countdown, deposit list, pack of all books"), as_json=True
    )
    access.add_register(made)
    made.add_argument(
        "-o", "--output", type=Path, metavar="PACK",
        help=_("a new folder or .zip: the pack of all books; a .pdf, .xlsx, .csv or .json file: the deposit list"),
    )  # fmt: skip
    made.add_argument("--begin", metavar="D", help=_("the company ceased work on this day (YYYY-MM-DD)"))
    made.add_argument("--reason", metavar="CODE", default="closure", help=_("why: closure, suspension, ..."))
    made.add_argument("--paper", choices=("a4", "letter"), default="a4")
    made.add_argument("--addressee", default="", metavar="CODE", help=_("the authority, else the arms registry"))


def closure(given: argparse.Namespace) -> int:
    """Begin the closing where that is asked for; then write what is asked for, or tell how far it has come."""
    from registry_app.services import closures

    _check(given)
    with access.opened(given) as register:
        if given.begin is not None:
            note_findings(register.write(closures.begin, on=given.begin, reason=given.reason).findings)
        if given.output is not None:
            return _write(register, given)
        state = register.read(closures.state)
    if given.json:
        document(_json(state))
    else:
        lines(_told(state))
    return 1 if state.is_late else 0


def _check(given: argparse.Namespace) -> None:
    """`Refused` for what would be found out only after something was entered."""
    if given.reason not in REASONS:
        raise Refused(refuse("reason_unknown", reason=given.reason))
    if given.output is not None and not _is_list(given.output):
        atomic.check_is_free(given.output)


def _is_list(output: Path) -> bool:
    from registry_app.services import deposit_lists

    return output.suffix.lower() in deposit_lists.SUFFIXES


def _write(register: Register, given: argparse.Namespace) -> int:
    """Write the list, or the pack; whole or not at all."""
    from registry_app.services import closure_packs, deposit_lists

    wanted: dict[str, Any] = {"by": register.actor, "paper": given.paper, "addressee": given.addressee}
    if _is_list(given.output):
        atomic.write(given.output, register.read(deposit_lists.make, suffix=given.output.suffix.lower(), **wanted))
        told: dict[str, object] = {"path": str(given.output)}
    else:
        progress = Progress(_("Writing the books"))
        made = register.read(closure_packs.pack, given.output, progress=progress, **wanted)
        told = {"path": str(made.path), "files": made.files, "size": made.size, "head": asdict(made.head)}
    if given.json:
        document(told)
    else:
        print(given.output)
    return 0


def _json(state: "Closure") -> dict[str, object]:
    told = {name: getattr(state, name) for name in _PLAIN}
    return told | {
        "left": {kind: {"total": state.count(kind), **state.where(kind)} for kind in ITEMS},
        "handed_in": {kind: state.handed_in(kind) for kind in ITEMS},
        "inside": [asdict(each) for each in state.inside], "lying": [asdict(each) for each in state.lying],
        "cases": [vars(each) for each in state.cases], "discharges": [vars(each) for each in state.discharges],
    }  # fmt: skip


_PLAIN = (
    "today", "closing_on", "days", "until_on", "days_left", "working_days_left", "source", "is_verified", "is_late",
    "is_empty",
)  # fmt: skip


def _told(state: "Closure") -> Mapping[str, str]:
    told = _term(state)
    for kind, label in ITEMS.items():
        told[_(label)] = _counted(state.count(kind), state.where(kind))
    for kind, label in LYING.items():
        deeds = sorted({each.document for each in state.lying if each.kind == kind and each.document})
        told[_(label)] = ", ".join([number(state.handed_in(kind)), *deeds])
    told[_("Open cases of loss or theft")] = number(len(state.cases))
    told[_("Open discharges")] = number(len(state.discharges))
    return told


def _term(state: "Closure") -> dict[str, str]:
    """The days and the countdown."""
    source = cited(state.source) or _("the company's own policy")
    if not state.is_verified:
        source = _("{source} (unverified)").format(source=source)
    days = n_("{n} working day", "{n} working days", state.days).format(n=number(state.days))
    told = {
        _("Ceased work on"): date(state.closing_on) or _("not yet: the company works"),
        _("Term for the deposit"): f"{days}; {source}" if state.days else _("the policy sets none"),
    }
    if state.until_on:
        told[_("To be deposited by")] = f"{date(state.until_on)}: {_left(state)}"
    return told


def _left(state: "Closure") -> str:
    if state.days_left < 0:
        return n_("{n} day over", "{n} days over", -state.days_left).format(n=number(-state.days_left))
    working = state.working_days_left
    left = n_("{n} day left", "{n} days left", state.days_left).format(n=number(state.days_left))
    return left + n_(", of these {n} working day", ", of these {n} working days", working).format(n=number(working))


def _counted(total: int, where: Mapping[str, int]) -> str:
    """How many, and where: `161 (in store 146, with persons 12, of these held 3)`."""
    parts = [f"{_(label)} {number(where[zone])}" for zone, label in ZONES.items() if zone in where]
    return f"{number(total)} ({', '.join(parts)})" if parts else number(total)
