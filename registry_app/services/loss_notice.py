"""The notice of a loss or theft: what is gone, from whom and where, the clock that runs, and what was done since."""

from sqlalchemy.orm import Session

from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import Loss
from registry_app.services import case_clocks, clock, frame, losses, paper_values
from registry_app.services.frame import Asked, Content

NAME = "loss"


def content(session: Session, asked: Asked) -> Content:
    """The notice of the case `asked.record` (`docs/formats/papers-v1.md`). Raises `Refused` when there is none."""
    case = session.get(Loss, asked.record)
    if case is None:
        raise Refused(refuse("paper_of_which_case"))
    taken = frame.of_a_moment(session, asked)
    gone = {
        each.item: {"lost": each.lost, "found": each.found, "missing": each.lost - each.found}
        for each in losses.missing(session, case=case.id)
    }  # fmt: skip
    listed = paper_values.items(session, gone)
    return {
        **frame.top(taken, NAME, f"LN-{case.id}"),
        "about": paper_values.of_record(session, "loss", case.id) | _clock(session, case),
        "figures": {
            "firearms": _missing(listed["firearms"]), "rounds": _missing(listed["rounds"]),
            "articles": _missing(listed["articles"]),
        },
        **listed,
        "steps": paper_values.steps(session, paper_values.entries_of(session, case.id)),
        "documents": paper_values.documents(session, subject=case.id),
    }  # fmt: skip


def _missing(rows: list[Content]) -> int:
    return sum(row["missing"] for row in rows)


def _clock(session: Session, case: Loss) -> Content:
    """Until when the authority was to be told, and by which rule."""
    found = case_clocks.clock_of(session, kind="loss", known_at=case.discovered_at, seq=case.described_seq)
    told = {"deadline": clock.minute(session, found.deadline)} if found.deadline else {}
    return told | ({"rule": found.source} if found.source else {})
