"""The filters of the firearms list: each said once, and asked of the database or of a position in memory."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_

from registry_app.domain.choices import FIELD_PLACES, HELD_STATES, INSIDE, OUTSIDE, STORES, USABLE_STATES
from registry_app.domain.records import Place
from registry_app.domain.rows import BalanceRow


@dataclass(frozen=True)
class Filter:
    """Which positions are shown: by kind of place, by state, and by whether somebody has it; `None` is any."""

    kinds: Collection[str] | None = None
    states: Collection[str] | None = None
    is_with_person: bool | None = None

    def __call__(self) -> ColumnElement[bool]:
        """As a condition on balances joined with their places."""
        parts: list[ColumnElement[bool]] = []
        if self.kinds is not None:
            parts.append(Place.kind.in_(list(self.kinds)))
        if self.states is not None:
            parts.append(BalanceRow.state.in_(list(self.states)))
        if self.is_with_person is not None:
            parts.append(BalanceRow.person_id > 0 if self.is_with_person else BalanceRow.person_id == 0)
        return and_(*parts)

    def admits(self, kind: str, person: int, state: str) -> bool:
        """Whether a position is shown: the kind of its place, the person (0 nobody), the state."""
        is_there = self.kinds is None or kind in self.kinds
        is_so = self.states is None or state in self.states
        return is_there and is_so and (self.is_with_person is None or self.is_with_person == (person > 0))


STATES: Mapping[str, Filter] = {
    "": Filter(kinds=INSIDE),
    "in_store": Filter(kinds=(*STORES, *FIELD_PLACES, "workshop"), states=USABLE_STATES, is_with_person=False),
    "issued": Filter(is_with_person=True),
    "transit": Filter(kinds=("transit",), is_with_person=False),
    "held": Filter(kinds=INSIDE, states=HELD_STATES),
    "gone": Filter(kinds=OUTSIDE),
}
"""The filters of the firearms list by code; the empty one is everything in the company."""
