"""Tables in memory stand before those of the file, which nothing there can change."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from registry_app.domain.errors import Unavailable
from registry_app.domain.records import Place
from registry_app.domain.rows import BalanceRow, EntryRow
from registry_app.persistence import shadow
from registry_app.services import corrections
from tests.make import Make


def test_records_are_read_as_they_were_put(make: Make) -> None:
    place, gone = make.place("ARM-1"), make.place("ARM-2")
    numbers = set(make.register.read(lambda s: s.execute(select(Place.id)).scalars().all()))
    with make.register.opened.store.shadowed(now=0) as session:
        shadow.put_records(session, Place, {"name": {place: "Old name"}}, numbers - {gone}, {place})
        found = dict(session.execute(select(Place.id, Place.name)).all())
    assert (found[place], gone in found) == ("Old name", False)


def test_a_record_that_was_withdrawn_comes_back(make: Make) -> None:
    numbers = set(make.register.read(lambda s: s.execute(select(Place.id)).scalars().all()))
    values = {"code": {99: "ARM-9"}, "name": {99: "Nine"}, "kind": {99: "armoury"}}
    with make.register.opened.store.shadowed(now=0) as session:
        shadow.put_records(session, Place, values, numbers | {99}, {99})
        assert session.execute(select(Place.name).where(Place.code == "ARM-9")).scalar_one() == "Nine"


def test_balances_and_entries_are_those_of_then(make: Make) -> None:
    first = make.firearm()
    seq = make.issued(first, to=make.person()).seq
    with make.register.opened.store.shadowed(now=0) as session:
        shadow.put_balances(session, [(first, 7, 0, "ready", 1)])
        shadow.put_entries(session, head=seq, moment=None)
        assert session.execute(select(BalanceRow.place_id)).scalars().all() == [7]
        assert session.execute(select(EntryRow.seq).order_by(EntryRow.seq.desc())).scalars().first() == seq - 1


def test_a_correction_goes_with_what_it_corrects(make: Make) -> None:
    seq, moment = make.issued(make.firearm(), to=make.person()).seq, make.clock.now
    make.clock.pass_(days=1)
    make.do(corrections.correct, seq=seq, reason="typing_error", witness=make.witness)
    with make.register.opened.store.shadowed(now=0) as session:
        shadow.put_entries(session, head=0, moment=moment)
        assert seq in session.execute(select(EntryRow.corrects)).scalars().all()


@pytest.mark.parametrize("statement", ["DELETE FROM main.balance", "CREATE TABLE main.x (y)", "DROP TABLE main.place"])
def test_nothing_of_the_file_can_be_changed(make: Make, statement: str) -> None:
    with pytest.raises((Unavailable, DatabaseError)), make.register.opened.store.shadowed(now=0) as session:
        session.connection().exec_driver_sql(statement)
