"""The end of a new case: what it will enter is told and judged, the witness vouches, who fired signs; it is entered."""

from functools import partial
from typing import TYPE_CHECKING, Any

from registry_app.domain.errors import Finding, Refused
from registry_app.domain.fields import Value
from registry_app.i18n import N_
from registry_app.services import case_clocks
from registry_app.services.case_clocks import CaseClock
from registry_app.services.ledger import Posted
from ui.pages.case_check import CheckStage
from ui.pages.case_draft import SHOT, Act, Part, loss_act, shot_act
from ui.pages.case_items import ItemsStage
from ui.pages.case_rounds import RoundsStage
from ui.pages.case_sign import sign
from ui.pages.case_summary import summary
from ui.pages.while_asked import while_asked
from ui.pages.witness import vouched

if TYPE_CHECKING:
    from ui.pages.case_guide import CaseGuide


class Entering:
    """Works on what stands in the steps of a guide; `is_under_way` while it is being entered."""

    def __init__(self, guide: "CaseGuide") -> None:
        self._guide, self.is_under_way = guide, False
        self._if_still = partial(while_asked, lambda: guide.entry_id)

    @property
    def _check(self) -> CheckStage | None:
        found = self._guide.stages.get("check")
        return found if isinstance(found, CheckStage) else None

    def _parts(self) -> list[Part]:
        items = self._guide.stages.get("items")
        return list(items.parts.values()) if isinstance(items, ItemsStage) else []

    def _values(self) -> dict[str, Value]:
        return {name: value for stage in self._guide.stages.values() for name, value in stage.values().items()}

    def act(self) -> Act:
        """The service that enters the case, and its keywords."""
        guide, rounds, check = self._guide, self._guide.stages.get("rounds"), self._check
        if isinstance(rounds, RoundsStage) and check is not None:
            return shot_act(self._values(), rounds.rounds(), rounds.earlier(), check.unsigned(), guide.entry_id)
        return loss_act(
            guide.way, self._parts(), self._values(), case=guide.case, kind=guide.kind, entry_id=guide.entry_id
        )  # fmt: skip

    def summarise(self) -> None:
        """Tell what will be entered, with the clock that starts by it, and let it be judged."""
        guide, values = self._guide, self._values()
        known_at = str(values.get("discovered_at") or values.get("happened_at") or "")
        kind = "discharge" if guide.way == SHOT else "loss"
        if guide.case:
            self._tell(None)
        else:
            asked = guide.jobs.latest("clock").read(case_clocks.clock_of, kind=kind, known_at=known_at)
            asked.then(self._tell)
        self.judge()

    def _tell(self, clock: CaseClock | None) -> None:
        guide = self._guide
        if self._check is not None:
            told = [pair for stage in guide.stages.values() for pair in stage.told()]
            name = guide.desk.worker.name
            self._check.show_points(summary(guide.way, self._parts(), told, clock, name, guide.case))

    def judge(self) -> None:
        """Ask what the ledger would say, without writing."""
        service, facts = self.act()
        by = self._guide.desk.worker.actor
        asked = self._guide.jobs.latest("judge").read(service, **facts, is_rehearsal=True, by=by)
        asked.then(lambda _posted: self._hear(())).otherwise(lambda error: self._hear(error.findings), Refused)

    def _hear(self, findings: tuple[Finding, ...]) -> None:
        if self._check is not None:
            self._check.show_findings(findings)
        self._guide.suit()

    def confirm(self, check: CheckStage) -> None:
        """Enter the case, once, however often it is asked."""
        self.is_under_way = True
        self._guide.suit()
        if not check.needs_witness:
            self._write({})
            return
        job = self._guide.jobs.labour(vouched, check.witness.name(), check.witness.passphrase.text())
        job.ended(self._stay).then(self._if_still(partial(self._vouched, check)))
        job.otherwise(self._if_still(self._refused), Refused)

    def _vouched(self, check: CheckStage, witness: Any) -> None:
        self.is_under_way = True
        if self._guide.way != SHOT or check.unsigned():
            self._write({"witness": witness})
            return
        _service, facts = self.act()
        sign(self._guide, self._guide.jobs, facts, partial(self._signed, witness), self._stay)

    def _signed(self, witness: Any, acknowledgement: Any) -> None:
        self._write({"witness": witness, "acknowledgement": acknowledgement})

    def _write(self, signed: dict[str, Any]) -> None:
        self.is_under_way = True
        self._guide.suit()
        service, facts = self.act()
        job = self._guide.jobs.write(service, **facts, **signed).ended(self._stay)
        job.then(self._if_still(self._stands)).otherwise(self._if_still(self._refused), Refused)

    def _refused(self, error: Refused) -> None:
        self._hear(error.findings)

    def _stay(self) -> None:
        self.is_under_way = False
        self._guide.suit()

    def _stands(self, posted: Posted) -> None:
        case = self._guide.case or posted.records[0]
        self._guide.desk.strip.say(N_("Case {case} is on record: entry {entry}."), case=case, entry=posted.seq)
        self._guide.stand(case)
