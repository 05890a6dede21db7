"""Lists as of a cut are the lists of then: whatever was listed when the ledger had so many entries is listed again."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.declare import fields_of
from registry_app.domain.records import Firearm
from registry_app.services import as_of, corrections, custody, holds, ledger, listing, lists, past, records, snapshots
from registry_app.services.cuts import Cut
from registry_app.services.list_filters import STATES
from registry_app.services.listing_firearms import FIREARMS
from tests.histories import History, begun, some
from tests.make import Make

TEXTS = (
    "X",
    "x1",
    "SN",
    "sn0",
    "taurus",
    "taurus sn0",
    "G-001",
    "g-001 taurus",
    "nothing",
    "0000",
    "X1 X2",
    '"',
    "ñandú",
)


def _listed(make: Make, wanted: dict[str, Any]) -> tuple[list[int], Any]:
    ids = make.register.read(listing.ids, FIREARMS, **wanted).tolist()
    return ids, sorted(make.register.read(listing.rows, FIREARMS, ids, keys=as_of.ROW))


def _listed_again(make: Make, cut: Cut, wanted: dict[str, Any]) -> tuple[list[int], Any]:
    ids = make.register.read(as_of.firearms, cut=cut, **wanted).tolist()
    return ids, sorted(make.register.read(as_of.firearm_rows, ids, cut=cut))


def _wanted(history: History) -> dict[str, Any]:
    """A filter, a text, a place, a sort: any of them, or none."""
    pick = history.rng.choice
    sorts = ("place", "holder", "state", "nothing", *(fields_of(Firearm).keys() & FIREARMS.columns.keys()))
    return {
        "state": pick(list(STATES)), "text": pick(["", *TEXTS]), "place": pick([0, *history.places]),
        "sort": pick(sorts), "descending": pick([True, False]),
    }  # fmt: skip


@some(8)
@given(st.integers())
def test_what_was_listed_then_is_listed_again(
    template: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    with begun(template, tmp_path_factory.mktemp("listed"), seed) as history:
        make, then = history.make, []
        for _part in range(4):
            history.act(5)
            snapshots.keep_months(make.register)
            wanted = [_wanted(history) for _n in range(3)]
            size, counts = make.register.read(ledger.head).size, make.register.read(lists.counts)
            then += [(Cut(make.clock.now, is_now=True, head=size), w, _listed(make, w), counts) for w in wanted]
        for cut, listed, found, counts in then:
            assert _listed_again(make, cut, listed) == found, (cut, listed)
            assert make.register.read(as_of.counts, cut=cut) == counts


@pytest.fixture
def company(make: Make) -> Make:
    """A pistol with a guard, one in store, one held, one sent, one lost."""
    make.issued(make.firearm("AB-120", tag="T-1"), to=make.person("G-001"))
    make.firearm("Ab 121", maker="Señal", model="Ñandú", permit_number="PT-9")
    make.do(holds.hold, item=make.firearm("O0-5"), state="blocked", reason="other")
    make.do(holds.write_off, kind="lose", item=make.firearm("GONE"), reason="loss", witness=make.witness)
    return make


@pytest.mark.parametrize("text", ["", "ab12", "AB-120", "00-5", "señal", "senal", "ÑANDU", "pt-9", "t-1", "ab", "g-001",
                                  "ab nandu", "12", "gone", "   "])  # fmt: skip
@pytest.mark.parametrize("many", [0, 10_000])
def test_a_text_means_what_it_means_in_the_list_of_now(
    company: Make, monkeypatch: pytest.MonkeyPatch, text: str, many: int
) -> None:
    """Also where the record was changed since: it is searched as it was, however many were changed."""
    monkeypatch.setattr(past, "MANY", many)
    cut = Cut(company.clock.now, is_now=True, head=company.register.read(ledger.head).size)
    found = company.register.read(listing.ids, FIREARMS, text=text)
    assert company.register.read(as_of.firearms, cut=cut, text=text) == found
    for gun in company.register.read(listing.ids, FIREARMS):
        values = {"serial": f"Z{gun}", "maker": "Zz", "model": "Zz", "tag": None, "permit_number": None}
        company.do(records.amend, kind="firearm", record=gun, values=values, reason="other")
    assert company.register.read(as_of.firearms, cut=cut, text=text) == found
    nothing = company.register.read(listing.ids, FIREARMS, text="?")
    assert company.register.read(as_of.firearms, cut=cut, text="Zz1") == nothing


@pytest.mark.parametrize("code", STATES)
def test_a_filter_admits_in_memory_what_it_admits_in_the_file(company: Make, code: str) -> None:
    every = [n for state in ("", "gone") for n in company.register.read(listing.ids, FIREARMS, state=state)]
    rows = company.register.read(listing.rows, FIREARMS, every, keys=as_of.ROW)
    holders = {n for n in every if any(at.person for at, q in company.positions(n).items() if q > 0)}
    admitted = {row[0] for row in rows if STATES[code].admits(str(row[12]), int(row[0] in holders), str(row[11]))}
    assert admitted == set(company.register.read(listing.ids, FIREARMS, state=code))


def test_as_of_a_day_things_are_where_they_were(make: Make) -> None:
    gun, guard, evening = make.firearm(), make.person("G-1"), make.clock.now
    make.clock.pass_(days=1)
    make.issued(gun, to=guard)
    for cut, holder, issued in (
        (Cut(evening, is_now=False), None, 0),
        (Cut(make.clock.now, is_now=True), "Guard G-1", 1),
    ):
        (row,) = make.register.read(as_of.firearm_rows, [gun], cut=cut)
        assert (row[10], make.register.read(as_of.counts, cut=cut)["issued"]) == (holder, issued)


def test_a_firearm_that_was_not_there_yet_is_not_listed(make: Make) -> None:
    before = Cut(make.clock.now, is_now=False)
    make.clock.pass_(days=1)
    gun = make.firearm()
    assert (
        make.register.read(as_of.firearms, cut=before).tolist(),
        make.register.read(as_of.firearm_rows, [gun], cut=before),
    ) == ([], [])


def test_what_somebody_had(make: Make) -> None:
    gun, lot, vest, guard = make.firearm("SN1"), make.lot("L-1", rounds=50), make.article("V-1"), make.person()
    make.issued(gun, to=guard, rounds={lot: 20}, articles={vest: 1})
    had, evening = make.register.read(lists.held_by, guard), make.clock.now
    make.clock.pass_(days=1)
    make.do(custody.take_back, firearms=[gun], rounds={lot: 20}, articles={vest: 1})
    for cut, expected in ((Cut(evening, is_now=False), had), (Cut(make.clock.now, is_now=True), [])):
        assert make.register.read(as_of.held_by, guard, cut=cut) == expected
    assert had == [(gun, "firearm", "SN1", 1), (lot, "lot", "L-1", 20), (vest, "article", "V-1 Vest", 1)]


def test_a_place_and_a_person_entered_later_than_the_act_are_named(make: Make) -> None:
    """An act that is entered late may name what was described only after it happened."""
    gun, before = make.firearm(), make.clock.now
    make.clock.pass_(days=2)
    guard, post = make.person("NEW"), make.place("POST", "post", parent=make.place("CLIENT", "client"))
    make.issued(gun, to=guard, post=post, occurred_at=before + 1000)
    cut = Cut(before + 2000, is_now=False)
    ((*_start, place, holder, _state, kind),) = make.register.read(as_of.firearm_rows, [gun], cut=cut)
    assert (place, holder, kind) == ("Post", "Guard NEW", "post")
    assert make.register.read(as_of.firearms, cut=cut, place=post, text="new", sort="holder").tolist() == [gun]


def test_a_place_is_listed_with_all_that_lies_in_it(make: Make) -> None:
    safe = make.place("SAFE", "safe", parent=make.place("ARM-1"))
    gun, other, cut = make.firearm(at=safe), make.place("ARM-2"), Cut(make.clock.now, is_now=False)
    places = (safe, make.place("ARM-1"), other)
    assert [make.register.read(as_of.firearms, cut=cut, place=p).tolist() for p in places] == [[gun], [gun], []]


def test_a_correction_known_later_gives_the_list_of_then(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    wrong = make.issued(gun, to=guard)
    make.do(corrections.correct, seq=wrong.seq, reason="wrong_person", witness=make.witness)
    issued = {head: make.register.read(as_of.counts, cut=Cut(make.clock.now, is_now=True, head=head))["issued"]
              for head in (0, wrong.seq, wrong.seq + 1)}  # fmt: skip
    assert issued == {0: 0, wrong.seq: 0, wrong.seq + 1: 1}
