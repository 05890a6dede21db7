"""Records to choose from, for pickers: by what people call them. Works on sessions only by handing them on."""

from typing import Any

from registry_app.services import lists, references
from ui.parts.picker import Choice


def places(session: Any, text: str) -> list[Choice]:
    """Places of the company."""
    return [Choice(*found) for found in lists.find(session, kind="place", text=text)]


def referred(session: Any, refers_to: str, text: str) -> list[Choice]:
    """Records that a reference to that kind may mean."""
    return [Choice(*found) for found in references.find(session, refers_to=refers_to, text=text)]
