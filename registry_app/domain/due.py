"""What is due: which clocks there are, who answers for each, which act settles it, and one thing that is due."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from registry_app.domain.errors import FactValue
from registry_app.i18n import N_

Severity = Literal["overdue", "soon", "later"]
SEVERITIES: dict[Severity, str] = {"overdue": N_("Overdue"), "soon": N_("Soon"), "later": N_("Later")}


class Clock(NamedTuple):
    """What one kind of due thing is called, how one is told, which act or page settles it, which role answers for it.

    `rule` is the field of the policy that sets the term: where the file of the jurisdiction gives the same value, its
    source is that of the term. `has_practice` terms stand in no policy and come from practice.
    """

    label: str
    sentence: str
    act: str
    role: str
    rule: str = ""
    has_practice: bool = False


CLOCKS: Mapping[str, Clock] = {
    "loss_notice": Clock(
        N_("Notices of loss or theft"), N_("Tell the authority of case {key} ({what})"), "amend", "compliance",
        "loss_hours",
    ),
    "discharge_notice": Clock(
        N_("Notices of discharges"), N_("Tell the authority of discharge {key} ({what})"), "amend", "compliance",
        has_practice=True,
    ),
    "closure": Clock(
        N_("Closure"), N_("Deposit what the company has left: firearms {firearms}, rounds {rounds}"), "deposit",
        "director", "closure_days",
    ),
    "armed": Clock(
        N_("Arms in the hands of people whose papers have expired"),
        N_("{name} has arms, and papers that have expired"), "take_back", "armorer", "licence_checked",
    ),
    "company_licence": Clock(N_("Company licence"), N_("Renew the company licence"), "renew", "director"),
    "return": Clock(N_("Reports to authorities"), N_("{report} to {addressee}, up to {until}"), "filing", "compliance"),
    "change_notice": Clock(
        N_("Notices of changes"), N_("Change notice to {addressee}, for changes since {day}"), "filing", "compliance"
    ),
    "permit": Clock(
        N_("Permits of firearms"), N_("Renew the permit of {name}"), "renew", "compliance", "permit_checked"
    ),
    "licence": Clock(N_("Licences of people"), N_("Renew the licence of {name}"), "renew", "compliance",
                     "licence_checked"),
    "course": Clock(N_("Courses"), N_("Renew the course of {name}"), "renew", "compliance", "course_checked"),
    "fitness": Clock(
        N_("Certificates of fitness"), N_("Renew the fitness certificate of {name}"), "renew", "compliance",
        "fitness_checked",
    ),
    "out": Clock(N_("Issued for too long"), N_("Take back {name} from {holder}"), "take_back", "armorer",
                 "shift_hours"),
    "loss": Clock(
        N_("Open cases of loss or theft"), N_("Settle case {key} ({what})"), "amend", "compliance", has_practice=True
    ),
    "discharge": Clock(
        N_("Open discharges"), N_("Settle discharge {key} ({what})"), "amend", "compliance", has_practice=True
    ),
    "hold": Clock(N_("Holds past their day"), N_("Release {name} or say until when it is held"), "release",
                  "supervisor"),
    "workshop": Clock(N_("Workshop"), N_("Fetch {name} back from the workshop"), "repaired", "armorer"),
    "deposit": Clock(N_("Deposits with the authority"), N_("Fetch {name} back from {place}"), "receive", "compliance"),
    "delivery": Clock(
        N_("Deliveries under way"), N_("Accept or reject delivery {key} to {place}"), "accept", "armorer",
        has_practice=True,
    ),
    "key": Clock(N_("Keys out"), N_("Take back key {name} from {holder}"), "take_back", "supervisor", "shift_hours"),
    "audit": Clock(N_("Full counts"), N_("Count everything in {name}"), "count", "supervisor", "audit_days"),
    "hand_over_count": Clock(
        N_("Counts at a change of custodian"), N_("Count everything in {name}: somebody else answers for it now"),
        "count", "supervisor", has_practice=True,
    ),
    "difference": Clock(
        N_("Differences of counts"), N_("Explain for audit {audit}: {name}, {difference}"), "settle", "supervisor",
    ),
    "security": Clock(
        N_("Actions of security checks"), N_("Security of {name}: {action}"), "assess", "supervisor",
    ),
    "contract": Clock(N_("Contracts"), N_("Renew contract {name}, or take back what is there"), "renew", "compliance"),
    "article": Clock(N_("Articles with an end date"), N_("Renew or replace {name}"), "renew", "armorer"),
    "lot": Clock(N_("Ammunition past its best"), N_("Use up or destroy lot {name}"), "destroy", "armorer"),
    "rotate": Clock(
        N_("Carry rounds to exchange"), N_("Exchange the carry rounds of {holder}, lot {name}"), "rotate", "armorer",
        "rotate_days",
    ),
    "inspect": Clock(N_("Inspections"), N_("Inspect {name}"), "amend", "armorer", "inspect_days"),
    "clean": Clock(N_("Cleaning"), N_("Clean {name}"), "amend", "armorer", "clean_days"),
}  # fmt: skip
"""Every clock by its code, the gravest first: that is the order of what is equally late."""

PAGES: Mapping[str, str] = {"filing": N_("File a return"), "count": N_("Full count")}
"""What settles a due thing and is no act of custody."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing that is due.

    `kind` and `record` say which record it is about (`entry`: the number of an entry). `name` is what people call it
    and may be personal; `key` is the code or number by which it may leave the company. `due_on` is a day on the
    company's clock, the last that is still in time; `due_at` the moment (UTC ms) where a term runs by the hour, else
    0. `owner` is the record of the person it concerns, `owner_code` the code, both empty where the role alone answers.
    `source` names the law or standard that the term comes from, ``""`` where the company or the paper itself sets it;
    `is_verified` says that nothing about it is still to be compared with the text of a law.
    """

    code: str
    kind: str
    record: int
    name: str
    key: str
    due_on: str
    due_at: int = 0
    severity: Severity
    owner: int = 0
    owner_code: str = ""
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    source: str = ""
    is_verified: bool = True

    @property
    def act(self) -> str:
        """The code of the act, or of the page (`PAGES`), that settles it."""
        return CLOCKS[self.code].act

    @property
    def identity(self) -> str:
        """What tells it from everything else that is, was or will be due in the same register."""
        when = str(self.due_at or self.due_on)
        return "/".join((self.code, str(self.record), str(self.owner), str(self.facts.get("report", "")), when))

    @property
    def role(self) -> str:
        """The role that answers for it."""
        return CLOCKS[self.code].role


def urgency(due: Due) -> tuple[int, int, str, int, int]:
    """Sorts what is due: the overdue first, then by how grave the clock is, then by day and moment."""
    return _URGENT[due.severity], _GRAVE[due.code], due.due_on, due.due_at, due.record


_URGENT = {severity: at for at, severity in enumerate(SEVERITIES)}
_GRAVE = {code: at for at, code in enumerate(CLOCKS)}


class HowMany(NamedTuple):
    """How many things of a kind are overdue, due soon, and due later."""

    overdue: int = 0
    soon: int = 0
    later: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)

    def plus(self, other: "HowMany") -> "HowMany":
        """Both together."""
        return HowMany(*(one + two for one, two in zip(self, other, strict=True)))


NOTHING = HowMany()


First = Callable[[int], Sequence[Due]]
"""Names so many of some due things, the most urgent first."""


def _nothing(_many: int) -> Sequence[Due]:
    return ()


@dataclass(frozen=True)
class Found:
    """What one clock shows: how many in all, and the `first` so many of them by name."""

    counts: HowMany = NOTHING
    first: First = _nothing

    def plus(self, other: "Found") -> "Found":
        """Both together."""

        def first(many: int) -> Sequence[Due]:
            return sorted((*self.first(many), *other.first(many)), key=urgency)[:many]

        return Found(self.counts.plus(other.counts), first)


def counted(items: Iterable[Due]) -> Found:
    """What a clock shows whose things are all there."""
    every = sorted(items, key=urgency)
    by = [sum(due.severity == severity for due in every) for severity in SEVERITIES]
    return Found(HowMany(*by), lambda many: every[:many])


def shares(counts: Mapping[str, int], limit: int) -> dict[str, int]:
    """How many of each clock to name where no more than `limit` are wanted: an equal share for each, so that many
    firearms to be cleaned never hide one notice of a loss, and what is left over for the gravest clocks."""
    share = limit // len(counts) if counts else 0
    left = limit - sum(min(share, many) for many in counts.values())
    given = {}
    for code, many in sorted(counts.items(), key=lambda each: _GRAVE[each[0]]):
        more = min(left, max(0, many - share))
        given[code] = min(share, many) + more
        left -= more
    return given
