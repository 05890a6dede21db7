"""The text that a guard acknowledges, to the letter."""

import pytest

from registry_app.services.handover_texts import Handover, text_for
from tests.make import START, Make


@pytest.fixture
def told(make: Make) -> Handover:
    guard, post = make.person("G-1", name="Rosa Vera"), make.place("P-1", "post", parent=make.place("C-1", "client"))
    gun, lot, vest, pouches = (
        make.firearm("A-1"),
        make.lot("L1"),
        make.article("V-1"),
        make.article("M", is_single=0, pieces=2),
    )
    things = {"rounds": {lot: 20}, "articles": {vest: 1, pouches: 2}, "post": post, "due_at": START + 3_600_000}
    return Handover("issue", guard, START, (gun,), **things)


def test_to_the_letter(make: Make, told: Handover) -> None:
    assert make.register.read(text_for, told, "en").splitlines()[1:] == [
        "– Pistol Taurus G3, 9 × 19 mm, serial number A-1", "– 20 rounds 9 × 19 mm, lot L1", "– Vest V-1",
        "– 2 × Vest M",
        "Post: P-1", "Due back: Jan 1, 2026, 9:00:00\u202fAM (UTC-05:00)",
        "Moment: Jan 1, 2026, 8:00:00\u202fAM (UTC-05:00)",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_it_names_who_and_what_in_every_language(make: Make, told: Handover, language: str) -> None:
    text = make.register.read(text_for, told, language)
    assert all(part in text for part in ("Rosa Vera", "G-1", "A-1", "L1", "V-1", "P-1"))


def test_what_was_used_up_is_said(make: Make, told: Handover) -> None:
    (lot,) = told.rounds
    back = Handover("take_back", told.person, START, rounds={lot: 15}, expended={lot: 5})
    assert "5 rounds 9 × 19 mm, lot L1, used up" in make.register.read(text_for, back, "en")


def test_what_stays_with_the_person_is_said(make: Make, told: Handover) -> None:
    things = {"rounds": told.rounds, "articles": told.articles}
    make.issued(*told.firearms, to=told.person, **things)
    back = Handover("take_back", told.person, START, told.firearms, dict.fromkeys(told.rounds, 18))
    assert make.register.read(text_for, back, "en").splitlines()[3:7] == [
        "Stays with Rosa Vera:", "– 2 rounds 9 × 19 mm, lot L1", "– Vest V-1", "– 2 × Vest M",
    ]  # fmt: skip


def test_what_is_not_on_record_is_told_by_its_number(make: Make) -> None:
    told = Handover("issue", make.person(), START, (901,), {902: 5}, {903: 1})
    text = make.register.read(text_for, told, "en")
    assert all(f"#{number}" in text for number in (901, 902, 903))
