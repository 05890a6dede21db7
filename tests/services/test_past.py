"""Records as of a cut are those that the entries which count lead to."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from registry_app.domain.declare import entered_fields
from registry_app.domain.records import RECORDS
from registry_app.domain.rows import PersonalRow
from registry_app.services import corrections, ledger, past, records
from registry_app.services.cuts import Cut
from tests.histories import History, begun, counting, replayed, some, values_of
from tests.make import Make

KINDS = ("firearm", "lot", "person", "place", "user", "company")


def _kept(session: Session) -> dict[str, str]:
    return {row.commit: row.value for row in session.execute(select(PersonalRow.commit, PersonalRow.value))}


def _agree(history: History, cut: Cut) -> None:
    read = history.make.register.read
    replay, kept = replayed(counting(history.entries(), cut)), read(_kept)
    for kind in KINDS:
        names = tuple(entered_fields(RECORDS[kind]))
        assert read(past.records, kind, cut) == values_of(replay, kind, kept, names), (kind, cut)
    expected = values_of(replay, "firearm", kept, ("tag", "serial", "serial_key"))
    some = [n for n in history.firearms if n % 2]
    found = read(past.records, "firearm", cut, names=("tag", "serial", "serial_key"), only=some)
    assert found == {n: values for n, values in expected.items() if n in some}


@some(14)
@given(st.integers())
def test_records_are_what_the_entries_that_count_lead_to(
    template: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    with begun(template, tmp_path_factory.mktemp("past"), seed) as history, pytest.MonkeyPatch.context() as few:
        few.setattr(past, "FEW", 500 * (seed % 2))
        for cut in history.act(14).cuts(6):
            _agree(history, cut)


def _at_head(make: Make) -> Cut:
    return Cut(make.clock.now, is_now=True, head=make.register.read(ledger.head).size)


def test_a_record_withdrawn_since_is_told_as_it_was_known(make: Make) -> None:
    gun = make.firearm("SN1", tag="T-1")
    known = _at_head(make)
    make.do(corrections.correct, seq=known.head - 1, reason="typing_error", witness=make.witness)
    assert make.register.read(past.records, "firearm") == {}
    found = make.register.read(past.told, "firearm", known)
    assert (found.of(gun)["serial"], found.of(gun)["tag"], found.changed) == ("SN1", "T-1", {gun})
    assert make.register.read(past.records, "firearm", known, names=("year",)) == {gun: {"year": None}}


def test_what_was_changed_and_then_withdrawn_comes_back_unchanged(make: Make) -> None:
    person = make.person("G-1")
    known = _at_head(make)
    changed = make.do(records.amend, kind="person", record=person, values={"licence_class": "X"}, reason="other").seq
    for seq in (changed, known.head - 1):
        make.do(corrections.correct, seq=seq, reason="typing_error", witness=make.witness)
    assert make.register.read(past.records, "person", known)[person]["licence_class"] is None


def test_a_corrected_entry_settles_nothing(make: Make) -> None:
    gun, evening = make.firearm("SN1", model="G3"), make.clock.now
    make.clock.pass_(days=1)
    make.do(records.amend, kind="firearm", record=gun, values={"model": "G4"}, reason="other")
    late = make.do(
        records.amend, kind="firearm", record=gun, values={"model": "G5"}, reason="other", occurred_at=evening
    )
    make.do(corrections.correct, seq=late.seq, reason="typing_error", witness=make.witness)

    def model(head: int) -> Any:
        cut = Cut(evening, is_now=False, head=head)
        return make.register.read(past.records, "firearm", cut, names=("model",))[gun]["model"]

    assert (model(0), model(late.seq + 1), model(late.seq)) == ("G3", "G5", "G3")


def test_an_earlier_name_is_told_until_it_is_erased(make: Make) -> None:
    guard = make.person("G-1", name="Rosa Quispe")
    known = _at_head(make)
    make.do(records.amend, kind="person", record=guard, values={"name": "Rosa Soto"})

    def name() -> Any:
        return make.register.read(past.records, "person", known, names=("name",))[guard]["name"]

    assert name() == "Rosa Quispe"
    make.register.opened.store.write(lambda s: s.execute(delete(PersonalRow).where(PersonalRow.value == name())))
    assert name() is None


def test_what_was_described_after_the_moment_is_known_all_the_same(make: Make) -> None:
    cut = Cut(make.clock.now, is_now=False)
    place = make.place("LATER")
    assert place not in make.register.read(past.records, "place", cut)
    assert make.register.read(past.known, "place", cut)[place]["code"] == "LATER"
