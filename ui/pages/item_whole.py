"""What is shown of one lot or article whole: besides its record, where it is, what is under way, who may witness."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registry_app.i18n import N_, _, n_, number
from registry_app.services import standing, users
from registry_app.services.listing_stock import FIGURES, GONE
from registry_app.services.standing import Delivery, Standing
from registry_app.services.users import Account
from ui.pages.place_words import ICONS
from ui.pages.positions import status_text, status_tone
from ui.pages.whole import Whole, whole_of
from ui.parts.points import Point, heading

GROUPS = {key: shown for key, shown in {**FIGURES, **GONE}.items() if key != "total"}
"""Heading and condition of each group of positions."""
LATEST = 1_000
"""So many entries of its life are read: a lot is issued and taken back a hundred thousand times."""


@dataclass(frozen=True, kw_only=True)
class ItemWhole(Whole):
    """All about one lot or article."""

    standings: tuple[Standing, ...]
    deliveries: tuple[Delivery, ...]
    accounts: tuple[Account, ...]

    def sums(self) -> Mapping[str, int]:
        """How many pieces or rounds there are by the keys of the lists' figures, and `sealed` of those on hand."""
        found = {key: sum(s.quantity for s in grouped(self.standings, key)) for key in GROUPS}
        total = sum(found[key] for key in FIGURES if key != "total")
        sealed = [s.quantity for s in grouped(self.standings, "on_hand") if s.position.state == "sealed"]
        return found | {"total": total, "sealed": sum(sealed), "loose": found["on_hand"] - sum(sealed)}


def item_whole(session: Any, kind: str, record: int) -> ItemWhole:
    """All of one moment."""
    told = whole_of(session, kind, record, LATEST)
    return ItemWhole(
        told.values, told.called, told.events, told.papers, told.zone, told.is_cut,
        standings=tuple(standing.standing(session, record)), deliveries=tuple(standing.under_way(session, record)),
        accounts=tuple(users.accounts(session)),
    )  # fmt: skip


def grouped(standings: tuple[Standing, ...], key: str) -> list[Standing]:
    """The positions of a group."""
    shown = GROUPS[key][1]
    return [s for s in standings if shown.admits(s.place_kind, s.position.person, s.position.state)]


def code_of(there: Standing) -> str:
    """A position as the key of a point, and as a choice of a form."""
    return ".".join(map(str, there.position))


def called(there: Standing) -> str:
    """Where it is, in one line."""
    state = status_text(there.position.state)
    return " · ".join(each for each in (there.person, there.place, state, number(there.quantity)) if each)


def points(whole: ItemWhole) -> list[Point]:
    """The positions in groups, each with its sum."""
    return list(_points(whole)) or [Point(_("Nothing of it is on record yet."))]


def _points(whole: ItemWhole) -> Iterator[Point]:
    size = int(whole.values.get("pack_size") or 0)
    for key, (label, _shown) in GROUPS.items():
        if found := grouped(whole.standings, key):
            yield heading(_(label), number(sum(each.quantity for each in found)))
            yield from (_point(each, size) for each in found)


def _point(there: Standing, pack_size: int) -> Point:
    state = there.position.state
    code = there.place_code if there.is_inside else ""
    title, beside = (there.person, there.place) if there.person else (there.place, code)
    packs = there.quantity // pack_size if pack_size and state == "sealed" else 0
    said = n_("{n} pack of {size}", "{n} packs of {size}", packs).format(n=number(packs), size=number(pack_size))
    lines = tuple(each for each in (beside if beside != title else "", said if packs else "") if each)
    chip = status_text(state) if state != "ready" else ""
    icon = "user" if there.person else ICONS.get(there.place_kind, "map-pin")
    return Point(
        title, lines, number(there.quantity), chip=chip, chip_tone=status_tone(state), icon=icon, key=code_of(there)
    )  # fmt: skip


FIGURE_LABELS = {
    "on_hand": FIGURES["on_hand"][0], "sealed": N_("of which sealed"), "out": FIGURES["out"][0],
    "held": FIGURES["held"][0], "away": FIGURES["away"][0], "total": FIGURES["total"][0],
    **{key: label for key, (label, _shown) in GONE.items()},
}  # fmt: skip
"""What the sums are called on a sheet."""
