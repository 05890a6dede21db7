"""What a page is given instead of globals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.parts.strip import Strip
from ui.problems import Problems
from ui.reception import Reception
from ui.settings import Settings
from ui.tasks import Tasks

if TYPE_CHECKING:
    from registry_app.domain.actor import Actor
    from registry_app.domain.due import Due


@dataclass(frozen=True)
class Worker:
    """Who works at the desk, for whom, and whether nothing can be written; `name` is what people call him."""

    actor: "Actor | None" = None
    name: str = ""
    company: str = ""
    is_read_only: bool = False

    @property
    def roles(self) -> str:
        """The codes of the roles, separated by spaces."""
        return self.actor.roles if self.actor else ""


@dataclass(frozen=True)
class Desk:
    """The desk of one unlocked register: its tasks, where to speak, who works, and the way to other pages."""

    tasks: Tasks
    problems: Problems
    strip: Strip
    settings: Settings
    worker: Worker
    go: Callable[[str, int], None]
    """Open the page of this key, on the record of this id (0 for none)."""
    go_to: Callable[[str, int, str], None]
    """The same, with the form of the record open on the field of this name, where the page has one."""
    focus_search: Callable[[], None]
    """Put the cursor into the search field of the header."""
    clear_search: Callable[[], None]
    """Empty the search field of the header, without searching."""
    reception: Reception
    """Where scans arrive, and where a page says what came of one."""
    bring: Callable[[str, str, Sequence[int]], None]
    """Open the page of this key with these records of a kind in hand."""

    settle: Callable[[str, "Due"], None]
    """Open the page of this key to settle what is due."""

    def may(self, *kinds: str) -> bool:
        """Whether whoever works may make entries of all these kinds here."""
        from registry_app.domain.acts import role_for

        return not self.worker.is_read_only and all(role_for(kind, self.worker.roles) for kind in kinds)
