"""The demo company's articles: keys with those who answer for the armouries, magazines, vests, permit cards."""

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Line, Position
from registry_app.domain.fields import Value
from registry_app.services import ledger
from registry_app.services.demo_story import Armoury, Gun
from registry_app.services.whereabouts import place_of_kind

CARDS = 12
"""Of so many firearms the card of the permit is kept as an article."""
MAGAZINES = (("9x19", 15, 48), ("380acp", 12, 16))
"""Calibre, capacity and pieces of the magazines in each armoury."""
VESTS, VEST_SERIALS = 30, 3
_FIRST = -3_000


Piece = tuple[dict[str, Value], int]
"""An article's values, and how many pieces of it there are."""


class Articles:
    """Takes them in: several in one entry, as they are when a company begins its register."""

    def __init__(self, by: Actor, end: dt.date) -> None:
        self._by, self._end = by, end

    def equip(self, session: Session, armoury: Armoury) -> tuple[tuple[int, ...], int]:
        """Keys, magazines and vests of an armoury; answers its keys and its stock of vests."""
        keys = list(self._keys(armoury))
        pieces = [*keys, *self._magazines(armoury), *self._vests(armoury)]
        numbers = self._received(session, pieces, armoury.safes[0])
        return numbers[: len(keys)], numbers[-1]

    def issue_cards(self, session: Session, guns: Sequence[Gun], to: int) -> dict[int, int]:
        """The permit cards of the first firearms, by firearm."""
        some = guns[:CARDS]
        pieces: list[Piece] = [
            ({
                "code": f"TP-{at:04}", "name": "Tarjeta de permiso", "kind": "permit_card", "is_single": 1,
                "number": gun.permit, "firearm_id": gun.number, "expires_on": gun.until,
            }, 1)
            for at, gun in enumerate(some, 1)
        ]  # fmt: skip
        return dict(zip((gun.number for gun in some), self._received(session, pieces, to), strict=True))

    def _received(self, session: Session, pieces: Sequence[Piece], to: int) -> tuple[int, ...]:
        source = Position(place_of_kind(session, "supplier"))
        numbered = [(_FIRST - at, *piece) for at, piece in enumerate(pieces)]
        wishes = tuple(Wish("article", values, placeholder=at) for at, values, _many in numbered)
        lines = tuple(Line(at, many, source, Position(to)) for at, _values, many in numbered)
        return ledger.post(session, Draft("receive", lines, wishes, reason_code="opening"), by=self._by).records

    def _keys(self, armoury: Armoury) -> Iterator[Piece]:
        """A key of the door and one of each safe."""
        for at, opens in enumerate((armoury.number, *armoury.safes)):
            name = "Llave de la puerta" if at == 0 else f"Llave de la caja {at}"
            yield {
                "code": f"LL-{_short(armoury)}-{at}", "name": name, "kind": "key", "is_single": 1, "opens_id": opens,
            }, 1  # fmt: skip

    def _magazines(self, armoury: Armoury) -> Iterator[Piece]:
        for calibre, capacity, many in MAGAZINES:
            yield {
                "code": f"PR-{_short(armoury)}-{calibre[:3].upper()}", "name": f"Proveedor {calibre}",
                "kind": "magazine", "is_single": 0, "calibre": calibre, "capacity": capacity,
            }, many  # fmt: skip

    def _vests(self, armoury: Armoury) -> Iterator[Piece]:
        """A few with a number and a last day of their own, and last of all the stock that is handed out."""
        told: dict[str, Value] = {"name": "Chaleco antibalas", "kind": "vest", "protection": "III-A"}
        for at in range(1, VEST_SERIALS + 1):
            until = self._end + dt.timedelta(days=15 if at == 1 else 400 * at)
            yield told | {
                "code": f"CH-{_short(armoury)}-{at:02}", "is_single": 1, "number": f"NIJ-{_short(armoury)}{at:03}",
                "expires_on": until.isoformat(),
            }, 1  # fmt: skip
        until = self._end + dt.timedelta(days=900)
        yield told | {"code": f"CH-{_short(armoury)}", "is_single": 0, "expires_on": until.isoformat()}, VESTS


def _short(armoury: Armoury) -> str:
    return armoury.code.removeprefix("ARM-")
