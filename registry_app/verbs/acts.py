"""issue and takeback, the two daily acts, and act with a sub-command for each of the others."""

import argparse
import re
import sys
from collections.abc import Sequence

from sqlalchemy.orm import Session

from registry_app.domain.overrides import OVERRIDABLE
from registry_app.i18n import _
from registry_app.services import custody, handover_texts, lists, whereabouts
from registry_app.verbs import access, acts_frame, acts_papers, acts_rows
from registry_app.verbs.telling import Verbs, add

USED_FOR = ("training", "incident", "misfire", "test", "other")
_ROUNDS = re.compile(r"(?P<lot>.+)=(?P<rounds>\d+)")


def add_to(verbs: Verbs) -> None:
    """Add the verbs of this topic."""
    made = add(verbs, "issue", issue, _("hand firearms and rounds to a person"), as_json=True)
    made.add_argument("serials", nargs="+", metavar="SERIAL")
    made.add_argument("--to", required=True, metavar="PERSON", help=_("code of the person"))
    made.add_argument("--place", metavar="POST", help=_("code of the post"))
    _add_rounds(made, "--rounds", _("rounds of a lot that go along"))
    codes = ", ".join(OVERRIDABLE)
    about = _("what the witness, a superior, lets through; the note says why: {codes}").format(codes=codes)
    made.add_argument("--override", action="append", default=[], choices=OVERRIDABLE, metavar="CODE", help=about)
    made.add_argument("--note", metavar="TEXT", default="", help=_("a note that stays with the entry"))
    access.add_register(made)
    access.add_witness(made)

    made = add(verbs, "takeback", take_back, _("take firearms and rounds back into store"), as_json=True)
    made.add_argument("serials", nargs="+", metavar="SERIAL")
    _add_rounds(made, "--rounds", _("rounds of a lot that come back"))
    _add_rounds(made, "--expended", _("rounds of a lot that were used"))
    codes = ", ".join(USED_FOR)
    made.add_argument("--reason", metavar="CODE", default="", help=_("why they were used: {codes}").format(codes=codes))
    access.add_register(made)

    about = _("every other act: make one entry")
    acts = verbs.add_parser("act", help=about, description=about).add_subparsers(
        dest="act", required=True, metavar=_("ACT")
    )
    for row in (*acts_rows.ROWS, *acts_papers.PAPER_ROWS):
        acts_frame.add_row(acts, row)


def _add_rounds(verb: argparse.ArgumentParser, name: str, about: str) -> None:
    verb.add_argument(name, action="append", default=[], type=_rounds, metavar="LOT=N", help=about)


def _rounds(text: str) -> tuple[str, int]:
    match = _ROUNDS.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(_("write it as LOT=N, such as AB12=24"))
    return match["lot"], int(match["rounds"])


def issue(given: argparse.Namespace) -> int:
    """Hand out by serial, person's code and lot number."""
    with access.opened(given) as register:
        firearms = register.read(_firearms, given.serials)
        to = register.read(lists.one, "person", given.to)
        post = register.read(lists.one, "place", given.place) if given.place else 0
        rounds = register.read(_lots, given.rounds)
        posted = register.write(
            custody.issue, firearms=firearms, to=to, post=post, rounds=rounds, overrides=given.override,
            note=given.note, witness=access.witness(given, register),
        )  # fmt: skip
        return acts_frame.tell(register, posted, given)


def take_back(given: argparse.Namespace) -> int:
    """Take back by serial and lot number; what stays with the person is told."""
    with access.opened(given) as register:
        firearms = register.read(_firearms, given.serials)
        person = register.read(whereabouts.handed_out, firearms[0]).person
        rounds, expended = register.read(_lots, given.rounds), register.read(_lots, given.expended)
        posted = register.write(
            custody.take_back, firearms=firearms, rounds=rounds, expended=expended, reason=given.reason
        )
        left = [] if given.json else register.read(handover_texts.still_with, person)
        print(*left, sep="\n", end="\n" if left else "", file=sys.stderr)
        return acts_frame.tell(register, posted, given)


def _firearms(session: Session, serials: Sequence[str]) -> list[int]:
    return [lists.one(session, "firearm", serial) for serial in serials]


def _lots(session: Session, rounds: Sequence[tuple[str, int]]) -> dict[int, int]:
    return {lists.one(session, "lot", lot): quantity for lot, quantity in rounds}
