"""The rules in force with their sources: what is verified, what differs, and what another country would change."""

import datetime as dt

import pytest

from registry_app.services import jurisdictions, policies, rulebook
from registry_app.services.rulebook import Limit
from tests.make import Make


def _limits(make: Make) -> dict[str, Limit]:
    return {limit.field.name: limit for limit in make.register.read(rulebook.in_force).limits}


def _adopt(make: Make, code: str, **values: int) -> None:
    make.do(policies.adopt, jurisdiction=code, values=values, witness=make.witness)


def test_each_limit_has_the_source_that_the_file_states(make: Make) -> None:
    _adopt(make, "co")
    limits = _limits(make)
    guards, clean = limits["guards_per_firearm"], limits["clean_days"]
    assert (guards.value, guards.is_verified) == (3, True)
    assert guards.provision
    assert guards.provision.source.startswith("DL 2535/1993")
    assert (clean.value, clean.is_stated, clean.is_verified) == (30, True, False)


def test_a_source_vouches_for_its_own_value_alone(make: Make) -> None:
    _adopt(make, "co", guards_per_firearm=5)
    guards = _limits(make)["guards_per_firearm"]
    assert (guards.value, guards.is_stated, guards.is_verified) == (5, False, False)


def test_every_limit_that_nobody_compared_is_counted(make: Make) -> None:
    book = make.register.read(rulebook.in_force)
    assert (len(book.unverified()), len(book.judged())) == (13, 13)
    _adopt(make, "co")
    book = make.register.read(rulebook.in_force)
    stated = jurisdictions.load("co").provisions.values()
    assert len(book.unverified()) == sum(not each.is_verified for each in stated)


def test_the_companys_own_limits_are_no_countrys(make: Make) -> None:
    _adopt(make, "co", firearms_authorised=40)
    book = make.register.read(rulebook.in_force)
    own = {limit.field.name: limit.value for limit in book.limits if limit.is_own}
    assert own == {"firearms_authorised": 40, "rounds_authorised": None, "acknowledgement_checked": None}
    assert not [limit for limit in book.unverified() if limit.is_own]


def test_it_tells_by_which_entry_they_are_in_force(make: Make) -> None:
    assert (make.register.read(rulebook.in_force).since.seq, make.witness.name) == (0, "second")
    _adopt(make, "co")
    since = make.register.read(rulebook.in_force).since
    assert (since.kind, since.actor, since.witness) == ("policy", "first", "second")
    assert since.seq > 0


def test_the_next_day_of_a_report_is_told(make: Make) -> None:
    _adopt(make, "co")
    duty = make.register.read(rulebook.in_force).duties[0]
    assert (duty.report.name, duty.next_on) == ("changes", dt.date(2026, 1, 5))


def test_what_another_country_would_change_stands_beside_what_is(make: Make) -> None:
    make.do(policies.change, values={"firearms_authorised": 40}, witness=make.witness)
    would = {limit.field.name: limit for limit in make.register.read(rulebook.adopted, "co")}
    guards, own = would["guards_per_firearm"], would["firearms_authorised"]
    assert (guards.before, guards.value, guards.is_changed) == (None, 3, True)
    assert (own.before, own.value, own.is_changed) == (40, 40, False)


def test_a_limit_that_is_given_up_is_told_too(make: Make) -> None:
    _adopt(make, "co")
    would = {limit.field.name: limit for limit in make.register.read(rulebook.adopted, "generic")}
    assert (would["guards_per_firearm"].before, would["guards_per_firearm"].value) == (3, None)


def test_a_file_that_is_gone_takes_no_limit_away(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jurisdictions, "FOLDER", make.folder)
    book = make.register.read(rulebook.in_force)
    assert [finding.code for finding in book.findings] == ["jurisdiction_unknown"]
    assert (len(book.judged()), len(book.unverified()), book.duties) == (13, 13, ())


def test_an_older_edition_is_no_newest(make: Make) -> None:
    book = make.register.read(rulebook.in_force)
    assert book.is_newest
    assert not rulebook.Rulebook(book.jurisdiction, book.edition - 1, book.since, ()).is_newest
