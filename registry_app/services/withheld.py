"""What entries do not hold: personal values, and what documents contain. In its place stands a mark, so that what is
computed from entries tells where nothing can be said, and nowhere else.

A mark is letters only, and begins with letters that nobody can foresee: no value of an entry looks like one.
"""

import re
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_LETTERS = str.maketrans("0123456789", "abcdefghij")
_ENDS = "z"


def _beginning() -> str:
    return "mark" + str(secrets.randbits(96)).translate(_LETTERS) + "y"


@dataclass
class Marks:
    """The marks of one computation, each for what one commitment or hash stands for."""

    beginning: str = field(default_factory=_beginning)
    _many: int = 0

    def __post_init__(self) -> None:
        self._mark = re.compile(f"{self.beginning}[a-j]+{_ENDS}")
        self._pattern = lru_cache(10_000)(self._compiled)

    def new(self) -> str:
        """A mark that was not given out before."""
        self._many += 1
        return f"{self.beginning}{str(self._many).translate(_LETTERS)}{_ENDS}"

    def has(self, value: Any) -> bool:
        """Whether a value holds a mark, so that not all of it is known."""
        return isinstance(value, str) and self.beginning in value

    def fits(self, told: Any, wanted: Any) -> bool:
        """Whether what is told may be what is wanted: any text, but not none, in the place of a mark."""
        if not self.has(wanted):
            return bool(told == wanted)
        return isinstance(told, str) and self._pattern(wanted).fullmatch(told) is not None

    def fits_row(self, told: dict[str, Any], wanted: dict[str, Any]) -> bool:
        """The same of all fields of two rows."""
        return told.keys() == wanted.keys() and all(self.fits(told[name], value) for name, value in wanted.items())

    def _compiled(self, wanted: str) -> re.Pattern[str]:
        parts = self._mark.split(wanted)
        return re.compile(".+".join(map(re.escape, parts)), re.DOTALL)

    def shown(self, wanted: str) -> str:
        """A text with a question mark in the place of what is not known."""
        return self._mark.sub("?", wanted)
