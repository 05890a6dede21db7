"""The transfer guide: what goes from one armoury to another; it travels with the delivery and is signed three times."""

from sqlalchemy.orm import Session

from registry_app.domain.entry import NONE, Entry
from registry_app.domain.errors import Refused, refuse
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import clock, frame, paper_values
from registry_app.services.frame import Asked, Content
from registry_app.services.return_lists import filled

NAME = "transfer"


def content(session: Session, asked: Asked) -> Content:
    """The guide of the delivery that entry `asked.entry` sent. Raises `Refused` when it sent none."""
    sent = RegisterFacts(session).entry(asked.entry) if asked.entry != NONE else None
    if sent is None or sent.kind != "send":
        raise Refused(refuse("paper_of_which_delivery"))
    taken = frame.of_a_moment(session, asked)
    quantities = {line.item: {"quantity": line.quantity} for line in sent.lines}
    listed = paper_values.items(session, quantities)
    for firearm in listed["firearms"]:
        del firearm["quantity"]  # each is one piece
    return {
        **frame.top(taken, NAME, f"TG-{sent.seq}"),
        "about": _about(session, sent),
        "figures": {
            "firearms": len(listed["firearms"]), "rounds": sum(row["quantity"] for row in listed["rounds"]),
            "articles": sum(row["quantity"] for row in listed["articles"]),
        },
        **listed,
        "steps": paper_values.steps(session, [sent, *_settling(session, sent)]),
    }  # fmt: skip


def _about(session: Session, sent: Entry) -> Content:
    places = {line.source.place for line in sent.lines}
    called = paper_values.names(session, {*places, sent.destination()})
    return filled({
        "from": ", ".join(sorted(called[place] for place in places)), "destination": called.get(sent.destination()),
        "sent_at": clock.minute(session, sent.occurred_at), "entry": sent.seq,
    })  # fmt: skip


def _settling(session: Session, sent: Entry) -> list[Entry]:
    """The entries that took delivery of it, or refused to."""
    some = sent.lines[0].item
    return [e for e in paper_values.entries_of(session, some) if e.settles() == sent.seq]
