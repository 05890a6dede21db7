"""What one scan of a known code teaches: the scanner's last key and speed, the keyboard, CapsLock, its first key.

The code holds the letters and all digits that tell keyboards apart, and names no record of any register.
"""

from dataclasses import dataclass, replace

from registry_app.domain import keyboards
from registry_app.domain.codes import Code
from ui.scanner import Burst, Habits

CODE = Code("place", "QMZ", 123456780).text
SLOWEST_MS = 120
"""What a scanner may need between two keys while it is learnt; slower than this types a person."""
LEAST_MS, MOST_MS = 35, 150
"""Between these lies what is allowed to it afterwards: some systems count in steps of 16 ms; more delays people."""


@dataclass(frozen=True)
class Lesson:
    """What was learnt; `has_caps` whether capitals and small letters were exchanged, `gap_ms` its longest gap."""

    habits: Habits
    gap_ms: int
    has_caps: bool


def learn(burst: Burst, before: Habits) -> Lesson | None:
    """What a scan of `CODE` tells; `None` when it is no scan of it, under none of the keyboards that are known.

    A single character before the code is the scanner's first key.
    """
    for prefix, text in ((before.prefix, burst.text), (burst.text[:1], burst.text[1:])):
        if keyboard := _keyboard(text):
            gap = min(max(LEAST_MS, 2 * burst.gap_ms + 10), MOST_MS)
            habits = replace(before, gap_ms=gap, prefix=prefix, suffix=burst.end, keyboard=keyboard)
            return Lesson(habits, burst.gap_ms, has_caps=_has_caps(text, keyboard))
    return None


def _keyboard(text: str) -> str:
    """The first keyboard under which the text is the code, whatever CapsLock did; `""` for none."""
    return next((k for k in keyboards.KEYBOARDS if any(s.upper() == CODE for s in keyboards.sent(text, k))), "")


def _has_caps(text: str, keyboard: str) -> bool:
    """Whether the plain reading is not the code in capitals."""
    return next(keyboards.sent(text, keyboard)) != CODE
