"""The transfer guide lists what one entry sent, and how each part of it arrived."""

from registry_app.services import records, transfers
from tests import declared
from tests.make import Make


def test_what_travels_and_how_it_arrived(make: Make) -> None:
    gun, lot, there = make.firearm("A-1"), make.lot("L-1", rounds=100), make.place("ARM-2")
    sent = make.do(transfers.send, items={gun: 1, lot: 40}, destination=there).seq
    make.do(transfers.accept, sent=sent, to=there, items={gun: 1})
    told = declared.content(make, "transfer", entry=sent)
    assert (told["about"]["destination"], told["about"]["entry"]) == ("ARM-2", sent)
    assert told["figures"] == {"firearms": 1, "rounds": 40, "articles": 0}
    assert [row["kind"] for row in told["steps"]] == ["send", "accept"]
    assert "Who carries" in declared.page(make, "transfer", entry=sent)


def test_armouries_are_told_by_code_and_name(make: Make) -> None:
    gun, there = make.firearm("A-1"), make.place("ARM-2")
    make.do(records.amend, kind="place", record=there, values={"name": "Northern vault"})
    told = declared.content(make, "transfer", entry=make.do(transfers.send, items={gun: 1}, destination=there).seq)
    assert (told["about"]["from"], told["about"]["destination"]) == ("ARM-1", "ARM-2 · Northern vault")


def test_only_what_was_sent_has_a_guide(make: Make) -> None:
    make.firearm()
    assert declared.refusal(make, "transfer", entry=1) == "paper_of_which_delivery"
    assert declared.refusal(make, "transfer") == "paper_of_which_delivery"
