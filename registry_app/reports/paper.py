"""Papers, margins, colours and type sizes that all layouts share. Lengths in points, colours as RGB operands."""

from dataclasses import dataclass

PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
"""The papers by name, each with its width and height."""

MARGIN = 42.0
FOOT = 66.0
"""What the foot of a page takes; nothing else is drawn below."""

INK = "0.106 0.137 0.196"
NAVY = "0.075 0.176 0.341"
GREY = "0.333 0.380 0.451"
RULE = "0.780 0.812 0.859"
FAINT = "0.957 0.965 0.980"
HEADING = "0.894 0.918 0.957"
BAND = "0.827 0.863 0.918"
GOLD = "0.690 0.541 0.231"
WHITE = "1 1 1"
PALE = "0.839 0.875 0.933"
STEEL = "0.561 0.651 0.784"
ALARM = "0.608 0.173 0.173"


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper: its size and the edges of what is printed."""

    width: float
    height: float

    @property
    def left(self) -> float:
        """The left edge of the text."""
        return MARGIN

    @property
    def right(self) -> float:
        """The right edge of the text."""
        return self.width - MARGIN

    @property
    def room(self) -> float:
        """How wide the text is."""
        return self.width - 2 * MARGIN

    def across(self) -> "Sheet":
        """The same paper, its longer side below."""
        return Sheet(max(self.width, self.height), min(self.width, self.height))


def sheet(paper: str) -> Sheet:
    """The sheet of a paper's name."""
    return Sheet(*PAPERS[paper])
