"""What who fired acknowledges, word for word: which firearm, the rounds by lot, the harm, where and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from registry_app import i18n
from registry_app.domain.choices import DAMAGES, DISCHARGE_KINDS, HARMS
from registry_app.domain.entry import NONE
from registry_app.domain.fields import Value
from registry_app.i18n import N_, _, minute, n_, number
from registry_app.services import references
from registry_app.services.handover_texts import firearm_text, parties, rounds_text

FIRST_LINE = N_("{person} ({code}) states to {company} that the following firearm was fired:")


@dataclass(frozen=True)
class Shot:
    """A discharge as `discharges.record` takes it: `values` are the fields that are told of it, rounds by lot.

    Or the rounds were used up by the earlier `entry`, of which `fired` are those of this shot, 0 for all of them.
    """

    firearm: int
    person: int
    values: Mapping[str, Value]
    rounds: Mapping[int, int] = field(default_factory=dict)
    entry: int = NONE
    fired: int = 0


def text_for(session: Session, shot: Shot, language: str = "") -> str:
    """The exact text, in a language (the one in force unless named); the same facts make the same text."""
    with i18n.speaking(language or i18n.language()):
        return "\n".join(_lines(session, shot))


def _lines(session: Session, shot: Shot) -> Iterator[str]:
    told = {name: str(value or "") for name, value in shot.values.items()}
    yield _(FIRST_LINE).format(**parties(session, shot.person))
    yield f"– {firearm_text(session, shot.firearm)}"
    for lot, rounds in shot.rounds.items():
        yield f"– {rounds_text(session, lot, rounds)}"
    if shot.entry != NONE:
        yield f"– {_earlier(shot)}"
    for name, choices in (("kind", DISCHARGE_KINDS), ("harm", HARMS), ("damage", DAMAGES)):
        yield f"– {_(choices.get(told.get(name, ''), told.get(name, '')))}"
    if where := _where(session, shot, told):
        yield _("Where: {place}").format(place=where)
    yield _("Moment: {moment}").format(moment=minute(told.get("happened_at", "")) if told.get("happened_at") else "—")


def _earlier(shot: Shot) -> str:
    entry = number(shot.entry)
    if not shot.fired:
        return _("the rounds that entry {entry} tells were handed in as used").format(entry=entry)
    said = n_(
        "{n} round of those that entry {entry} tells were handed in as used",
        "{n} rounds of those that entry {entry} tells were handed in as used",
        shot.fired,
    )
    return said.format(n=number(shot.fired), entry=entry)


def _where(session: Session, shot: Shot, told: Mapping[str, str]) -> str:
    place = int(shot.values.get("place_id") or 0)
    name = references.named(session, [place]).get(place, ("", ""))[0]
    return ", ".join(each for each in (name, told.get("spot", "")) if each)
