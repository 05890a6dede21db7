"""The trace dossier of one firearm: its marks and papers, and everything that ever happened to it, corrections too.

What the International Tracing Instrument asks of a reply: the chain of custody from the one who supplied it to where
it is now.
"""

from sqlalchemy.orm import Session

from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import Firearm
from registry_app.services import clock, frame, history, marks, paper_values
from registry_app.services.frame import Asked, Content
from registry_app.services.history import Event
from registry_app.services.return_lists import filled

NAME = "trace"
ALL = 100_000


def content(session: Session, asked: Asked) -> Content:
    """The dossier of the firearm `asked.record`. Raises `Refused` when there is none."""
    if session.get(Firearm, asked.record) is None:
        raise Refused(refuse("paper_of_which_firearm"))
    taken = frame.of_a_moment(session, asked)
    life = list(reversed(history.life(session, record=asked.record, limit=ALL)))
    chain = [_step(session, event) for event in life if event.quantity]
    return {
        **frame.top(taken, NAME, f"TD-{asked.record}"),
        "about": paper_values.of_record(session, "firearm", asked.record),
        "figures": {
            "entries": len({event.seq for event in life}), "movements": len(chain),
            "corrections": sum(event.corrects >= 0 for event in life),
        },
        "marks": [_mark(each) for each in marks.of(session, firearm=asked.record)],
        "chain": chain,
        "changes": [row for event in life if event.seq != life[0].seq for row in _changes(session, event)],
        "documents": paper_values.documents(session, subject=asked.record),
    }  # fmt: skip


def _step(session: Session, event: Event) -> Content:
    return filled({
        "entry": event.seq, "occurred_at": clock.minute(session, event.occurred_at), "kind": event.kind,
        "from": event.source, "to": event.target, "to_state": event.target_state, "reason": event.reason,
        "user": event.actor, "witness": event.witness, "corrects": event.corrects if event.corrects >= 0 else None,
        "corrected_by": event.corrected_by if event.corrected_by >= 0 else None,
    })  # fmt: skip


def _changes(session: Session, event: Event) -> list[Content]:
    about = {"entry": event.seq, "occurred_at": clock.minute(session, event.occurred_at), "user": event.actor}
    return [
        filled(about | {
            "field": change.name.removesuffix("_id"), "before": change.old_called or _text(change.old),
            "after": change.new_called or _text(change.new),
        })
        for change in event.changes
    ]  # fmt: skip


def _text(value: str | int | None) -> str:
    return "" if value is None else str(value)


def _mark(each: marks.MarkRow) -> Content:
    return filled({
        "kind": each.kind, "text": each.text, "spot": each.spot, "made_by": each.made_by, "made_on": each.made_on,
        "made_under": each.made_under,
    })  # fmt: skip
