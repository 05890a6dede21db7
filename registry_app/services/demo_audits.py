"""How the demo company counts its armouries and checks their security: counts that agree, and two that do not."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from registry_app.domain.book import STORE
from registry_app.domain.count import SEALED
from registry_app.domain.entry import Position
from registry_app.services import assessments, audits, counts, holds, ledger, sightings
from registry_app.services.assessments import Given
from registry_app.services.counts import Standing
from registry_app.services.demo_story import Lot, Story
from registry_app.services.sightings import Sight

BY_SAFE = 25
"""Minutes in which one safe is counted."""
USED, GONE = 4, 3
"""Rounds that were used in training and not entered, and rounds that nobody can explain."""
FAULTS: Mapping[str, tuple[str, str, str]] = {
    "doors.locks": ("partly", "La segunda cerradura no cierra bien.", "Cambiar la segunda cerradura"),
    "alarms.tested": ("no", "No hay registro de la última prueba.", "Probar la alarma y anotar la prueba cada mes"),
    "fire.extinguisher": ("no", "El extintor está vencido.", "Recargar el extintor"),
}
"""What checks find at fault: answer, what was seen, what is to be done."""


@dataclass(frozen=True)
class _Count:
    """A count under way: what it expects, and by how many rounds which lot is short (0: none)."""

    audit: int
    standing: Standing
    lot: int = 0
    short: int = 0


def count_first(session: Session, story: Story) -> None:
    """The first armoury is counted, and book and floor agree."""
    _close(session, story, _counted(session, story, story.armouries[0], story.armorers[-1].person_id))


def count_last(session: Session, story: Story) -> None:
    """The last armoury is counted; nobody comes back to it in time."""
    _close(session, story, _counted(session, story, story.armouries[-1], story.armorers[0].person_id))


def count_handed_over(session: Session, story: Story) -> None:
    """The second armoury is counted as it changes hands."""
    incoming = story.armorers[-1].person_id
    _close(session, story, _counted(session, story, story.armouries[1], story.armorers[0].person_id, incoming))


def count_again(session: Session, story: Story) -> None:
    """The first armoury once more: rounds used in training were never entered; now they are."""
    lot = _lot(story, story.armouries[0], is_for_training=True)
    count = _counted(session, story, story.armouries[0], story.witness.person_id, lot=lot, short=USED)
    if lot is None or not (found := _entered(session, story, count)):
        _close(session, story, count)
        return
    story.clock.at(story.clock.day, 23)
    put_right = holds.write_off(
        session, kind="expend", item=lot.number, quantity=USED, position=_loose(count), reason="training",
        by=story.armorers[0],
    )  # fmt: skip
    lot.left -= USED
    audits.settle(
        session, differences=found, cause="QTY-2", action="Se asentaron los disparos del polígono.",
        evidence="POL-118", entry=put_right.seq, by=story.director, witness=story.armorers[-1],
    )  # fmt: skip
    _close(session, story, count)


def count_short(session: Session, story: Story) -> None:
    """The third armoury: some rounds are missing, and nobody knows why yet."""
    lot = _lot(story, story.armouries[2])
    count = _counted(session, story, story.armouries[2], story.armorers[0].person_id, lot=lot, short=GONE)
    _entered(session, story, count)
    _close(session, story, count)


def _lot(story: Story, armoury: int, *, is_for_training: bool = False) -> Lot | None:
    """A lot with loose rounds there, one for training where it is asked for and there is one."""
    here = [each for each in story.lots if each.armoury == armoury and each.left > USED and not each.is_withdrawn]
    return min(here, key=lambda each: each.is_for_training != is_for_training, default=None)


def _counted(
    session: Session, story: Story, armoury: int, second: int, incoming: int = 0, *, lot: Lot | None = None,
    short: int = 0,
) -> _Count:  # fmt: skip
    """Begin a count of an armoury, and see there all that lies in it, but so many rounds of a lot."""
    by = story.counter
    audit = audits.begin(
        session, kind="hand_over" if incoming else "full", place=armoury, first=by.person_id, second=second,
        incoming=incoming, basis="Plan anual de inventarios", by=by,
    ).records[0]  # fmt: skip
    count = _Count(audit, counts.standing(session, audit), lot.number if lot else 0, short)
    minute = dt.datetime.combine(story.clock.day, dt.time(21))
    for seen in _seen(count).values():
        minute += dt.timedelta(minutes=BY_SAFE)
        sightings.sight(session, audit=audit, seen=seen, by=by)
        story.clock.at(story.clock.day, minute.hour, minute.minute)
    return count


def _seen(count: _Count) -> dict[int, list[Sight]]:
    """What is seen by place: a list for each safe, as its sheet has it."""
    seen: dict[int, list[Sight]] = defaultdict(list)
    book, until = count.standing.book, count.standing.until
    for item in book.items():
        for place, there in _stored(count, book.at(item, until), item):
            seen[place].append(there)
    return seen


def _stored(count: _Count, at: Mapping[Position, int], item: int) -> Iterator[tuple[int, Sight]]:
    """What of an item lies in each place in store, sealed packs and loose rounds apart."""
    book, lacking = count.standing.book, _loose(count)
    by_place: dict[int, dict[str, int]] = defaultdict(dict)
    for position, many in at.items():
        if book.zone(position) == STORE and book.is_expected(item, position):
            is_short = item == count.lot and position == lacking
            by_place[position.place][position.state] = many - (count.short if is_short else 0)
    for place, states in by_place.items():
        if item in book.pieces:
            yield place, Sight(place, item, way="paper")
            continue
        packs = states.pop(SEALED, 0) // book.packs.get(item, 1)
        yield place, Sight(place, item, way="paper", packs=packs, quantity=sum(states.values()))


def _loose(count: _Count) -> Position | None:
    """Where the loose rounds of the lot lie that is short."""
    book = count.standing.book
    there = book.at(count.lot, count.standing.until)
    return max((p for p in there if book.zone(p) == STORE and p.state != SEALED), key=there.__getitem__, default=None)


def _entered(session: Session, story: Story, count: _Count) -> list[int]:
    """Enter what differs, to be explained within three weeks."""
    if audits.left_to_enter(session, count.audit):
        owner = story.witness.person_id
        audits.differ(session, audit=count.audit, owner=owner, due_on=story.day(21), by=story.counter)
    return [each.id for each in audits.differences_of(session, count.audit)]


def _close(session: Session, story: Story, count: _Count) -> None:
    audits.conclude(session, audit=count.audit, by=story.counter, witness=story.director)


def check_security(session: Session, story: Story) -> None:
    """The first armoury's security is checked: three faults."""
    _assessed(session, story, FAULTS)


def check_security_again(session: Session, story: Story) -> None:
    """And again some months later: one is put right, two are left, and one of them is late."""
    _assessed(session, story, {code: FAULTS[code] for code in ("doors.locks", "alarms.tested")})


def _assessed(session: Session, story: Story, faults: Mapping[str, tuple[str, str, str]]) -> None:
    """All questions answered at one visit; the first fault is to be put right soonest."""
    due = {code: story.day(14 * at + 7) for at, code in enumerate(faults, 1)}
    given = tuple(
        Given(question.code, *_answer(faults.get(question.code)), due.get(question.code, ""))
        for question in assessments.load().questions
    )
    assessments.assess(session, place=story.armouries[0], visit=ledger.new_id(), answers=given, by=story.witness)


def _answer(fault: tuple[str, str, str] | None) -> tuple[str, str, str]:
    return fault or ("yes", "", "")
