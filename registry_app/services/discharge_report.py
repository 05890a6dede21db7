"""The report of a discharge: the firearm, who fired, where, the rounds, the harm, and the three who sign."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import Discharge, Person
from registry_app.services import case_clocks, clock, frame, paper_values
from registry_app.services.frame import Asked, Content

NAME = "discharge"


def content(session: Session, asked: Asked) -> Content:
    """The report of the discharge `asked.record`. Raises `Refused` when there is none."""
    shot = session.get(Discharge, asked.record)
    if shot is None:
        raise Refused(refuse("paper_of_which_discharge"))
    taken = frame.of_a_moment(session, asked)
    entries = paper_values.entries_of(session, shot.id)
    told = next(entry for entry in entries if entry.seq == shot.described_seq)
    used = {line.item: {"quantity": line.quantity} for line in told.lines}
    listed = paper_values.items(session, {shot.firearm_id: {}, **used})
    return {
        **frame.top(taken, NAME, f"DR-{shot.id}"),
        "about": paper_values.of_record(session, "discharge", shot.id) | _more(session, shot),
        "firearms": listed["firearms"], "rounds": listed["rounds"],
        "steps": paper_values.steps(session, entries),
        "documents": paper_values.documents(session, subject=shot.id),
    }  # fmt: skip


def _more(session: Session, shot: Discharge) -> Content:
    """The licence of who fired, and until when the authority was to be told."""
    found = case_clocks.clock_of(session, kind="discharge", known_at=shot.happened_at, seq=shot.described_seq)
    query = select(Person.licence_number, Person.licence_expires_on).where(Person.id == shot.person_id)
    licence, until = session.execute(query).one()
    told = {"licence_number": licence, "licence_expires_on": until}
    if found.deadline:
        told["deadline"] = clock.minute(session, found.deadline)
    return {name: value for name, value in told.items() if value}
