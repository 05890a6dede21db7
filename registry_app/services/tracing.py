"""Answering a trace request: which firearms match a serial, why, and through whose hands they went."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

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
    return sorted(likely, key=lambda match: _SURENESS.index(match.why))


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


_SURENESS = ("as_marked", "tag", "normalised", "look_alike", "part")
