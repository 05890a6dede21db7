"""The exposure: how many entries nobody outside the company can vouch for yet, and since when the oldest waits.

What no receipt covers can still be taken back by whoever owns the machine, with all copies on it. So the window says
it always: the way to make it small is to hand in a return and take in its receipt.
"""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.records import Filing
from registry_app.domain.rows import EntryRow
from registry_app.services import anchors, ledger

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


@dataclass(frozen=True)
class Exposure:
    """`entries` are not witnessed outside, the oldest since `age` milliseconds; `witnessed` are, 0 for none."""

    entries: int
    age: int
    witnessed: int

    @property
    def span(self) -> tuple[str, int]:
        """The age in whole days from two on, else hours, else minutes: `day`, `hour` or `minute`, and how many."""
        if self.age >= 2 * DAY:
            return "day", self.age // DAY
        return ("hour", self.age // HOUR) if self.age >= HOUR else ("minute", self.age // MINUTE)


def exposure(session: Session) -> Exposure:
    """What no receipt covers now: of those in the filings, and of those kept outside the register."""
    now = ledger.head(session)
    filed = select(func.max(Filing.head_size)).where(Filing.receipt_number.is_not(None))
    anchored = (each.head.size for each in anchors.known(now.origin) if each.head.size <= now.size)
    witnessed = max(session.execute(filed).scalar() or 0, *anchored, 0)
    oldest = session.execute(select(EntryRow.recorded_at).where(EntryRow.seq == witnessed)).scalar()
    age = 0 if oldest is None else max(0, int(session.info["clock"]()) - oldest)
    return Exposure(now.size - witnessed, age, witnessed)
