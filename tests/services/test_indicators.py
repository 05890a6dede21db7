"""The indicators: each by hand, and all of them as a slow recount of the entries tells them, whatever happened."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.errors import Refused
from registry_app.domain.indicator import MEASURES, Indicators
from registry_app.services import (
    care,
    clock,
    custody,
    cuts,
    documents,
    holds,
    indicators,
    losses,
    marks,
    policies,
    records,
    returns,
)
from registry_app.services.cuts import Cut
from registry_app.services.sightings import Sight
from tests.histories import History, begun, some
from tests.make import PHOTO, ZONE, Make
from tests.recount import Recount, Told
from tests.reports import papers
from tests.services.test_audits import Team


def _now(make: Make, **more: Any) -> Indicators:
    cut = Cut(make.clock.now, is_now=True)
    return make.register.read(indicators.compute, cut, ZONE, **more)


def _figure(make: Make, code: str, **more: Any) -> tuple[int, int | None, int | None] | None:
    found = _now(make, **more).get(code)
    return (found.value, found.numerator, found.denominator) if found else None


def _told(found: Indicators) -> Told:
    return {figure.code: (figure.value, figure.numerator, figure.denominator) for figure in found.figures}


def test_what_cannot_be_told_is_absent_and_never_0(make: Make) -> None:
    assert [figure.code for figure in _now(make).figures] == [
        "unaccounted", "open_cases", "open_cases_7", "open_cases_30", "open_cases_90", "open_cases_older",
        "permits_expired", "licences_expired", "fitness_expired", "out_over_shift",
    ]  # fmt: skip


def test_guards_have_a_licence_today_and_have_not_left(make: Make) -> None:
    for _n in range(5):
        make.firearm()
    make.person(licence="2026-01-01")
    make.person()
    make.person(licence="2025-12-31")
    make.person(licence="")
    make.person(left_on="2026-01-01")
    assert _figure(make, "firearms_per_guard") == (250, 5, 2)
    assert _figure(make, "licences_expired") == (1, 1, 5)


def test_verified_is_inspected_or_seen_in_a_count(make: Make) -> None:
    one, other, third = (make.firearm() for _n in range(3))
    make.do(care.inspect, firearms=[one], on="2025-10-03")
    make.do(care.inspect, firearms=[other], on="2025-10-02")
    assert _figure(make, "verified_90") == (333, 1, 3)
    assert _figure(make, "verified_365") == (667, 2, 3)
    assert _figure(make, "verified_90", sighted={other: "2025-12-31", third: "2025-01-01"}) == (667, 2, 3)


def test_photos_and_further_marks_are_of_firearms_that_are_here(make: Make) -> None:
    one, other, gone = (make.firearm() for _n in range(3))
    make.do(documents.attach, subject=one, content=PHOTO, kind="photo_marks")
    make.do(marks.add, firearm=other, values={"kind": "import", "text": "GT 2024"}, photo=PHOTO + b"2")
    make.do(marks.add, firearm=one, values={"kind": "slide", "text": "77"})
    make.do(marks.add, firearm=gone, values={"kind": "secondary", "text": "S-1"})
    make.do(holds.write_off, kind="dispose", item=gone, reason="sale", witness=make.witness)
    assert _figure(make, "marks_photographed") == (1000, 2, 2)
    assert _figure(make, "marked_again") == (500, 1, 2)


def test_losses_are_counted_by_firearm_years_and_by_what_came_back(make: Make) -> None:
    first, second, third = (make.firearm() for _n in range(3))
    make.clock.pass_(days=100)
    for gun in (first, second):
        make.do(holds.write_off, kind="lose", item=gun, reason="theft", witness=make.witness)
    make.do(holds.find, item=first, to=make.place(), witness=make.witness)
    assert _figure(make, "unaccounted") == (1, None, None)
    assert _figure(make, "recovered") == (500, 1, 2)
    assert _figure(make, "unaccounted_rate") == (round(36_500_000 / 300), 1, 300)
    make.clock.pass_(days=366)
    assert _figure(make, "unaccounted_rate") == (0, 0, 730)
    assert third


def test_rounds_missing_are_told_of_ten_thousand(make: Make) -> None:
    lot = make.lot(rounds=8_000)
    make.do(holds.write_off, kind="lose", item=lot, quantity=12, reason="loss", witness=make.witness)
    make.do(holds.find, item=lot, quantity=2, to=make.place(), witness=make.witness)
    assert _figure(make, "lot_variance") == (1_250, 10, 8_000)


def _case(make: Make, after: int | None, **values: Any) -> int:
    """A loss that is discovered now and told of so many hours later."""
    gun = make.firearm()
    make.clock.pass_(hours=1)
    given_ = {"discovered_at": make.register.read(clock.minute), **values}
    case = make.do(losses.report, items={gun: 1}, values=given_, reason="theft", witness=make.witness).records[0]
    if after is not None:
        make.clock.pass_(hours=after)
        make.do(losses.follow_up, case=case, values={"notified_at": make.register.read(clock.minute)})
    return int(case)


def test_reports_are_told_by_their_median_and_their_term(make: Make) -> None:
    for after in (2, 30, 5, None):
        _case(make, after)
    assert _figure(make, "hours_to_report") == (500, None, 3)
    assert _figure(make, "reported_in_time") == (667, 2, 3)
    make.clock.pass_(days=2)
    assert _figure(make, "reported_in_time") == (500, 2, 4)
    _case(make, 6)
    assert _figure(make, "hours_to_report") == (550, None, 4)


def test_at_once_is_within_an_hour(make: Make) -> None:
    make.do(policies.adopt, jurisdiction="co", witness=make.witness)
    _case(make, 1)
    _case(make, 2)
    assert _figure(make, "reported_in_time") == (500, 1, 2)


def test_open_cases_are_told_by_age_and_errors_count_for_nothing_else(make: Make) -> None:
    closed = _case(make, 1)
    make.do(losses.close, case=closed, outcome="written_off")
    for days in (60, 23, 8):
        _case(make, None)
        make.clock.pass_(days=days)
    mistaken = _case(make, 40)
    (gone,) = make.register.read(losses.missing, case=mistaken)
    make.do(holds.find, item=gone.item, to=make.place(), case=mistaken, witness=make.witness)
    make.do(losses.close, case=mistaken, outcome="error")
    names = "open_cases", "open_cases_7", "open_cases_30", "open_cases_90", "open_cases_older"
    assert [_now(make)[name].value for name in names] == [3, 0, 1, 1, 1]
    assert _figure(make, "hours_to_report") == (100, None, 1)


def test_out_longer_than_a_shift_and_papers_that_ran_out(make: Make) -> None:
    make.firearm(permit="2025-12-01")
    first, second, guard = make.firearm(), make.firearm(), make.person(fitness_expires_on="2025-12-31")
    make.issued(first, to=guard)
    make.clock.pass_(hours=13)
    make.issued(second, to=guard)
    assert _figure(make, "out_over_shift") == (1, 1, 2)
    assert _figure(make, "permits_expired") == (1, 1, 3)
    assert _figure(make, "fitness_expired") == (1, 1, 2)
    make.do(policies.change, values={"shift_hours": None}, witness=make.witness)
    assert _figure(make, "out_over_shift") is None


def test_the_companys_own_licence(make: Make) -> None:
    make.do(records.amend, kind="company", record=1, values={"licence_expires_on": "2026-01-01"})
    assert _figure(make, "company_licence_expired") == (0, None, None)
    make.clock.pass_(days=1)
    assert _figure(make, "company_licence_expired") == (1, None, None)


def test_a_return_carries_the_same_figures_as_of_its_day(make: Make) -> None:
    make.firearm(permit="2025-12-01")
    make.clock.pass_(days=3)
    make.firearm()
    for as_of in ("", "2026-01-02"):
        stated = make.register.read(returns.inventory, as_of=as_of, by=make.register.actor)
        _day, cut = make.register.read(cuts.asked, as_of=as_of)
        told_ = make.register.read(indicators.compute, cut, ZONE)
        assert stated["indicators"] == [figure.plain() for figure in told_.figures]
        assert told_["permits_expired"].denominator == (1 if as_of else 2)


class _Life(History):
    """A history with losses and finds, cases told and closed, marks, photos, inspections, renewals and new policies."""

    def act(self, steps: int) -> "_Life":
        more = (self._lose, self._find, self._tell, self._close, self._mark, self._care, self._renew, self._rule,
                self._back)  # fmt: skip
        for _step in range(steps):
            with suppress(Refused):
                self.rng.choice(more)()
            super().act(1)
        return self

    def _cases(self) -> list[int]:
        return [case.number for case in self.make.register.read(losses.cases)]

    def _lose(self) -> None:
        item = self.rng.choice([*self.firearms, *self.lots])
        case = self.rng.choice([0, *self._cases()])
        values = {} if case else {"discovered_at": self.make.register.read(clock.minute, self._at())}
        self.make.do(
            losses.report, items={item: 1}, values=values, case=case, reason="theft", witness=self.make.witness
        )

        if self.rng.random() < 0.5:
            self._tell()

    def _find(self) -> None:
        item = self.rng.choice([*self.firearms, *self.lots])
        self.make.do(holds.find, item=item, to=self.rng.choice(self.places), witness=self.make.witness)

    def _tell(self) -> None:
        self.make.clock.pass_(hours=self.rng.choice((0, 1, 5, 40)))
        told = {"notified_at": self.make.register.read(clock.minute)}
        self.make.do(losses.follow_up, case=(self._cases() or [0])[0], values=told)

    def _close(self) -> None:
        outcome = self.rng.choice(("written_off", "error"))
        self.make.do(losses.close, case=self.rng.choice(self._cases() or [0]), outcome=outcome)

    def _mark(self) -> None:
        values = {"kind": self.rng.choice(("slide", "import", "secondary")), "text": self._text()}
        photo = PHOTO + self._text().encode() if self.rng.random() < 0.5 else b""
        self.make.do(marks.add, firearm=self.rng.choice(self.firearms), values=values, photo=photo)

    def _care(self) -> None:
        self.make.do(care.inspect, firearms=[self.rng.choice(self.firearms)], occurred_at=self._at())

    def _renew(self) -> None:
        day = self.rng.choice(("2025-06-01", "2026-03-01", "2027-01-01"))
        kind, number, name = self.rng.choice(
            [("firearm", self.firearms, "permit_expires_on"), ("person", self.people, "licence_expires_on"),
             ("person", self.people, "fitness_expires_on"), ("person", self.people, "left_on")]
        )  # fmt: skip
        values = {name: day if name != "left_on" or day < "2026" else None}
        self.make.do(
            records.amend, kind=kind, record=self.rng.choice(number), values=values, reason="other",
            occurred_at=self._at(),
        )  # fmt: skip

    def _rule(self) -> None:
        values = self.rng.choice(({"loss_hours": 2}, {"loss_hours": 48}, {"loss_hours": 0}, {"shift_hours": 100}))
        self.make.do(policies.change, values=values, witness=self.make.witness)

    def _back(self) -> None:
        self.make.do(custody.take_back, firearms=[self.rng.choice(self.firearms)])


@some(14)
@given(st.integers())
def test_they_are_what_a_slow_recount_of_the_entries_tells(
    template: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    with begun(template, tmp_path_factory.mktemp("told"), seed, _Life) as life:
        life.act(14)
        for some in (*life.cuts(4), Cut(0, is_now=True)):
            cut = replace(some, moment=life.make.clock.now) if some.is_now else some
            with suppress(Refused):
                found = life.make.register.read(indicators.compute, cut, ZONE)
                assert _told(found) == Recount(life.entries(), cut, ZONE).told()
                assert [f.code for f in found.figures] == [code for code in MEASURES if found.get(code)]


def test_a_count_verifies_what_was_in_hand_and_a_photo_does_not(make: Make) -> None:
    armoury, here, out, guard = make.place(), make.firearm(), make.firearm(), make.person()
    make.issued(out, to=guard)
    team = Team(make)
    assert _figure(make, "verified_90") == (0, 0, 2)
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, here), Sight(armoury, out, way="photo", person=guard, photo=papers.photo()))
    assert _figure(make, "verified_90") == (500, 1, 2)
    make.clock.pass_(days=100)
    assert (_figure(make, "verified_90"), _figure(make, "verified_365")) == ((0, 0, 2), (500, 1, 2))
