"""The movements book: every line that moved anything in a period, original and corrected, with what it rests on."""

from sqlalchemy.orm import Session

from registry_app.services import frame, oversight
from registry_app.services.frame import Asked, Content
from registry_app.services.period_entries import Period

NAME = "movements"


def content(session: Session, asked: Asked) -> Content:
    """The book as plain values (`docs/formats/papers-v1.md`). Raises `Refused` for a period that is none."""
    taken = frame.of_a_period(session, asked, report=NAME)
    period = Period(taken)
    rows = [period.about(entry) | period.moved(line) for entry in period.entries() for line in entry.lines]
    corrections = sum("corrects" in row for row in rows)
    return {
        **frame.top(taken, NAME, "MB"),
        "figures": {
            "lines": len(rows), "entries": len({row["entry"] for row in rows}), "corrections": corrections,
            "corrected": sum("corrected_by" in row for row in rows),
        },
        "movements": rows,
        **oversight.gather(taken),
    }  # fmt: skip
