"""An answer counts only while its form still asks for the same entry: whoever left it meanwhile, or asks for another,
must not find that one entered, changed or told of."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def while_asked(entry: Callable[[], str], hear: Callable[[T], object]) -> Callable[[T], None]:
    """`hear`, unless `entry()`, the id of the entry that is asked for, is another by then."""
    asked = entry()

    def heard(answer: T) -> None:
        if entry() == asked:
            hear(answer)

    return heard
