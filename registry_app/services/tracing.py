"""Answering a trace request: which firearms match a serial, why, and through whose hands they went."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.acts import UNDOING
from registry_app.domain.entry import parse
from registry_app.domain.projection import derived
from registry_app.domain.rows import EntryRow
from registry_app.domain.serials import confusion_key, normalised
from registry_app.services import history, lists
from registry_app.services.history import Event

MATCHES = 50
LIFE = 10_000


@dataclass(frozen=True)
class Match:
    """A firearm that matches: its record, why (a code, the surest reason first), and its life from the newest."""

    id: int
    firearm: Mapping[str, str | int | None]
    why: str
    life: tuple[Event, ...]

    def as_json(self) -> dict[str, object]:
        """The object that the verb `show serial --json` prints."""
        return {"id": self.id, "why": self.why, "firearm": dict(self.firearm), "chain": [asdict(e) for e in self.life]}


def trace(session: Session, sought: str) -> list[Match]:
    """The firearms, anywhere or gone, that match a serial, the surest first; an empty text matches nothing."""
    if not normalised(sought):
        return []
    found = [
        _match(session, number, sought)
        for number, _name, _hint in lists.find(session, kind="firearm", text=sought, limit=MATCHES)
    ]
    likely = [match for match in found if match.why != "part" or _is_part(match.firearm, sought)]
    likely += _withdrawn(session, sought)
    return sorted(likely, key=lambda match: _SURENESS.index(match.why))


def _withdrawn(session: Session, sought: str) -> Iterator[Match]:
    """The firearms whose record a correction took back: they have none any more, but the ledger still tells of them."""
    bodies = session.execute(select(EntryRow.body).where(EntryRow.kind.in_(UNDOING)).order_by(EntryRow.seq)).scalars()
    for change in (change for body in bodies for change in parse(body).records):
        firearm: dict[str, str | int | None] = {n: v for n, v in change.old.items() if isinstance(v, str | int)}
        if change.kind == "firearm" and not change.new:
            firearm |= derived("firearm", change.old)
            if _is_part(firearm, sought):
                life = tuple(history.life(session, record=change.record, limit=LIFE))
                yield Match(change.record, {"tag": None, **firearm}, "withdrawn", life)


def _is_part(firearm: Mapping[str, object], sought: str) -> bool:
    """Whether the text is part of the serial itself, and not only of a tag or permit."""
    return confusion_key(sought) in str(firearm["serial_key"])


def _match(session: Session, number: int, sought: str) -> Match:
    firearm = history.detail(session, kind="firearm", record=number)
    return Match(number, firearm, _why(firearm, sought), tuple(history.life(session, record=number, limit=LIFE)))


def _why(firearm: Mapping[str, object], sought: str) -> str:
    same = {
        "as_marked": firearm["serial"] == sought,
        "tag": firearm["tag"] == sought.upper(),
        "normalised": firearm["serial_normal"] == normalised(sought),
        "look_alike": firearm["serial_key"] == confusion_key(sought),
    }
    return next((code for code, is_so in same.items() if is_so), "part")


_SURENESS = ("as_marked", "tag", "normalised", "look_alike", "withdrawn", "part")
