"""The national picture is the sum of the newest inventory returns, company by company."""

from pathlib import Path
from typing import Any

from registry_app.services import national
from tests.domain.test_crossing import arm
from tests.make import Make
from tests.services import sent


def share(code: str, above: int, below: int) -> dict[str, Any]:
    return {"code": code, "unit": "permille", "value": 1, "numerator": above, "denominator": below}


def test_a_real_return_is_summed(tmp_path: Path, make: Make) -> None:
    make.firearm("A1")
    make.firearm("A2", kind="revolver", calibre="38spl")
    make.lot(rounds=300)
    desk = sent.desk(tmp_path)
    kept = desk.take(sent.inventory(make)).kept
    desk.receipt(kept.sha256, key=desk.key(sent.PASSPHRASE))
    found = national.picture(desk)
    assert (found.kinds, found.calibres) == ({"pistol": 1, "revolver": 1}, {"9x19": 1, "38spl": 1})
    assert (found.firearms["total"], found.rounds["total"]) == (2, 300)
    (company,) = found.companies
    assert (company.name, company.firearms, company.returns, company.receipts) == ("Vigilancia Andina S.A.", 2, 1, 1)
    assert [(site.company, site.firearms, site.rounds) for site in found.sites] == [("Vigilancia Andina S.A.", 2, 300)]


def test_companies_are_added_up_and_each_counts_with_its_newest_return(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    old = sent.invented("o/1", size=5, day="2025-12-31", firearms=[arm("SN1"), arm("SN2")])
    new = sent.invented("o/1", size=9, firearms=[arm("SN1")], indicators=[share("verified_90", 1, 4)],
                        figures={"firearms": {"lost": 1}, "rounds": {"total": 50}})  # fmt: skip
    other = sent.invented("o/2", firearms=[arm("SN7", kind="shotgun")], indicators=[share("verified_90", 3, 4)])
    for each in (old, new, other):
        desk.take(each)
    found = national.picture(desk)
    assert (found.kinds, found.firearms["lost"], found.rounds["total"]) == ({"pistol": 1, "shotgun": 1}, 1, 50)
    assert found.indicators == {"verified_90": (4, 8)}
    assert [(each.name, each.until, each.lost) for each in found.companies] == [
        ("o/1", "2026-01-31", 1), ("o/2", "2026-01-31", 0),
    ]  # fmt: skip


def test_a_company_of_two_histories_is_marked_and_counts_with_the_first(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(sent.invented("o/1", firearms=[arm("SN1")]))
    desk.take(sent.invented("o/1", root="ab" * 32, firearms=[arm("SN1"), arm("SN2")]))
    found = national.picture(desk)
    assert (found.companies[0].is_doubted, found.kinds) == (True, {"pistol": 1})


def test_a_company_that_sent_no_inventory_is_listed(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(sent.invented("o/1", format="armarium-movements/1"))
    (company,) = national.picture(desk).companies
    assert (company.until, company.firearms) == ("", 0)
