"""What the handover reads: what a scan may mean, where a firearm is, which rounds can go with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry_app.domain.acts import SENIOR
from registry_app.domain.errors import Finding, Refused
from registry_app.domain.scan import read
from registry_app.i18n import N_, _
from registry_app.services import kits, lists, naming, references, scans, users, whereabouts
from registry_app.services.handover_texts import Handover, text_for
from ui.pages import firearm_rows
from ui.pages.positions import status_text
from ui.parts.columns import Row
from ui.parts.picker import Choice

ISSUE, TAKE_BACK, RELIEVE = "issue", "take_back", "relieve"
NEAR = 6
KINDS = {"firearm": N_("Firearm"), "person": N_("Person"), "lot": N_("Lot"), "article": N_("Article")}


@dataclass(frozen=True)
class Hit(Choice):
    """A record that a scan or typed text may mean, and its kind: firearm, person or lot."""

    kind: str = ""


@dataclass(frozen=True)
class Scanned:
    """A firearm with its row, who has it (0: nobody), and why it cannot be handed over, if so."""

    row: Row
    person: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Rounds:
    """A lot, or an article, that can be handed over: rounds or pieces in store, or with the person.

    `usual` is how many go along unless somebody says otherwise.
    """

    lot: int
    number: str
    calibre: str
    quantity: int
    usual: int = 0
    kind: str = "lot"


@dataclass(frozen=True)
class Kit:
    """What of a post's kit lies in store for the firearms in hand: rounds by lot, articles, and what is missing."""

    rounds: dict[int, int]
    articles: tuple[Rounds, ...]
    short: tuple[kits.Short, ...]


def look(session: Any, text: str) -> list[Choice]:
    """What `text` may mean; what it means exactly hides all that is only near."""
    if exact := [*_meant(session, text), *_named(session, "person", text, lists.by_code(session, "person", text))]:
        return list({(hit.kind, hit.id): hit for hit in exact}.values())
    near = [number for number, _name, _hint in lists.find(session, kind="firearm", text=text, limit=NEAR)]
    return [*_firearms(session, near), *_named(session, "person", text), *_named(session, "lot", text)]


def _meant(session: Any, text: str) -> Iterable[Hit]:
    """What a scanner that reads `text` would mean; nothing for a code that is not whole."""
    try:
        hits = scans.resolve(session, read(text))
    except Refused:
        return
    yield from _firearms(session, [hit.record for hit in hits if hit.kind == "firearm"])
    for hit in (each for each in hits if each.kind in ("person", "lot", "article")):
        yield Hit(hit.record, hit.title, f"{hit.detail} · {_(KINDS[hit.kind])}", hit.kind)


def _firearms(session: Any, ids: Sequence[int]) -> Iterable[Hit]:
    by_id = {int(row[0] or 0): row for row in firearm_rows.rows(session, ids)}
    for number in (each for each in ids if each in by_id):
        row = by_id[number]
        yield Hit(number, str(row[3]), f"{row[2]} · {status_text(row[firearm_rows.STATUS])}", "firearm")


def _named(session: Any, kind: str, text: str, only: Sequence[int] | None = None) -> Iterable[Hit]:
    if only is not None and not only:
        return
    for number, name, hint in lists.find(session, kind=kind, text=text, limit=NEAR):
        if only is None or number in only:
            yield Hit(number, name, f"{hint} · {_(KINDS[kind])}", kind)


def scanned(session: Any, record: int, act: str) -> Scanned | None:
    """A firearm as the handover needs it, judged by where it is; `None` when there is no such firearm."""
    found = firearm_rows.rows(session, [record])
    if not found:
        return None
    try:
        position = (whereabouts.stored if act == ISSUE else whereabouts.handed_out)(session, record)
    except Refused as refused:
        return Scanned(found[0], 0, refused.findings)
    return Scanned(found[0], position.person)


def lot_absent(session: Any, lot: int) -> tuple[Finding, ...]:
    """Why none of a lot can be issued from store; nothing where some can."""
    try:
        whereabouts.best_in_store(session, lot, 1)
    except Refused as refused:
        return refused.findings
    return ()


def opened(session: Any, record: int, act: str) -> Scanned | Hit | None:
    """A firearm as `scanned`, or a person, whom another page led here with."""
    if naming.kind_of(session, record) == "person":
        return Hit(record, person_name(session, record), "", "person")
    return scanned(session, record, act)


def all_scanned(session: Any, records: Sequence[int], act: str) -> list[Scanned]:
    """The firearms of these numbers, in their order; those that do not exist are left out."""
    return [found for record in records if (found := scanned(session, record, act))]


def rounds_in_store(session: Any, calibres: Sequence[str]) -> list[Rounds]:
    """Lots in store that fit these calibres."""
    return [Rounds(*each) for each in lists.ready_lots(session, calibres)] if calibres else []


def held(session: Any, person: int) -> tuple[list[int], list[Rounds]]:
    """What a person has: the firearms; and the rounds by lot and articles, all of which come along."""
    items = lists.held_by(session, person)
    calibres = {lot: calibre for lot, _number, calibre in _lots(session, items)}
    others = [
        Rounds(item, name, calibres.get(item, ""), n, n, kind) for item, kind, name, n in items if kind != "firearm"
    ]
    return [item for item, kind, _name, _n in items if kind == "firearm"], others


def rounds_held(session: Any, person: int) -> list[Rounds]:
    """The rounds that a person has, by lot, and the articles."""
    return held(session, person)[1]


def _lots(session: Any, items: Iterable[tuple[int, str, str, int]]) -> Iterable[tuple[int, str, str]]:
    from registry_app.services import history

    for item, kind, name, _quantity in items:
        if kind == "lot":
            yield item, name, str(history.detail(session, kind="lot", record=item).get("calibre") or "")


def kit(session: Any, post: int, firearms: Sequence[int]) -> Kit:
    """What goes to a post with these firearms."""
    found = kits.fitting(session, post, firearms)
    return Kit(dict(found.rounds), articles(session, found.articles), found.short)


def articles(session: Any, wanted: Mapping[int, int]) -> tuple[Rounds, ...]:
    """Articles by what they are called, so many of each."""
    called = references.named(session, wanted)
    names = {item: " ".join(each for each in called.get(item, ("",)) if each) for item in wanted}
    return tuple(Rounds(item, names[item], "", many, many, "article") for item, many in wanted.items())


def about(session: Any, act: str, person: int, facts: Mapping[str, Any]) -> tuple[Handover, str]:
    """The handover as it is about to be entered, by the register's clock, and the exact text of it."""
    is_given = act != TAKE_BACK
    handover = Handover(
        act, person, session.info["clock"](), facts["firearms"], facts["rounds"], facts["articles"],
        facts.get("expended", {}), post=facts["post"] if is_given else 0, due_at=facts["due_at"] if is_given else 0,
    )  # fmt: skip
    return handover, text_for(session, handover)


def superiors(session: Any, own: int) -> list[users.Account]:
    """Who may let through what a rule refuses: a superior, and not the person at work."""
    return [
        each for each in users.accounts(session)
        if each.may_witness and each.person_id != own and set(each.roles.split()) & set(SENIOR)
    ]  # fmt: skip


def person_name(session: Any, person: int) -> str:
    """What people call a person."""
    from registry_app.services import history

    return history.name_of(session, person)


def choices(session: Any, kind: str, text: str) -> list[Choice]:
    """Persons or places for a picker."""
    return [Choice(*found) for found in lists.find(session, kind=kind, text=text)]
