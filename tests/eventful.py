"""A register in which a little of everything happened that papers tell of, and what each paper of it is asked of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from registry_app.domain.entry import canonical
from registry_app.services import (
    acknowledgements,
    audits,
    clock,
    corrections,
    custody,
    documents,
    erasing,
    filings,
    holds,
    ledger,
    marks,
    pins,
    records,
    report_table,
    transfers,
)
from registry_app.services.acknowledgements import Handover
from registry_app.services.frame import Asked
from registry_app.services.sightings import Sight
from tests import signed_papers
from tests.audit import Team
from tests.make import DAY, PHOTO, Make, again
from tests.signed_papers import Drawn, draw

AUTHORITY = "AUTHORITY"


@dataclass
class Eventful:
    """The register, and the days, records and entries that its papers are of."""

    make: Make
    asked: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def again(self, folder: Path) -> "Eventful":
        """A copy of the register, which goes its own way; this one must be closed."""
        return Eventful(again(self.make, folder), self.asked)

    def gather(self, name: str, **more: Any) -> tuple[dict[str, Any], bytes]:
        """The content of a report to the authority as its data say it, and the entries that it carries."""
        asked = Asked(self.make.register.actor, addressee=AUTHORITY, **{**self.asked[name], **more})
        content, entries = self.make.register.read(report_table.gather, name, asked)
        return json.loads(canonical(content)), entries

    def drawn(self, name: str, language: str = "en", **more: Any) -> Drawn:
        """The same as a paper that nobody signed yet."""
        content, entries = self.gather(name, **more)
        return draw(content, entries, language=language, name=name)

    def filed(self, name: str, file: bytes) -> None:
        """Enter that a paper went to the authority."""
        facts = {
            "addressee": self.make.outside("authority"),
            "report": name,
            "until_on": self.make.register.read(clock.today),
        }
        self.make.do(filings.file, **facts, head=self.make.register.read(ledger.head), content=file)


def of(make: Make) -> Eventful:
    """The register made so; `make` is a new one."""
    signed_papers.lived_in(make)
    guard, gun, lot = make.person("G-3", name="Luz Mar", document="CC 3"), make.firearm("EV-1"), make.lot("EV-L")
    _handed_out(make, guard, gun, lot)
    make.do(records.amend, kind="person", record=guard, values={"name": "Luz Mar Díaz"})
    make.do(records.amend, kind="firearm", record=gun, values={"serial": "EV-2", "tag": "T-1"}, reason="other")
    make.do(documents.attach, subject=gun, kind="photo", content=PHOTO, title="Marks", note="taken at the hatch")
    make.do(marks.add, firearm=gun, values={"kind": "import", "text": "IMP 1"})
    erased = make.person("G-4", name="Ida Sol", licence="2026-07-10")
    lent = make.firearm("EV-3", permit="2026-07-09")
    make.issued(lent, to=erased)
    make.do(custody.take_back, firearms=[lent], person=erased)
    make.do(erasing.values, record=erased, witness=make.witness)
    _counted(make)
    vest, there = make.article("V-1"), make.place("ARM-2")
    sent = make.do(transfers.send, items={make.firearm("EV-4"): 1, lot: 40, vest: 1}, destination=there).seq
    make.do(transfers.accept, sent=sent, to=there, items={lot: 40})
    return Eventful(make, _asked(make, sent, gun))


def _handed_out(make: Make, guard: int, gun: int, lot: int) -> None:
    """By PIN, late, by mistake."""
    make.do(pins.set_pin, person=guard, pin="4711")
    at = make.clock.now
    text = make.register.read(acknowledgements.text_for, Handover("issue", guard, at, (gun,)), "en")
    found = make.register.read(acknowledgements.by_pin, guard, "4711", text)
    make.issued(gun, to=guard, acknowledgement=found, occurred_at=at)
    make.do(holds.write_off, kind="expend", item=lot, quantity=3, reason="test", place=make.place(),
            occurred_at=make.clock.now - 3 * DAY)  # fmt: skip
    make.clock.pass_(days=1)
    make.do(custody.take_back, firearms=[gun], person=guard)
    wrong = make.issued(gun, to=guard, rounds={lot: 10}).seq
    make.do(corrections.correct, seq=wrong, reason="wrong_person", witness=make.witness)


def _counted(make: Make) -> None:
    """A count that was closed with differences nobody explained."""
    team, store = Team(make), make.place("ARM-3")
    make.firearm("EV-9", at=store)
    audit = team.begin(store)
    team.sees(audit, Sight(store, raw="ZX-9"))
    team.differs(audit)
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)


def _asked(make: Make, sent: int, gun: int) -> dict[str, dict[str, Any]]:
    def first(session: Any, kind: str) -> int:
        from registry_app.domain.records import RECORDS

        return int(session.query(RECORDS[kind].id).order_by(RECORDS[kind].id).first()[0])

    period = {"from_on": "2026-06-01", "until_on": make.register.read(clock.today)}
    case, shot = (make.register.read(first, kind) for kind in ("loss", "discharge"))
    return {
        "inventory": {}, "movements": period, "handovers": period, "ammunition": period, "ammunition-month": period,
        "people": {}, "expiry": {"within": 60}, "changes": {}, "loss": {"record": case}, "discharge": {"record": shot},
        "transfer": {"entry": sent}, "trace": {"record": gun},
    }  # fmt: skip
