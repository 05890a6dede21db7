"""A sample proves what the exact hypergeometric distribution says, and is drawn the same by anyone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from registry_app.domain import sampling

ROOT = "ab" * 32


@pytest.mark.parametrize("population", range(1, 301))
def test_the_statement_is_the_exact_one(population: int) -> None:
    for sample in {1, population // 3 or 1, population * 2 // 3 or 1, population}:
        for wrong in {0, min(2, sample)}:
            most = sampling.proven(population, sample, wrong).most
            assert hypergeom.cdf(wrong, population, most, sample) > 0.05 - 1e-12
            if most < population - sample + wrong:
                assert hypergeom.cdf(wrong, population, most + 1, sample) <= 0.05 + 1e-12


@pytest.mark.parametrize(("population", "most", "size"), [(50, 0, 48), (100, 1, 78), (200, 1, 155), (1000, 9, 258)])
def test_so_many_are_needed(population: int, most: int, size: int) -> None:
    assert sampling.needed(population, most) == size
    assert sampling.proven(population, size).most <= most < sampling.proven(population, size - 1).most


def test_a_sample_never_proves_that_none_is_missing() -> None:
    assert sampling.proven(500, 474).misses == Fraction(26, 500)
    assert sampling.proven(500, 474).most > 0
    assert sampling.proven(500, 500).most == 0


def test_a_sample_lies_within_its_population() -> None:
    with pytest.raises(ValueError, match="within"):
        sampling.proven(5, 6)


@given(st.sets(st.integers(1, 10_000), max_size=60), st.integers(1, 70), st.text(max_size=12))
def test_the_draw_knows_no_order_and_no_luck(items: set[int], size: int, word: str) -> None:
    one = sampling.drawn(sorted(items), size, root=ROOT, place=7, word=word)
    assert one == sampling.drawn(
        sorted(items, reverse=True), size, root=ROOT, place=7, word=f"  {word.upper()} ".lower()
    )
    assert set(one) <= items
    assert len(set(one)) == len(one) == min(size, len(items))


def test_another_head_place_size_or_word_draws_others() -> None:
    def first(**changed: object) -> int:
        return sampling.drawn(range(10_000), 5, **{"root": ROOT, "place": 7, "word": "cedro", **changed})[0]  # type: ignore[arg-type]

    assert len({first(), first(root="cd" * 32), first(place=8), first(word="roble")}) == 4


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 500), min_size=1), st.integers(0, 900))
def test_the_shares_fill_the_sample(strata: dict[str, int], size: int) -> None:
    given_ = sampling.shares(strata, size)
    assert sum(given_.values()) == min(size, sum(strata.values()))
    assert all(given_[name] <= there for name, there in strata.items())
    if size >= len(strata):
        assert all(given_[name] for name, there in strata.items() if there)
