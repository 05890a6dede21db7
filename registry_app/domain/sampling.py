"""Drawing a sample that anyone can draw again, and what it proves: exact, with no approximation.

A sample can never prove that no firearm is missing; only counting all of them can. It bounds the share of errors: with
`wrong` found in `n` of `N`, the exact hypergeometric distribution tells how many there may be at most (acceptance by
attributes in a finite population, as ISO 28596:2022 uses it for booking records).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import comb

CONFIDENCE = Fraction(95, 100)
LABEL = b"armarium-sample-v1"


@dataclass(frozen=True)
class Statement:
    """What a sample proves: `n` of `N` looked at, `wrong` of them wrong, at most `most` wrong among all with
    `confidence`; `misses` is the chance that one single missing piece is not in the sample."""

    population: int
    sample: int
    wrong: int
    most: int
    confidence: Fraction

    @property
    def rate(self) -> Fraction:
        """The share of errors that is not exceeded, with that confidence."""
        return Fraction(self.most, self.population) if self.population else Fraction(0)

    @property
    def misses(self) -> Fraction:
        """The chance that the one piece which is missing was not drawn."""
        return 1 - Fraction(self.sample, self.population) if self.population else Fraction(0)


def chance(population: int, wrong: int, sample: int, found: int) -> Fraction:
    """P(at most `found` wrong in the sample), when `wrong` of `population` are: the hypergeometric distribution."""
    right = population - wrong
    ways = sum(comb(wrong, k) * comb(right, sample - k) for k in range(min(found, wrong, sample) + 1))
    return Fraction(ways, comb(population, sample))


def proven(population: int, sample: int, wrong: int = 0, confidence: Fraction = CONFIDENCE) -> Statement:
    """What a sample proves: any number of errors above `most` would have shown more of them with `confidence`.

    Raises `ValueError` for a sample that is larger than the population, or has fewer pieces than errors.
    """
    if not 0 <= wrong <= sample <= population:
        raise ValueError("a sample lies within its population, and its errors within it")
    low, high = wrong, population - sample + wrong
    while low < high:
        middle = (low + high + 1) // 2
        is_possible = chance(population, middle, sample, wrong) > 1 - confidence
        low, high = (middle, high) if is_possible else (low, middle - 1)
    return Statement(population, sample, wrong, low, confidence)


def needed(population: int, most: int, confidence: Fraction = CONFIDENCE) -> int:
    """How many must be looked at, and found right, to show that at most `most` are wrong; all for a `most` of 0."""
    low, high = 0, population
    while low < high:
        middle = (low + high) // 2
        is_enough = chance(population, min(most + 1, population), middle, 0) <= 1 - confidence
        low, high = (low, middle) if is_enough else (middle + 1, high)
    return low


def drawn(items: Iterable[int], size: int, *, root: str, place: int, word: str) -> list[int]:
    """The `size` items that the head's `root`, the place, the size and the word draw, in the order of drawing.

    Each item gets SHA-256(label, root, place, size, word, item); the smallest are drawn. Nobody can choose: the word
    is typed after the head was seen, and the head was there before the word.
    """
    seed = b"\0".join((LABEL, root.encode(), str(place).encode(), str(size).encode(), _spelt(word).encode()))
    return sorted(items, key=lambda item: sha256(seed + b"\0" + str(item).encode()).digest())[:size]


def _spelt(word: str) -> str:
    return " ".join(word.split()).casefold()


def shares(strata: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of a sample fall to each stratum, by its size: largest remainders, one at least where there is any."""
    total = sum(strata.values())
    size = min(size, total)
    filled = [name for name, there in strata.items() if there]
    given = dict.fromkeys(strata, 0) | dict.fromkeys(filled[:size], 1)
    exact = {name: Fraction(strata[name] * size, total) for name in filled} if total else {}
    while sum(given.values()) < size:
        free = [name for name in filled if given[name] < strata[name]]
        given[max(free, key=lambda name: exact[name] - given[name])] += 1
    return given


def stratified(
    strata: Mapping[str, Sequence[int]], size: int, *, root: str, place: int, word: str
) -> dict[str, list[int]]:
    """As `drawn`, from each stratum its share."""
    wanted = shares({name: len(items) for name, items in strata.items()}, size)
    return {
        name: drawn(items, size, root=root, place=place, word=word)[: wanted[name]] for name, items in strata.items()
    }
