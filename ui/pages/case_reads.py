"""What the page of cases reads: rows with their clocks, a case whole, and what may be meant that is gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from registry_app.domain.acts import role_for
from registry_app.domain.calibres import shown
from registry_app.domain.choices import STATES, USABLE_STATES
from registry_app.domain.errors import Refused
from registry_app.domain.scan import read
from registry_app.i18n import N_, _, number
from registry_app.services import (
    case_clocks,
    clock,
    company,
    discharges,
    listing,
    lists,
    losses,
    lying,
    references,
    scans,
    users,
)
from registry_app.services.case_clocks import CaseClock
from registry_app.services.discharges import Used
from registry_app.services.listing_cases import CASES, UNTOLD
from registry_app.services.lying import Lying
from ui.pages.case_words import KEYS
from ui.pages.whole import Whole, whole_of
from ui.parts.columns import Row
from ui.parts.picker import Choice

if TYPE_CHECKING:
    from registry_app.domain.actor import Actor

MINUTE, NEAR = 60_000, 6
ITEMS = ("firearm", "lot", "article")
HOLDERS = {"person": N_("Person"), "place": N_("Place")}
"""What has items of which one may be meant."""


@dataclass(frozen=True)
class Hit(Choice):
    """What a text or scan may mean: an item at one position, or a person or place that has items."""

    kind: str = ""
    lying: Lying | None = None


@dataclass(frozen=True)
class Missing:
    """An item of a case of which some is still missing."""

    item: int
    title: str
    detail: str
    left: int


@dataclass(frozen=True, kw_only=True)
class CaseWhole(Whole):
    """All about one case: besides, its clock, what is still missing, and who could witness."""

    record: int
    clock: CaseClock
    missing: tuple[Missing, ...]
    lost: int
    accounts: tuple[users.Account, ...]
    authority: Choice | None
    """The one that the company reports to."""

    def at(self, now: int) -> "CaseWhole":
        """The same at another moment (UTC ms)."""
        return replace(self, clock=replace(self.clock, now=now))


@dataclass(frozen=True)
class Start:
    """What a new case is begun with: the company's minute and zone, and who could witness."""

    minute: str
    zone: str
    accounts: tuple[users.Account, ...]


@dataclass(frozen=True)
class Rounds:
    """Rounds of a lot that may have been fired: with the person, or in store where the person has none."""

    lot: int
    number: str
    calibre: str
    quantity: int
    is_held: bool


def rows(session: Any, ids: Sequence[int]) -> list[Row]:
    """The rows of some cases; where somebody is still to be told, the notice is the minutes that are left."""
    now, at = session.info["clock"](), KEYS.index("notice") + 1
    found = listing.rows(session, CASES, ids, keys=[*KEYS, "deadline"])
    return [_timed(row[:-1], at, clock.moment(session, row[-1]), now) for row in found]


def _timed(row: Row, at: int, deadline: int, now: int) -> Row:
    if row[at] != UNTOLD or not deadline:
        return row
    return (*row[:at], (deadline - now) // MINUTE, *row[at + 1 :])


def whole_case(session: Any, kind: str, record: int) -> CaseWhole:
    """All of one moment."""
    whole = whole_of(session, kind, record)
    lost = losses.missing(session, case=record) if kind == "loss" else []
    known_at = str(whole.values.get("discovered_at") or whole.values.get("happened_at") or "")
    told = case_clocks.clock_of(session, kind=kind, known_at=known_at, seq=_made_by(whole))
    return CaseWhole(
        whole.values, whole.called, whole.events, whole.papers, whole.zone, record=record, clock=told,
        missing=tuple(_missing(session, lost)), lost=len(lost), accounts=tuple(users.accounts(session)),
        authority=_authority(session),
    )  # fmt: skip


def _authority(session: Any) -> Choice | None:
    told = int(company.of(session).get("arms_registry_id") or 0)
    called = references.named(session, [told])
    return Choice(told, *called[told]) if told in called else None


def _made_by(whole: Whole) -> int:
    """The entry that opened the case."""
    return next((event.seq for event in reversed(whole.events) if event.changes), case_clocks.AFTER_ALL)


def _missing(session: Any, lost: Iterable[losses.Missing]) -> Iterable[Missing]:
    left = {each.item: each.lost - each.found for each in lost if each.lost > each.found}
    called = references.named(session, list(left))
    for item, many in left.items():
        yield Missing(item, *called.get(item, (f"#{item}", "")), many)


def start(session: Any) -> Start:
    """What a new case is begun with."""
    return Start(clock.minute(session), clock.zone(session), tuple(users.accounts(session)))


def now(session: Any) -> int:
    """The moment that the register's clock shows, in UTC ms."""
    return int(session.info["clock"]())


def look(session: Any, text: str) -> list[Choice]:
    """What `text` may mean; what it means exactly hides all that is only near."""
    hits = list(_meant(session, text)) or [
        hit
        for kind in (*ITEMS, *HOLDERS)
        for hit in _hits(session, kind, lists.find(session, kind=kind, text=text, limit=NEAR))
    ]
    return list({(hit.kind, hit.id, hit.lying): hit for hit in hits}.values())


def _meant(session: Any, text: str) -> Iterable[Hit]:
    """What a scanner that reads `text` would mean; nothing for a code that is not whole."""
    try:
        found = scans.resolve(session, read(text))
    except Refused:
        return
    for hit in found:
        yield from meant_by(session, hit.kind, hit.record)


def meant_by(session: Any, kind: str, record: int) -> list[Hit]:
    """What a record means here: an item at each position where it is, or a person or place."""
    if kind in ITEMS:
        return [_hit(each) for each in lying.of_items(session, [record])]
    called = references.named(session, [record])
    return [Hit(record, *called[record], kind)] if kind in HOLDERS and record in called else []


def _hits(session: Any, kind: str, found: Sequence[tuple[int, str, str]]) -> Iterable[Hit]:
    if kind in HOLDERS:
        return [Hit(record, name, f"{hint} · {_(HOLDERS[kind])}", kind) for record, name, hint in found]
    return [_hit(each) for each in lying.of_items(session, [record for record, *_words in found])]


def _hit(each: Lying) -> Hit:
    many = "" if each.is_piece else f"{number(each.quantity)} · "
    return Hit(each.item, each.title, f"{many}{detail_of(each)} · {where_of(each)}", "item", each)


def detail_of(each: Lying) -> str:
    """Maker and model, calibre, or what an article is."""
    return shown(each.detail) if each.kind == "lot" else each.detail


def where_of(each: Lying) -> str:
    """With whom it is, or where; in which state, where it is not just ready."""
    state = each.position.state
    held = "" if state in USABLE_STATES else _(STATES.get(state, state))
    return " · ".join(word for word in (each.person or each.place, held) if word)


def lying_with(session: Any, kind: str, record: int) -> list[Lying]:
    """What a person has, or what lies in a place."""
    return lying.with_person(session, record) if kind == "person" else lying.in_place(session, record)


def authorities(session: Any, text: str) -> list[Choice]:
    """Places of kind authority."""
    return [Choice(*each) for each in references.find(session, refers_to="place", text=text, among=("authority",))]


def shot_with(session: Any, person: int, firearm: int) -> tuple[list[Rounds], list[Used]]:
    """The rounds that may have been fired, by lot, and the entries by which rounds came in as used."""
    calibre = _calibre(session, firearm)
    held = [each for each in lying.with_person(session, person) if each.kind == "lot" and each.detail == calibre]
    lots = {each.item: each for each in held}
    found = [
        Rounds(lot, one.title, one.detail, sum(each.quantity for each in held if each.item == lot), is_held=True)
        for lot, one in lots.items()
    ]
    stored = [] if found else [Rounds(*each, is_held=False) for each in lists.ready_lots(session, [calibre])]
    return found or stored, discharges.used_before(session, person=person, firearm=firearm)


def _calibre(session: Any, firearm: int) -> str:
    from registry_app.services import history

    return str(history.detail(session, kind="firearm", record=firearm).get("calibre") or "")


def held_firearm(session: Any, person: int) -> Choice | None:
    """The one firearm that a person has; nothing where there are several or none."""
    held = [each for each in lying.with_person(session, person) if each.kind == "firearm"]
    return Choice(held[0].item, held[0].title, held[0].detail) if len(held) == 1 else None


def holder_of(session: Any, firearm: int) -> Choice | None:
    """The person who has a firearm."""
    found = [each for each in lying.of_items(session, [firearm]) if each.position.person]
    return Choice(found[0].position.person, found[0].person) if found else None


def witnesses(accounts: Iterable[users.Account], actor: "Actor | None", *, needs_director: bool) -> list[users.Account]:
    """Who may vouch: not the person who works here; of a discharge a director, unless one enters it."""
    own, role = (actor.person_id, role_for("discharge", actor.roles)) if actor else (0, "")
    is_one_needed = needs_director and role != "director"
    return [
        each for each in accounts
        if each.may_witness and each.person_id != own and (not is_one_needed or "director" in each.roles.split())
    ]  # fmt: skip
