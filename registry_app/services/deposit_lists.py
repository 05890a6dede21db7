"""The list for the deposit: what a company that closes still has, place by place, with the countdown.

Firearms are those of the inventory return of the same moment, so that the two papers can never differ. The format of
the content is told in `docs/formats/closure-pack-v1.md`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app import i18n
from registry_app.domain.actor import Actor
from registry_app.domain.calibres import CALIBRE_NAMES
from registry_app.domain.choices import STATES
from registry_app.domain.entry import canonical
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import KIND_LABELS, Field
from registry_app.domain.records import Company, Place
from registry_app.i18n import N_, _
from registry_app.persistence import sheet_files
from registry_app.services import closures, returns
from registry_app.services.away import Away
from registry_app.services.books import coded, worded
from registry_app.services.closures import Closure, Remaining
from registry_app.services.return_lists import filled, local

FORMAT = "armarium-deposit-list/1"
SUFFIXES = (".pdf", ".xlsx", ".csv", ".json")
Content = dict[str, Any]

COLUMNS = (
    Field("kind", N_("Kind"), "choice", choices=KIND_LABELS), Field("name", N_("Serial, lot or code")),
    Field("maker", N_("Maker")), Field("model", N_("Model")),
    Field("calibre", N_("Calibre"), "calibre", choices=CALIBRE_NAMES), Field("permit_number", N_("Permit number")),
    Field("permit_expires_on", N_("Permit valid until"), "date"), Field("place", N_("Place code")),
    Field("place_name", N_("Place name")), Field("person", N_("Person code")), Field("person_name", N_("Full name")),
    Field("state", N_("State"), "choice", choices=STATES), Field("quantity", N_("Quantity"), "integer"),
)  # fmt: skip
"""The columns of the list as a spreadsheet."""


def make(
    session: Session, *, suffix: str, by: Actor, addressee: str = "", paper: str = "a4", language: str = ""
) -> bytes:
    """The list as a file of one of `SUFFIXES`, in the language in force unless one is named.

    Raises `Refused` for another suffix or paper, and what `returns.inventory` raises.
    """
    if suffix not in SUFFIXES:
        raise Refused(refuse("report_suffix", value=suffix, choices=SUFFIXES))
    inventory = returns.inventory(session, addressee=addressee or usual_addressee(session), by=by)
    return write(content(closures.state(session), inventory), suffix, paper=paper, language=language)


def usual_addressee(session: Session) -> str:
    """The code of the authority that keeps the register of arms, `""` where the company has not named it."""
    query = select(Place.code).join(Company, Company.arms_registry_id == Place.id)
    return session.execute(query).scalar() or ""


def write(told: Content, suffix: str, *, paper: str = "a4", language: str = "", made_at: int = 0) -> bytes:
    """The file of a content; with `made_at` (UTC ms) a workbook is the same each time. Raises `Refused`."""
    from registry_app.reports import package

    if suffix == ".json":
        return canonical(told)
    if suffix == ".csv":
        return sheet_files.csv_text([each.name for each in COLUMNS], (coded(COLUMNS, row) for row in rows(told)))
    with i18n.speaking(language or i18n.language()):
        if suffix == ".xlsx":
            shown = [worded(COLUMNS, row) for row in rows(told)]
            return sheet_files.xlsx(_("Deposit list"), [_(each.label) for each in COLUMNS], shown, made_at)
    if paper not in package.PAPERS:
        raise Refused(refuse("report_paper", value=paper, choices=tuple(package.PAPERS)))
    return package.write("deposit", told, suffix, paper=paper, language=language or i18n.language())


def rows(told: Content) -> Iterator[Mapping[str, Any]]:
    """The firearms, rounds and articles of a content, in this order, each by the names of `COLUMNS`."""
    for firearm in told["firearms"]:
        yield {**firearm, "kind": "firearm", "name": firearm["serial"], "quantity": 1}
    for lot in told["rounds"]:
        yield {**lot, "kind": "lot", "name": lot["lot_number"]}
    for article in told["articles"]:
        yield {**article, "kind": "article", "name": article["code"], "model": article["name"]}


def content(state: Closure, inventory: Mapping[str, Any]) -> Content:
    """What the list says, as plain values that `domain.entry.canonical` takes; `inventory` is the return of now."""
    head, zone = inventory["head"], inventory["as_of"]["zone"]
    told = {
        "format": FORMAT,
        "number": f"DL-{state.today.replace('-', '')}-{head['size']}-{head['root'][:8].upper()}",
        **{name: inventory[name] for name in ("as_of", "made", "company", "policy", "head")},
        "closing": _closing(state),
        "firearms": inventory["firearms"],
        "rounds": [_lot(each) for each in _of(state.inside, "lot")],
        "articles": [_article(each) for each in _of(state.inside, "article")],
        "lying": [_lying(each, zone) for each in state.lying],
        "open_cases": len(state.cases),
        "open_discharges": len(state.discharges),
    }
    return told | ({"addressee": inventory["addressee"]} if "addressee" in inventory else {})


def _closing(state: Closure) -> dict[str, Any]:
    found = {
        "closing_on": state.closing_on, "until_on": state.until_on, "source": state.source,
        "working_days": state.days, "is_verified": int(state.is_verified),
    }  # fmt: skip
    left = {"days_left": state.days_left, "working_days_left": state.working_days_left} if state.until_on else {}
    return filled(found) | left


def _of(inside: Sequence[Remaining], kind: str) -> Iterable[Remaining]:
    return (each for each in inside if each.kind == kind)


def _lot(each: Remaining) -> dict[str, Any]:
    return filled({"lot_number": each.name, "maker": each.maker, "calibre": each.calibre}) | _where(each)


def _article(each: Remaining) -> dict[str, Any]:
    return filled({"code": each.name, "name": each.model, "maker": each.maker}) | _where(each)


def _where(each: Remaining) -> dict[str, Any]:
    found = {
        "place": each.place_code, "place_name": each.place_name, "zone": each.zone, "state": each.state,
        "person": each.person_code, "person_name": each.person_name, "quantity": each.quantity,
    }  # fmt: skip
    return filled(found)


def _lying(each: Away, zone: str) -> dict[str, Any]:
    found = {
        "kind": each.kind, "name": each.name, "about": each.about, "quantity": each.quantity, "place_name": each.place,
        "since": local(each.since, zone), "entry": each.seq, "act": each.act, "reason": each.reason,
        "document": each.document,
    }  # fmt: skip
    return filled(found)
