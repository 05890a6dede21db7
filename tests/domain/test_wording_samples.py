"""What a sample proves, in words: never more than it does."""

from registry_app.domain.sampling import proven as reckoned
from registry_app.domain.wording_samples import proven


def test_it_says_what_is_proved_and_what_never_is() -> None:
    drawn, bounded, limits = proven(reckoned(500, 60))
    assert drawn == "60 of 500 firearms are drawn."
    assert "0 errors accepted" in bounded
    assert "at most 22 of all 500 are wrong: an error rate of at most 4.4%, with 95.0% confidence" in bounded
    assert limits.startswith("A sample never proves that no firearm is missing")
    assert "88.0%" in limits


def test_shares_are_rounded_up() -> None:
    assert "66.7%" in proven(reckoned(3, 1))[-1]


def test_errors_found_are_named() -> None:
    assert "With 2 of them wrong" in proven(reckoned(100, 50, 2))[1]


def test_a_sample_of_all_is_a_count() -> None:
    assert proven(reckoned(7, 7))[-1] == "Nothing is left out: this is a count of all firearms."


def test_of_nothing_nothing_is_proved() -> None:
    assert len(proven(reckoned(0, 0))) == 2
