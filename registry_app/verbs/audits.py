"""sample, count and remark: the draw that anybody can draw again, a sheet typed twice, what an inspector remarks."""

import argparse
from collections import Counter
from pathlib import Path

from registry_app.domain import wording_samples
from registry_app.i18n import N_, _, n_, number
from registry_app.services import draws
from registry_app.services.draws import Draw
from registry_app.verbs import access
from registry_app.verbs.acts_frame import tell
from registry_app.verbs.telling import Verbs, add, document, lines

_TITLES = (N_("No."), N_("Serial number"), N_("Maker"), N_("Model"), N_("Place"), N_("Stratum"))


def add_to(verbs: Verbs) -> None:
    """Add the verb of this topic."""
    made = add(
        verbs, "sample", sample, _("draw firearms to be looked at, the same for whoever draws again"), as_json=True
    )
    access.add_register(made)
    made.add_argument("--size", type=int, required=True, metavar="N", help=_("how many firearms are drawn"))
    made.add_argument(
        "--word", required=True, metavar="W", help=_("any word of the inspector, chosen after the head was seen")
    )
    made.add_argument("--place", default="", metavar="CODE", help=_("with all that belongs there; else the company"))
    made.add_argument("--head", default="", metavar="SIZE", help=_("as of so many entries; else as of now"))

    made = add(verbs, "count", count, _("enter a count sheet that was typed twice"), as_json=True)
    made.add_argument("first", type=Path, metavar="FIRST", help=_("the lines as one person typed them (.csv or .xlsx)"))
    made.add_argument("second", type=Path, metavar="SECOND", help=_("the same sheet as another person typed it"))
    access.add_register(made)
    access.add_witness(made)
    made.add_argument("--audit", required=True, metavar="CODE", help=_("the audit that the sheet is of"))
    made.add_argument("--sheet", type=int, required=True, metavar="N", help=_("the number on the sheet"))
    made.add_argument("--place", required=True, metavar="CODE", help=_("the place on the sheet"))
    made.add_argument("--turn", type=int, default=1, metavar="N", help=_("1 for the count, 2 and more for recounts"))
    made.add_argument("--at", default="", metavar="MINUTE", help=_("when it was counted, if not now"))

    made = add(verbs, "remark", remark, _("enter what an inspector remarks, signed by the inspector"), as_json=True)
    made.add_argument("text", nargs="?", default="", metavar="TEXT", help=_("the remark; no names of people"))
    made.add_argument("--no-findings", action="store_true", help=_("that there is nothing to remark"))
    access.add_register(made)
    made.add_argument("--audit", default="", metavar="CODE", help=_("the audit that it is about"))
    made.add_argument("--place", default="", metavar="CODE", help=_("the place that it is about"))


def remark(given: argparse.Namespace) -> int:
    """Enter the remark of whoever acts."""
    from registry_app.services import inspection, lists, naming

    with access.opened(given) as register:
        audit = register.read(naming.one, "audit", given.audit) if given.audit else 0
        place = register.read(lists.one, "place", given.place) if given.place else 0
        kind = "no_findings" if given.no_findings else "remark"
        return tell(register, inspection.remark(register, text=given.text, kind=kind, audit=audit, place=place), given)


def count(given: argparse.Namespace) -> int:
    """Enter the sheet as one entry, or say where the two typings differ."""
    from registry_app.services import clock, lists, naming, typed_sheets

    with access.opened(given) as register:
        audit = register.read(naming.one, "audit", given.audit)
        place = register.read(lists.one, "place", given.place)
        first, second = (register.read(typed_sheets.read, file) for file in (given.first, given.second))
        posted = register.write(
            typed_sheets.enter, audit=audit, sheet=given.sheet, place=place, first=first, second=second,
            turn=given.turn, occurred_at=register.read(clock.moment, given.at), witness=access.witness(given, register),
        )  # fmt: skip
        return tell(register, posted, given)


def sample(given: argparse.Namespace) -> int:
    """Draw, and tell head, population, list and what it proves."""
    from registry_app.services import cuts, lists

    with access.opened(given) as register:
        place = register.read(lists.one, "place", given.place) if given.place else 0
        head = register.read(cuts.head_of, given.head).size if given.head else 0
        draw = register.read(draws.draw, size=given.size, word=given.word, place=place, head=head)
    if given.json:
        document(_document(draw))
    else:
        _tell(draw)
    return 0


def _document(draw: Draw) -> dict[str, object]:
    """The draw as scripts read it, and what it proves in words too."""
    told = draws.as_json(draw)
    return told | {"statement": told["statement"] | {"text": wording_samples.proven(draw.statement)}}


def _tell(draw: Draw) -> None:
    entries = n_("{n} entry", "{n} entries", draw.head.size).format(n=number(draw.head.size))
    lines({
        _("Ledger"): draw.head.origin, _("Head"): f"{entries}, {draw.head.root}",
        _("Place"): f"{draw.place_code} {draw.place_name}", _("Word"): draw.word,
    })  # fmt: skip
    print()
    print(_("Firearms and how many of them are drawn, by stratum:"))
    taken = Counter(each.stratum for each in draw.drawn)
    lines({f"  {_(draws.STRATA[code])}": f"{number(n)}  {number(taken[code])}" for code, n in draw.strata.items()})
    print()
    _list(draw)
    for sentence in wording_samples.proven(draw.statement):
        print(sentence)


def _list(draw: Draw) -> None:
    """The firearms in the order of drawing, in columns."""
    rows = [tuple(map(_, _TITLES))]
    for at, each in enumerate(draw.drawn, 1):
        rows.append((str(at), each.serial, each.maker, each.model, each.place, _(draws.STRATA[each.stratum])))
    wide = [max(len(row[column]) for row in rows) for column in range(len(_TITLES))]
    for row in rows:
        print("  ".join(f"{text:<{width}}" for text, width in zip(row, wide, strict=True)).rstrip())
    print()
