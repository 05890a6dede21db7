"""Labels for firearms, lots, articles and places, and cards for people: nothing is written, nothing is remembered.

What is personal stands on cards alone, and there no more than the name and the photo.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app import BUILD, i18n
from registry_app.domain.calibres import shown
from registry_app.domain.choices import PLACE_KINDS, STORES
from registry_app.domain.codes import LETTERS
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import RECORDS, Company, Person, Place
from registry_app.domain.rows import BalanceRow
from registry_app.i18n import N_, _
from registry_app.services import clock, documents, lists, naming, scans
from registry_app.services.return_lists import local

KINDS = tuple(LETTERS)
PHOTO = "photo"
FINE = N_(
    "Bars this narrow want a printer and a scanner of 203 dots to an inch or finer; a Data Matrix is read from coarser "
    "ones."
)
FARTHEST = 20
"""A printer that is further off than so many mm is not set up for the paper."""
Content = dict[str, Any]
Shift = tuple[float, float]


def layouts(kind: str) -> dict[str, str]:
    """The layouts for a kind of record by name, each in words: cards for people, labels for all others."""
    from registry_app.reports import labels

    is_card = kind == "person"
    return {name: each.told() for name, each in labels.layouts().items() if each.is_card == is_card}


def symbols() -> dict[str, str]:
    """The codes that can be printed, with their msgids."""
    from registry_app.reports import labels

    return dict(labels.SYMBOLS)


def make(
    session: Session, *, kind: str, records: Sequence[int], layout: str = "", code: str = "", skip: int = 0,
    language: str = "", shift: Shift = (0.0, 0.0),
) -> bytes:  # fmt: skip
    """The labels of some records as PDF, in their order; `skip` places of the first sheet are left free.

    Without `layout` the first one for the kind is taken, without `code` the one that suits the layout; `shift` moves
    all of it so many mm to the right and down. Raises `Refused` for what cannot be printed so.
    """
    from registry_app.reports import labels

    layout, code = fit(kind, layout, code)
    sheets(layout, len(records), skip)
    if not records:
        raise Refused(refuse("label_none"))
    told = content(session, kind, records)
    portraits = _portraits(session, told, records) if kind == "person" else {}
    return labels.write(
        told, layout=layout, code=code, skip=skip, language=language or i18n.language(), portraits=portraits,
        shift=_checked(shift),
    )  # fmt: skip


def calibrate(
    session: Session, *, kind: str, layout: str = "", language: str = "", shift: Shift = (0.0, 0.0)
) -> bytes:  # fmt: skip
    """A sheet of outlines, rulers and a cross as PDF, to measure how the printer prints. Raises `Refused`."""
    from registry_app.reports import labels

    told, layout = content(session, kind, ()), fit(kind, layout)[0]
    return labels.calibrate(told, layout=layout, language=language or i18n.language(), shift=_checked(shift))


def fit(kind: str, layout: str = "", code: str = "") -> tuple[str, str]:
    """The layout and the code that are printed when these are asked for. Raises `Refused` for what there is not."""
    from registry_app.reports import labels

    if kind not in KINDS:
        raise Refused(refuse("label_kind", value=kind, choices=KINDS))
    if code and code not in symbols():
        raise Refused(refuse("label_symbol", value=code, choices=tuple(symbols())))
    choices = tuple(layouts(kind))
    if layout and layout not in choices:
        raise Refused(refuse("label_layout", value=layout, choices=choices))
    layout = layout or choices[0]
    return layout, code or labels.usual(layout)


def needs_fine(layout: str, code: str) -> bool:
    """Whether this code on this layout wants a printer and a scanner of more than 150 dots to an inch."""
    from registry_app.reports import labels

    return labels.coarsest(layout, code) > labels.COARSE


def sheets(layout: str, many: int, skip: int = 0) -> int:
    """How many sheets so many labels take when `skip` of the first one are gone.

    Raises `Refused` where the sheet has not so many.
    """
    per_sheet = places(layout)
    if not 0 <= skip < per_sheet:
        raise Refused(refuse("label_skip", field="skip", value=skip, many=per_sheet))
    return -(-(skip + many) // per_sheet)


def places(layout: str) -> int:
    """How many labels one sheet has."""
    from registry_app.reports import labels

    return labels.layouts()[layout].per_sheet


def outlines(layout: str, shift: Shift = (0.0, 0.0)) -> list[tuple[float, float, float, float]]:
    """Where the labels of a sheet are, in parts of its width and height: left, top, width, height."""
    from registry_app.reports import labels

    given = labels.layouts()[layout].shifted(shift)
    (wide, tall), (across, down) = given.sheet, given.label
    corners = [given.corner(at) for at in range(given.per_sheet)]
    return [(x / wide, y / tall, across / wide, down / tall) for x, y in corners]


def of_sheet(records: Sequence[int], layout: str, skip: int, sheet: int) -> tuple[Sequence[int], int]:
    """Those of the records whose labels are on one sheet, counted from 0, and how many of its places stay free."""
    per_sheet = places(layout)
    first = max(sheet * per_sheet - skip, 0)
    return records[first : (sheet + 1) * per_sheet - skip], skip if sheet == 0 else 0


def _checked(shift: Shift) -> Shift:
    if any(abs(each) > FARTHEST for each in shift):
        raise Refused(refuse("label_shift", most=FARTHEST))
    return shift


def content(session: Session, kind: str, records: Sequence[int]) -> Content:
    """What stands on the labels, as plain values; `Refused` for a number that is no record of the kind."""
    company = session.execute(select(Company.name)).scalar() or ""
    moment = local(session.info["clock"](), clock.zone(session))
    return {
        "company": company,
        "build": BUILD,
        "moment": moment,
        "labels": [_label(session, kind, record) for record in records],
    }


def _label(session: Session, kind: str, record: int) -> Content:
    found = session.get(RECORDS[kind], record)
    if found is None:
        raise Refused(refuse("nothing_of_that_name", value=f"#{record}"))
    title, *lines = _SAID[kind](found)
    return {"code": scans.code(session, kind, record), "title": title, "lines": [line for line in lines if line]}


def _firearm(each: Any) -> tuple[str, ...]:
    return each.serial, f"{each.maker} {each.model}", shown(each.calibre)


def _person(each: Any) -> tuple[str, ...]:
    return each.name or each.code, each.code if each.name else ""


def _lot(each: Any) -> tuple[str, ...]:
    return each.lot_number, each.maker, shown(each.calibre)


def _article(each: Any) -> tuple[str, ...]:
    return each.code, each.name, each.number or ""


def _place(each: Any) -> tuple[str, ...]:
    return each.code, each.name, _(PLACE_KINDS[each.kind])


_SAID = {"firearm": _firearm, "person": _person, "lot": _lot, "article": _article, "place": _place}


def _portraits(session: Session, told: Content, people: Sequence[int]) -> Mapping[str, bytes]:
    """The newest photo of each person that has one, by the code of the card."""
    found = {}
    for label, person in zip(told["labels"], people, strict=True):
        shots = [each for each in documents.of(session, subject=person) if each.kind == PHOTO and each.is_there]
        if shots and shots[0].media_type.startswith("image/"):
            found[label["code"]] = documents.content(session, document=shots[0].id)
    return found


def called(session: Session, *, kind: str, names: Sequence[str], place: str = "") -> list[int]:
    """The records that the names say, in their order, and after them all of the kind in the place with this code.

    A record comes once. Raises `Refused` for a name that is none or several.
    """
    if kind not in KINDS:
        raise Refused(refuse("label_kind", value=kind, choices=KINDS))
    found = [naming.one(session, kind, name) for name in names]
    if place:
        found += lying(session, kind=kind, place=naming.one(session, "place", place))
    return list(dict.fromkeys(found))


def lying(session: Session, *, kind: str, place: int) -> list[int]:
    """All records of a kind in a place and in what lies in it, by number: items and who has them, or stores."""
    tree = lists.inside(place)
    if kind == "place":
        query = select(Place.id).where(Place.id.in_(tree), Place.kind.in_(list(STORES)))
        return list(session.scalars(query.order_by(Place.code)))
    held = select(BalanceRow.person_id if kind == "person" else BalanceRow.item_id).where(
        BalanceRow.place_id.in_(tree), BalanceRow.quantity > 0
    )
    table = Person if kind == "person" else RECORDS[kind]
    return list(session.scalars(select(table.id).where(table.id.in_(held)).order_by(table.id)))
