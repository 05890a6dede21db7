"""Papers that run out: the overdue first, by day, with who has arms all the same."""

from typing import Any

import pytest

from registry_app.domain.errors import Refused
from registry_app.services import expiry_list, records
from registry_app.services.frame import Asked
from tests.make import Make


def _list(make: Make, **asked: Any) -> dict[str, Any]:
    return make.register.read(expiry_list.content, Asked(make.register.actor, **asked))


def _rows(make: Make, **asked: Any) -> list[list[Any]]:
    names = ("severity", "paper", "code", "expires_on", "days")
    return [[row[name] for name in names if name in row] for row in _list(make, **asked)["papers"]]


def test_the_overdue_come_first_then_by_day(make: Make) -> None:
    make.firearm("F1", permit="2026-01-20")
    make.person("G-1", licence="2025-12-31", course="2026-01-10", fitness_expires_on="2026-01-15")
    make.do(records.amend, kind="company", record=1, values={"licence_expires_on": "2026-01-12"})
    contract = make.place("C-1", "contract")
    make.do(records.amend, kind="place", record=contract, values={"ends_on": "2026-01-11"})
    assert _rows(make, within=30) == [
        ["overdue", "licence", "G-1", "2025-12-31", -1], ["soon", "course", "G-1", "2026-01-10", 9],
        ["soon", "contract", "C-1", "2026-01-11", 10], ["soon", "company_licence", "2026-01-12", 11],
        ["soon", "fitness", "G-1", "2026-01-15", 14], ["soon", "permit", "F1", "2026-01-20", 19],
    ]  # fmt: skip
    told = _list(make, within=30)
    assert (told["about"]["within"], told["figures"]["overdue"], told["figures"]["soon"]) == (30, 1, 5)


def test_only_so_many_days_ahead(make: Make) -> None:
    for day in ("2026-01-03", "2026-01-04"):
        make.firearm(permit=day)
    assert [row[3] for row in _rows(make, within=2)] == ["2026-01-03"]
    assert [row[3] for row in _rows(make, within=3)] == ["2026-01-03", "2026-01-04"]


def test_the_number_of_the_paper_and_who_has_arms(make: Make) -> None:
    guard = make.person("G-1", licence="2026-01-02", licence_number="LV-9")
    make.issued(make.firearm(), to=guard)
    make.clock.pass_(days=5)
    told = _list(make)
    assert (told["papers"][0]["paper_number"], told["papers"][0]["firearms"]) == ("LV-9", 1)
    assert told["figures"]["armed"] == 1


@pytest.mark.parametrize("asked", [{"as_of": "2026-01-01"}, {"known_at": "3"}])
def test_it_is_of_now_only(make: Make, asked: dict[str, str]) -> None:
    make.firearm()
    make.clock.pass_(days=5)
    with pytest.raises(Refused) as caught:
        _list(make, **asked)
    assert caught.value.findings[0].code == "report_only_now"
