"""The guard acknowledges without a login, by PIN or by a drawn signature, the exact text of a handover or a discharge.

What was acknowledged enters as a document by its hash, in the very entry: so whoever signs the entry signs the text.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.draft import Wish
from registry_app.domain.entry import Entry, Ref, canonical
from registry_app.domain.errors import Damaged, Finding, Refused, refuse
from registry_app.domain.fields import Value
from registry_app.domain.rows import ContentRow
from registry_app.i18n import LANGUAGES
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import pins
from registry_app.services.handover_texts import Handover, text_for

__all__ = [
    "Acknowledgement",
    "Bound",
    "Handover",
    "acknowledged",
    "bound",
    "bound_to",
    "by_drawing",
    "by_pin",
    "methods",
    "text_for",
]

FORMAT = "armarium-acknowledgement/1"
MOST_POINTS = 20_000
"""Of a drawing: a name takes some hundreds."""
LARGEST = 1_000_000
"""Neither coordinate nor time of a point is larger, or less than 0."""

Point = tuple[int, int, int]
"""x and y to the right and down, in whichever unit the drawing was made, and milliseconds from its first point on."""
Stroke = tuple[Point, ...]


@dataclass(frozen=True)
class Acknowledgement:
    """Who acknowledged which text, by `pin` or `drawing`; strokes are those of the drawing, nothing for a PIN."""

    person: int
    method: str
    text: str
    strokes: tuple[Stroke, ...] = ()

    def content(self) -> bytes:
        """The bytes that are kept: canonical JSON."""
        strokes = [[list(point) for point in stroke] for stroke in self.strokes]
        return canonical(
            {"format": FORMAT, "person": self.person, "method": self.method, "text": self.text, "strokes": strokes}
        )


def by_pin(session: Session, person: int, pin: str, text: str) -> Acknowledgement:
    """The acknowledgement of a text by somebody's PIN. Raises `Refused` (see `pins.check`)."""
    pins.check(session, person, pin)
    return Acknowledgement(person, "pin", text)


def by_drawing(person: int, strokes: Sequence[Sequence[Sequence[int]]], text: str) -> Acknowledgement:
    """The acknowledgement of a text by a drawn signature: strokes of points (x, y, milliseconds).

    Raises `Refused` when nothing was drawn, or far too much.
    """
    drawn = tuple(tuple(_point(point) for point in stroke) for stroke in strokes if stroke)
    points = sum(map(len, drawn))
    if points < 2:  # noqa: PLR2004 - a dot is no signature
        raise Refused(refuse("drawing_empty"))
    if points > MOST_POINTS:
        raise Refused(refuse("drawing_too_long", most=MOST_POINTS))
    return Acknowledgement(person, "drawing", text, drawn)


def _point(point: Sequence[int]) -> Point:
    x, y, at = (max(0, min(int(value), LARGEST)) for value in point)
    return x, y, at


@dataclass(frozen=True)
class Bound:
    """What binds an acknowledgement to the entry that is drafted: nothing of anything when there is none."""

    wishes: tuple[Wish, ...] = ()
    refs: tuple[Ref, ...] = ()
    contents: tuple[tuple[str, bytes], ...] = ()
    person: int = 0


def bound(session: Session, found: Acknowledgement | None, handover: Handover) -> Bound:
    """The document of an acknowledgement, for the entry that makes this handover.

    Raises `Refused` when the text is that of another handover, or another person acknowledged it.
    """
    another = refuse("acknowledged_another_text")
    return bound_to(found, handover.person, lambda language: text_for(session, handover, language), another)


def bound_to(found: Acknowledgement | None, person: int, text: Callable[[str], str], another: Finding) -> Bound:
    """The same for any act that `person` acknowledges, of which `text` gives the exact text in a language; where the
    text is of `another` act, that is told."""
    if found is None:
        return Bound()
    if found.person != person:
        raise Refused(refuse("acknowledgement_of_another"))
    if found.text not in {text(language) for language in LANGUAGES}:
        raise Refused(another)
    content = found.content()
    which = sha256(content).hexdigest()
    values: dict[str, Value] = {
        "subject_id": found.person, "kind": "acknowledgement", "media_type": "application/json",
        "size": len(content), "content_hash": which,
    }  # fmt: skip
    wish = Wish("document", values, placeholder=_DOCUMENT)
    return Bound((wish,), (Ref("acknowledgement", which),), ((which, content),), found.person)


_DOCUMENT = -1_002
"""The placeholder of the document that the entry describes."""


def acknowledged(session: Session, seq: int) -> Acknowledgement:
    """What was acknowledged of entry `seq`.

    Raises `Refused` when nothing was, or it was erased, `Damaged` when its bytes are others than the entry says.
    """
    entry = RegisterFacts(session).entry(seq)
    which = next((ref.value for ref in entry.refs if ref.kind == "acknowledgement"), "") if entry else ""
    if not which:
        raise Refused(refuse("nothing_acknowledged", entry=seq))
    kept = session.execute(select(ContentRow.bytes).where(ContentRow.hash == which)).scalar()
    if kept is None:
        raise Refused(refuse("content_erased", name=str(seq), hash=which[:16]))
    if sha256(kept).hexdigest() != which:
        raise Damaged(refuse("content_differs", row=which[:16]))
    told = json.loads(kept)
    strokes = tuple(tuple((x, y, at) for x, y, at in stroke) for stroke in told["strokes"])
    return Acknowledgement(told["person"], told["method"], told["text"], strokes)


_METHOD = re.compile(b'"method":"([a-z]+)"')
_BEGINNING = 120
"""So many bytes of what is kept tell the method, which stands before text and strokes."""
_AT_ONCE = 500


def methods(session: Session, entries: Iterable[Entry]) -> dict[int, str]:
    """How some entries were acknowledged, by number: `pin`, `drawing`, `erased`, or `said` where the user says so;
    those that nobody acknowledged are left out."""
    kept = {entry.seq: _kept_as(entry) for entry in entries if entry.acknowledged_by or _kept_as(entry)}
    known = dict(_methods(session, sorted({which for which in kept.values() if which})))
    return {seq: known.get(which, "erased") if which else "said" for seq, which in kept.items()}


def _kept_as(entry: Entry) -> str:
    return next((ref.value for ref in entry.refs if ref.kind == "acknowledgement"), "")


def _methods(session: Session, hashes: Sequence[str]) -> Iterator[tuple[str, str]]:
    beginning = func.substr(ContentRow.bytes, 1, _BEGINNING)
    for at in range(0, len(hashes), _AT_ONCE):
        query = select(ContentRow.hash, beginning).where(ContentRow.hash.in_(hashes[at : at + _AT_ONCE]))
        for which, begun in session.execute(query):
            if found := _METHOD.search(bytes(begun)):
                yield which, found[1].decode()
