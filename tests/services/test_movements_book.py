"""The movements book: every line of the period, with what was corrected and by what."""

from typing import Any

from registry_app.services import corrections, custody, movements_book
from registry_app.services.frame import Asked
from tests.make import Make


def _book(make: Make, **asked: Any) -> dict[str, Any]:
    return make.register.read(movements_book.content, Asked(make.register.actor, **asked))


def test_each_line_is_a_row_in_the_order_in_which_it_happened(make: Make) -> None:
    gun, lot, guard = make.firearm("007"), make.lot("L1", rounds=100), make.person("G-1", name="Eva Ruiz")
    make.issued(gun, to=guard, rounds={lot: 10})
    make.do(custody.take_back, firearms=[gun])
    told = _book(make)
    rows = [(row["kind"], row["item"], row["quantity"], row["from"], row["to"]) for row in told["movements"][2:]]
    assert rows == [
        ("issue", "007", 1, "ARM-1", "Eva Ruiz"), ("issue", "L1", 10, "ARM-1", "Eva Ruiz"),
        ("take_back", "007", 1, "Eva Ruiz", "ARM-1"),
    ]  # fmt: skip
    assert told["figures"] == {"lines": 5, "entries": 4, "corrections": 0, "corrected": 0}


def test_an_entry_and_its_correction_point_at_each_other(make: Make) -> None:
    wrong = make.issued(make.firearm("A1"), to=make.person()).seq
    by = make.do(corrections.correct, seq=wrong, reason="wrong_person", witness=make.witness).seq
    rows = {row["entry"]: row for row in _book(make)["movements"]}
    assert (rows[wrong]["corrected_by"], rows[by]["corrects"]) == (by, wrong)
    assert (rows[by]["from"], rows[by]["to"], rows[by]["witness"]) == (rows[wrong]["to"], rows[wrong]["from"], "second")
    assert _book(make)["figures"]["corrected"] == 1


def test_only_what_happened_in_the_period(make: Make) -> None:
    make.firearm("OLD")
    make.clock.pass_(days=40)
    make.firearm("NEW")
    assert [row["item"] for row in _book(make, from_on="2026-02-01")["movements"]] == ["NEW"]
    assert [row["item"] for row in _book(make, from_on="2026-01-01", until_on="2026-01-31")["movements"]] == ["OLD"]


def test_as_known_at_a_head_later_corrections_are_not_known(make: Make) -> None:
    wrong = make.issued(make.firearm("A1"), to=make.person()).seq
    make.do(corrections.correct, seq=wrong, reason="wrong_person", witness=make.witness)
    rows = _book(make, known_at=str(wrong + 1))["movements"]
    assert [(row["kind"], "corrected_by" in row) for row in rows] == [("receive", False), ("issue", False)]
