"""The clock of a case: by when the authority is to be told, by which rule, and what else the law asks of its notice."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from registry_app.domain.errors import Refused
from registry_app.domain.jurisdiction import Formality, Jurisdiction
from registry_app.services import clock, jurisdictions, policies
from registry_app.services.losses import AT_ONCE, MINUTE, minutes_allowed

OF_LOSSES = (
    "written_notice", "police_report", "permit_surrendered_on_loss", "lost_documents_reported",
    "lost_ammunition_reported",
)  # fmt: skip
OF_DISCHARGES = ("three_signatures_on_discharge",)
LIMIT = "loss_hours"
"""The field of the policy that sets the term, of losses as of discharges: no law was found with one of its own."""
AFTER_ALL = 2**62
"""The number of an entry that every policy comes before."""


@dataclass(frozen=True)
class CaseClock:
    """When the authority is to be told at the latest (`deadline`, UTC ms; `None` where no term is set).

    `minutes` are those of the term, from when it was known; `is_at_once` that the law says so and no number. `source`
    names the law that the term comes from, `""` where the register itself sets it. `now` is the moment of the reading.
    """

    deadline: int | None
    minutes: int | None
    is_at_once: bool
    source: str
    is_verified: bool
    now: int
    zone: str
    formalities: tuple[Formality, ...] = ()

    @property
    def left(self) -> int | None:
        """Minutes until the deadline, less than 0 once it has passed; `None` without one."""
        return None if self.deadline is None else (self.deadline - self.now) // MINUTE


def clock_of(session: Session, *, kind: str, known_at: str, seq: int = AFTER_ALL) -> CaseClock:
    """The clock of a case of `kind` (loss or discharge) that was known at a minute of the company's clock, and opened
    by the entry `seq`: a rule made stricter later makes nobody late. Without a `seq` it is one about to be opened."""
    term = minutes_allowed(session)(seq)
    known = clock.moment(session, known_at)
    law = _law(str(policies.in_force(session).get("jurisdiction") or ""))
    stated = law.provisions.get(LIMIT) if law else None
    if stated is not None and (int(stated.value) * 60 or AT_ONCE) != term:
        stated = None
    asked = OF_LOSSES if kind == "loss" else OF_DISCHARGES
    return CaseClock(
        None if term is None or not known else known + term * MINUTE, term, bool(stated and stated.value == 0),
        stated.source if stated else "", bool(stated and stated.is_verified),
        session.info["clock"](), clock.zone(session),
        tuple(law.formalities[code] for code in asked if code in law.formalities) if law else (),
    )  # fmt: skip


def _law(code: str) -> Jurisdiction | None:
    """The file of a country; nothing where it is wrong: the policy holds whatever becomes of the file."""
    try:
        return jurisdictions.load(code)
    except Refused:
        return None
