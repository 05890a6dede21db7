"""What the page of a list needs of the widget that shows one of its records whole."""

from typing import Any, Protocol

from PySide6.QtCore import Signal


class Sheet(Protocol):
    """A QWidget; `left` asks for the list again."""

    record: int
    left: Signal

    def open_record(self, record_id: int) -> None:
        """Fetch and show a record."""

    def begin_edit(self, record_id: int) -> None:
        """Open the form for a record, 0 for a new one."""

    def may_edit(self) -> bool:
        """Whether the form may be opened for the record."""

    def reload(self) -> None:
        """Fetch again what is shown."""

    def enter(self) -> None:
        """Take the cursor."""

    def leave(self) -> None:
        """Leave the form that is open, else the record; what was typed is not lost without a question."""

    def draft(self) -> dict[str, Any]:
        """What was typed and not saved."""

    def take_up(self, draft: dict[str, Any]) -> None:
        """Put back what `draft()` gave."""

    def retranslate(self) -> None:
        """Say everything again."""
