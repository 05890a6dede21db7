"""What a paper may be about: a case of loss, a discharge, a delivery, or a firearm, found by what people call it."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from registry_app.domain.criterion import Criterion
from registry_app.i18n import minute
from registry_app.services import listing, lists
from registry_app.services.listing import Listing
from registry_app.services.listing_cases import CASES
from registry_app.services.listing_entries import ENTRIES

Found = list[tuple[int, str, str]]
_SENT = {"kind": Criterion("is", ("send",))}


def find(session: Session, *, kind: str, text: str = "", limit: int = lists.FOUND) -> Found:
    """Number, name and hint of what a text may mean, the newest first; of everything for none.

    `kind` is `loss`, `discharge`, `firearm` or `delivery`, whose number is that of the entry that sent it.
    """
    return _FINDERS[kind](session, text, limit)


def _cases(state: str) -> Callable[[Session, str, int], Found]:
    def found(session: Session, text: str, limit: int) -> Found:
        keys = ("what", "person", "place", "known_at")
        return [
            (int(number or 0), f"#{number} {what or ''}".strip(), _hint(person, place, minute(str(at))))
            for number, what, person, place, at in _newest(session, CASES, limit, keys, text=text, state=state)
        ]

    return found


def _deliveries(session: Session, text: str, limit: int) -> Found:
    keys = ("what", "source_place", "occurred_at")
    return [
        (int(seq or 0), f"#{seq} {what or ''}".strip(), _hint(source, minute(str(at))))
        for seq, what, source, at in _newest(session, ENTRIES, limit, keys, text=text, criteria=_SENT)
    ]


def _firearms(session: Session, text: str, limit: int) -> Found:
    return lists.find(session, kind="firearm", text=text, limit=limit)


def _newest(session: Session, of: Listing, limit: int, keys: tuple[str, ...], **asked: object) -> list[lists.Row]:
    numbers = sorted(listing.ids(session, of, **asked), reverse=True)  # type: ignore[arg-type]
    return list(listing.all_rows(session, of, numbers[:limit], keys=keys))


def _hint(*told: object) -> str:
    return " · ".join(str(each) for each in told if each)


_FINDERS: Mapping[str, Callable[[Session, str, int], Found]] = {
    "loss": _cases("losses"), "discharge": _cases("discharges"), "delivery": _deliveries, "firearm": _firearms,
}  # fmt: skip
