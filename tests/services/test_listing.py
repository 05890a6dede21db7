"""Lists declared once: what matches, in which order, in which segment; and the rows behind it."""

from typing import Any

import pytest
from sqlalchemy import event, select, text, true
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from registry_app.domain.criterion import Criterion, read
from registry_app.domain.days import moment_at
from registry_app.domain.errors import Refused
from registry_app.domain.fields import Field
from registry_app.domain.records import Firearm
from registry_app.domain.rows import EntryRow
from registry_app.services import holds, listing, records
from registry_app.services.listing import ListColumn, Listing
from registry_app.services.listing_firearms import FIREARMS
from registry_app.services.listing_people import PEOPLE
from registry_app.services.sightings import Sight
from tests.audit import Team
from tests.make import ZONE, Make


def _ids(make: Make, shown: Listing, **asked: Any) -> list[int]:
    return make.register.read(listing.ids, shown, **asked).tolist()


def _codes(make: Make, **asked: Any) -> list[object]:
    ids = _ids(make, PEOPLE, **asked)
    rows = make.register.read(lambda session: list(listing.all_rows(session, PEOPLE, ids, keys=["code"])))
    return [row[1] for row in rows]


def _criteria(shown: Listing, **texts: str) -> dict[str, Criterion]:
    found = {key: read(shown.fields[key], text) for key, text in texts.items()}
    return {key: criterion for key, criterion in found.items() if criterion}


@pytest.fixture
def crew(make: Make) -> Make:
    """Four people beside the director: accents, a held firearm, papers that differ, one who has left."""
    make.person("G-1", name="José Ñáñez", licence="2026-02-10", licence_class="B")
    make.issued(make.firearm("AAA-1"), to=make.person("G-2", name="Rosa Quispe", licence="2030-06-01"))
    make.person("G-3", name="Ana Lopes", licence="", course_name="Basic")
    make.person("G-4", left_on="2020-01-01")
    return make


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        ({"name": "nanez"}, ["G-1"]),
        ({"name": "=rosa quispe"}, ["G-2"]),
        ({"name": "<>rosa quispe"}, ["FIRST", "G-1", "G-3"]),
        ({"licence_expires_on": "2026"}, ["G-1"]),
        ({"licence_expires_on": ">2026-02"}, ["G-2"]),
        ({"licence_expires_on": "="}, ["FIRST", "G-3"]),
        ({"licence_expires_on": "<>"}, ["G-1", "G-2"]),
        ({"licence_expires_on": "<>2026"}, ["FIRST", "G-2", "G-3"]),
        ({"held": ">0"}, ["G-2"]),
        ({"held": "0", "licence_class": "b"}, ["G-1"]),
        ({"code": "G-1..G-2"}, ["G-1", "G-2"]),
    ],
)
def test_criteria_narrow_the_list(crew: Make, texts: dict[str, str], codes: list[str]) -> None:
    assert _codes(crew, criteria=_criteria(PEOPLE, **texts)) == codes


def test_segments_and_their_totals(crew: Make) -> None:
    assert _codes(crew, state="left") == ["G-4"]
    assert _codes(crew, state="holding") == ["G-2"]
    assert crew.register.read(listing.total, PEOPLE) == 4


def test_every_word_of_a_search_is_found_somewhere(crew: Make) -> None:
    assert _codes(crew, text="g-1 jose") == ["G-1"]
    assert _codes(crew, text="g-1 rosa") == []


def test_what_is_empty_stands_last_either_way(crew: Make) -> None:
    assert _codes(crew, sort="licence_expires_on") == ["G-1", "G-2", "FIRST", "G-3"]
    assert _codes(crew, sort="licence_expires_on", descending=True) == ["G-2", "G-1", "FIRST", "G-3"]


def test_a_column_that_the_list_has_not_is_refused(crew: Make) -> None:
    with pytest.raises(Refused, match="criterion_unknown"):
        _ids(crew, PEOPLE, criteria={"shoe_size": Criterion("is", (43,))})


def test_rows_hold_the_columns_asked_for(crew: Make) -> None:
    (number,) = _ids(crew, PEOPLE, text="G-2")
    assert crew.register.read(listing.rows, PEOPLE, [number], keys=["held", "code"]) == [(number, 1, "G-2")]
    assert len(crew.register.read(listing.rows, PEOPLE, [number])[0]) == len(PEOPLE.columns) + 1


ENTRIES = Listing(
    rows=lambda *columns: select(*columns).select_from(EntryRow),
    number=EntryRow.__table__.c.seq,
    columns={"at": ListColumn(Field("at", "At", "moment"), EntryRow.__table__.c.occurred_at, is_instant=True)},
    first="at",
    search=lambda _text: true(),
)
"""Entries by the moment at which they happened, kept in UTC ms."""


@pytest.mark.parametrize(
    ("typed", "seqs"),
    [
        ("2026-01-01", [0]),
        ("=2026-01-03 08:00", [1]),
        (">2026-01-02", [1, 2]),
        ("<>2026-01-03 08:00", [0, 2]),
        ("<2026-01-03 08:00", [0]),
        ("2026-01-03..", [1, 2]),
        ("=", []),
    ],
)
def test_instants_are_read_and_told_on_the_company_s_clock(make: Make, typed: str, seqs: list[int]) -> None:
    for day in (3, 4):
        at = moment_at(f"2026-01-0{day}T08:00", ZONE)
        make.clock.now = at + 60_000
        values = {"code": f"G-{day}", "name": "Somebody"}
        make.do(records.describe, kind="person", values=values, occurred_at=at + 1_000)
    assert _ids(make, ENTRIES, criteria=_criteria(ENTRIES, at=typed)) == seqs
    assert make.register.read(listing.rows, ENTRIES, [1]) == [(1, "2026-01-03T08:00")]


@pytest.fixture
def stock(make: Make) -> Make:
    """Three firearms: in store, with somebody, held."""
    make.firearm("AAA-1", maker="Rossi", kind="revolver", calibre="38spl", year=1999)
    make.issued(make.firearm("BBB-2", tag="T-2"), to=make.person("G-7"))
    make.do(holds.hold, item=make.firearm("CCC-3", kind="shotgun", calibre="12ga"), state="held:evidence",
            reason="evidence", document="D-9")  # fmt: skip
    return make


@pytest.mark.parametrize(
    ("texts", "serials"),
    [
        ({"status": "in store"}, ["AAA-1"]),
        ({"status": "iss"}, ["BBB-2"]),
        ({"status": "<>issued"}, ["AAA-1", "CCC-3"]),
        ({"where": "guard"}, ["BBB-2"]),
        ({"firearm": "rossi"}, ["AAA-1"]),
        ({"calibre": "12"}, ["CCC-3"]),
        ({"kind": "shot"}, ["CCC-3"]),
        ({"year": "..2000"}, ["AAA-1"]),
        ({"serial": "bb"}, ["BBB-2"]),
    ],
)
def test_firearms_are_narrowed_by_what_the_list_shows(stock: Make, texts: dict[str, str], serials: list[str]) -> None:
    ids = _ids(stock, FIREARMS, criteria=_criteria(FIREARMS, **texts))
    assert [row[1] for row in stock.register.read(listing.rows, FIREARMS, ids, keys=["serial"])] == serials


def test_the_day_on_which_a_firearm_was_last_verified_is_told(make: Make) -> None:
    seen, store, team = make.firearm("A-1"), make.place(), Team(make)
    never = make.firearm("A-2")
    team.sees(team.begin(store), Sight(store, item=seen))
    rows = dict(make.register.read(listing.rows, FIREARMS, [seen, never], keys=["last_verified"]))
    assert (rows[seen] is not None, rows[never]) == (True, None)


def test_what_was_last_verified_is_found_by_an_index(make: Make) -> None:
    query = select(FIREARMS.columns["last_verified"].value).select_from(Firearm)
    told = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    plan = make.register.read(lambda session: session.execute(text(f"EXPLAIN QUERY PLAN {told}")).all())
    assert any("sighting USING INDEX ix_sighting_item_id" in str(row) for row in plan)


def _statements(session: Session, ids: list[int]) -> int:
    """How many statements it takes to read the rows of some firearms, with all columns."""
    said: list[int] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", tell := lambda *_facts: said.append(1))
    try:
        listing.rows(session, FIREARMS, ids)
    finally:
        event.remove(engine, "before_cursor_execute", tell)
    return len(said)


def test_many_rows_take_as_many_statements_as_one(make: Make) -> None:
    guns = [make.firearm(f"A-{n}") for n in range(12)]
    assert make.register.read(_statements, guns[:1]) == make.register.read(_statements, guns)
