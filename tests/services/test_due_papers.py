"""Papers that run out, of whatever has them."""

from registry_app.services import deposits, holds, policies, records
from tests.boards import counts, dues, told
from tests.make import Make


def _amend(make: Make, kind: str, record: int, **values: object) -> None:
    make.do(records.amend, kind=kind, record=record, values=values)


def test_a_permit_counts_until_its_last_day_and_while_the_firearm_is_here(make: Make) -> None:
    make.firearm("F1", permit="2025-12-31")
    make.firearm("F2", permit="2026-01-01")
    make.firearm("F3", permit="")
    gone = make.firearm("F4", permit="2025-01-01")
    make.do(holds.write_off, kind="lose", item=gone, reason="theft", witness=make.witness)
    assert told(make, "permit") == [("F1", "overdue", "2025-12-31"), ("F2", "soon", "2026-01-01")]


def test_people_who_left_need_no_papers(make: Make) -> None:
    make.person("G-1", licence="2025-12-01", course="2026-01-10", fitness_expires_on="2026-01-05")
    make.person("G-2", licence="2025-12-01", left_on="2026-01-01")
    make.person("G-3", licence="2025-12-01", left_on="2026-01-02")
    assert [key for key, *_rest in told(make, "licence")] == ["G-1", "G-3"]
    assert told(make, "course", "fitness") == [("G-1", "soon", "2026-01-10"), ("G-1", "soon", "2026-01-05")]


def test_who_has_arms_with_an_expired_paper_is_told_by_the_oldest(make: Make) -> None:
    guard = make.person("G-1", licence="2026-01-02", course="2026-01-01", name="Eva Ruiz")
    make.issued(make.firearm(), make.firearm(), to=guard)
    make.person("G-2", licence="2025-01-01")
    make.clock.pass_(days=2)
    (seen,) = dues(make, "armed")
    assert (seen.key, seen.name, seen.due_on, seen.owner, seen.act) == (
        "G-1", "Eva Ruiz", "2026-01-01", guard, "take_back"
    )  # fmt: skip
    assert counts(make, "armed").overdue == 1


def test_the_companys_licence(make: Make) -> None:
    _amend(make, "company", 1, licence_expires_on="2026-01-31")
    assert told(make, "company_licence") == [("", "soon", "2026-01-31")]


def test_a_contract_that_ended_is_told_while_something_is_still_at_its_posts(make: Make) -> None:
    old = make.place("C-1", "contract")
    post = make.place("P-1", "post", old)
    new = make.place("C-2", "contract")
    _amend(make, "place", old, ends_on="2025-12-31")
    _amend(make, "place", new, ends_on="2026-01-15")
    assert told(make, "contract") == [("C-2", "soon", "2026-01-15")]
    make.issued(make.firearm(), to=make.person(), post=post)
    assert told(make, "contract") == [("C-1", "overdue", "2025-12-31"), ("C-2", "soon", "2026-01-15")]


def test_articles_and_lots_while_any_is_here(make: Make) -> None:
    make.article("V-1", expires_on="2026-01-03")
    make.lot("L1", best_before="2025-12-01")
    empty = make.lot("L2", rounds=10, best_before="2025-12-01")
    make.do(holds.write_off, kind="expend", item=empty, quantity=10, reason="training")
    assert told(make, "article", "lot") == [("L1", "overdue", "2025-12-01"), ("V-1", "soon", "2026-01-03")]


def test_closure_counts_working_days_until_nothing_is_left(make: Make) -> None:
    gun, lot = make.firearm(), make.lot(rounds=20)
    make.do(policies.adopt, jurisdiction="pe", witness=make.witness)
    _amend(make, "company", 1, closing_on="2026-01-01")
    (seen,) = dues(make, "closure")
    assert (seen.due_on, seen.facts["firearms"], seen.facts["rounds"]) == ("2026-02-12", 1, 20)
    deed = {"document": "ACTA-1", "reason": "closure", "witness": make.witness}
    make.do(deposits.deposit, items={gun: 1, lot: 20}, **deed)
    assert dues(make, "closure") == []
