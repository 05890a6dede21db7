"""What a page is given instead of globals."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.parts.strip import Strip
from ui.problems import Problems
from ui.settings import Settings
from ui.tasks import Tasks


@dataclass(frozen=True)
class Desk:
    """The desk of one unlocked register: its tasks, where to speak, who works, and the way to other pages."""

    tasks: Tasks
    problems: Problems
    strip: Strip
    settings: Settings
    go: Callable[[str, int], None]
    """Open the page of this key, on the record of this id (0 for none)."""
    user: str = ""
    roles: str = ""
    company: str = ""
    is_read_only: bool = False
