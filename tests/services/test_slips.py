"""The slip of a handover says what its entry says, and says it again when it is printed again."""

import pytest

from registry_app.domain.errors import Refused
from registry_app.i18n import LANGUAGES
from registry_app.services import corrections, custody, pins, slips
from registry_app.services.acknowledgements import Handover, by_pin, text_for
from registry_app.services.slips import Content
from tests.make import Make
from tests.reports import papers


@pytest.fixture
def seq(make: Make) -> int:
    """A pistol with rounds and a vest, issued to a guard at a post who acknowledged it by PIN."""
    guard, post = make.person("G-1", name="Rosa Vera"), make.place("P-1", "post", parent=make.place("C-1", "client"))
    make.do(pins.set_pin, person=guard, pin="4711")
    told = Handover("issue", guard, make.clock.now, (make.firearm("A-1", tag="T-1"),), {make.lot("L1"): 20},
                    {make.article("V-1"): 1}, post=post, due_at=make.clock.now + 3_600_000)  # fmt: skip
    found = make.register.read(by_pin, guard, "4711", make.register.read(text_for, told, "es"))
    facts = {"firearms": told.firearms, "rounds": told.rounds, "articles": told.articles, "post": post}
    when = {"due_at": told.due_at, "occurred_at": told.at, "acknowledgement": found}
    return int(make.do(custody.issue, to=guard, **facts, **when).seq)


def content(make: Make, seq: int) -> Content:
    return make.register.read(slips.content, seq)


def test_it_says_who_what_where_and_until_when(make: Make, seq: int) -> None:
    told = content(make, seq)
    assert (told["receiver"], told["entry"]["post"]) == ({"code": "G-1", "name": "Rosa Vera"}, "P-1")
    assert [told["firearms"][0]["serial"], told["rounds"][0]["quantity"], told["articles"][0]["code"]] == [
        "A-1", 20, "V-1"
    ]  # fmt: skip
    assert told["acknowledgement"]["method"] == "pin"
    assert "due" in told["entry"]


def test_printed_again_it_is_the_same(make: Make, seq: int) -> None:
    before = make.register.read(slips.make, entry=seq)
    make.firearm()
    assert make.register.read(slips.make, entry=seq) == before


def test_one_that_was_undone_says_so(make: Make, seq: int) -> None:
    made = make.do(corrections.void, seq=seq)
    assert content(make, seq)["undone_by"] == made.seq
    assert f"undone by entry {made.seq}" in papers.whole(make.register.read(slips.make, entry=seq, language="en"))


def test_rounds_that_were_used_up_are_told_apart(make: Make, seq: int) -> None:
    gun, lot = (make.entry(seq).lines[at].item for at in (0, 1))
    back = make.do(custody.take_back, firearms=[gun], rounds={lot: 15}, expended={lot: 5}, reason="training").seq
    told = content(make, back)
    assert [(each["quantity"], each["used_up"]) for each in told["rounds"]] == [(15, 0), (5, 1)]
    assert (told["giver"]["code"], "receiver" in told) == ("G-1", False)


def test_what_stays_with_the_person_is_named_and_printed_the_same_again(make: Make, seq: int) -> None:
    gun, lot, vest = (line.item for line in make.entry(seq).lines)
    guard = make.entry(seq).lines[0].target.person
    back = make.do(custody.take_back, firearms=[gun], rounds={lot: 15}).seq
    stays = {"firearms": [], "rounds": [{"lot_number": "L1", "calibre": "9x19", "maker": "CBC", "quantity": 5,
             "used_up": 0}], "articles": [{"code": "V-1", "name": "Vest", "quantity": 1}]}  # fmt: skip
    assert content(make, back)["staying"] == stays
    make.do(custody.take_back, person=guard, rounds={lot: 5}, articles={vest: 1})
    make.issued(gun, to=guard)
    assert content(make, back)["staying"] == stays
    assert "Stays with Rosa Vera (G-1)" in papers.whole(make.register.read(slips.make, entry=back, language="en"))


def test_where_all_comes_back_nothing_stays(make: Make, seq: int) -> None:
    gun, lot, vest = (line.item for line in make.entry(seq).lines)
    back = make.do(custody.take_back, firearms=[gun], rounds={lot: 20}, articles={vest: 1}).seq
    assert "staying" not in content(make, back)
    assert "staying" not in content(make, seq)


def test_what_hands_nothing_over_has_none(make: Make) -> None:
    for seq in (0, 999):
        with pytest.raises(Refused, match="slip_not_for"):
            content(make, seq)


@pytest.mark.parametrize("paper", ["a5", "a4", "letter"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_and_language(make: Make, seq: int, paper: str, language: str) -> None:
    page = papers.whole(make.register.read(slips.make, entry=seq, paper=paper, language=language))
    assert all(said in page for said in ("A-1", "L1", "V-1", "Rosa Vera", f"SLIP-{seq}-"))


@pytest.mark.parametrize(("facts", "code"), [({"suffix": ".xlsx"}, "report_suffix"), ({"paper": "a3"}, "report_paper")])
def test_other_files_and_papers_are_refused(make: Make, seq: int, facts: dict[str, str], code: str) -> None:
    with pytest.raises(Refused, match=code):
        make.register.read(slips.make, entry=seq, **facts)
