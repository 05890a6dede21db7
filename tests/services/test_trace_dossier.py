"""The trace dossier tells the whole life of one firearm, corrections too, and only this one's."""

from registry_app.services import corrections, records
from tests import declared
from tests.make import Make


def test_the_chain_of_custody_with_what_was_corrected(make: Make) -> None:
    gun, guard = make.firearm("007"), make.person("G-1", name="Rosa Vera")
    make.firearm("008")
    wrong = make.issued(gun, to=guard).seq
    made = make.do(corrections.correct, seq=wrong, reason="typing_error", witness=make.witness).seq
    told = declared.content(make, "trace", record=gun)
    assert [(row["kind"], row.get("corrected_by"), row.get("corrects")) for row in told["chain"]] == [
        ("receive", None, None), ("issue", made, None), ("correct", None, wrong)
    ]  # fmt: skip
    assert told["figures"]["corrections"] == 1
    assert "008" not in declared.page(make, "trace", record=gun)


def test_what_was_changed_is_told_before_and_after(make: Make) -> None:
    gun = make.firearm("007", condition="new")
    make.do(records.amend, kind="firearm", record=gun, values={"condition": "worn"})
    rows = declared.content(make, "trace", record=gun)["changes"]
    assert [(row["field"], row["before"], row["after"]) for row in rows] == [("condition", "new", "worn")]


def test_without_a_firearm_there_is_none(make: Make) -> None:
    assert declared.refusal(make, "trace") == "paper_of_which_firearm"
