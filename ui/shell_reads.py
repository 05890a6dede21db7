"""What the frame of the window asks of the register, besides the summary: overdue things, last backup, exposure."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from registry_app.services.exposure import Exposure


def overdue(session: Any) -> int:
    """How many things are overdue."""
    from registry_app.services import due

    return due.board(session, limit=0).total.overdue


def last_backup(session: Any) -> int | None:
    """How many days ago the last backup was made, `None` for never."""
    from registry_app.services import backups

    return backups.days_since(session)


def exposure_of(session: Any) -> "Exposure":
    """What nobody outside has seen yet."""
    from registry_app.services import exposure

    return exposure.exposure(session)
