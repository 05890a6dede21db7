"""One rich register for all tampering, and an SQL tool that knows its key, takes the seals off and puts them back."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Damaged
from registry_app.domain.fields import Value
from registry_app.persistence import check, seals
from registry_app.persistence.store import Store
from registry_app.services import (
    assessments,
    audits,
    batches,
    certificates,
    checks,
    corrections,
    custody,
    discharges,
    documents,
    holds,
    ledger,
    losses,
    pins,
    records,
    transfers,
)
from registry_app.services import register as registers
from registry_app.services.checks import Verdict
from registry_app.services.sightings import Sight
from tests.audit import Team
from tests.make import PASSPHRASE, PHOTO, Clock, Make, copied


@dataclass(frozen=True)
class Victim:
    """A folder whose file somebody changes with an SQL tool."""

    folder: Path
    key: bytes

    def raw(self) -> Any:
        file = sqlcipher.connect(str(self.folder / "register.db"), isolation_level=None)
        file.execute(f"PRAGMA key = \"x'{self.key.hex()}'\"")
        return file

    def change(self, *statements: str) -> None:
        """Run SQL with the seals off, and put the very same seals back."""
        file = self.raw()
        wanted = {name: sql for name, sql in seals.statements().items() if sql.startswith("CREATE TRIGGER")}
        for name in wanted:
            file.execute(f"DROP TRIGGER {name}")
        try:
            for statement in statements:
                file.execute(statement)
        finally:
            for sql in wanted.values():
                file.execute(sql)
            file.close()

    def checked(self, *, whole: bool = True) -> Verdict:
        with registers.unlock(self.folder, user="first", passphrase=PASSPHRASE) as register:
            return checks.check(register, whole=whole, processes=1)

    def outcome(self) -> str:
        """The verdict on the file itself, whoever can still be unlocked in it."""
        store = Store(self.folder / "register.db", self.key, read_only=True)
        try:
            with store.snapshot() as session:
                return checks.verdict_of(check.whole(session, processes=1))
        except Damaged:
            return "damaged"
        finally:
            store.close()


def _lived_in(make: Make) -> None:
    """A little of everything, so that every table has rows and every column a value somewhere."""
    witness, guard = make.witness, make.person("G-1", document="123", licence_number="L-1", licence_class="B")
    gun = make.firearm("SLX-1", tag="T-1", importer="Impo", country="BR", year=2020, action="semi_auto")
    lot, other = make.lot("AB12", load="service", year=2024), make.firearm("SLX-2")
    make.issued(gun, to=guard, rounds={lot: 20}, note="night shift", due_at=make.clock.now + 1000)
    make.do(custody.take_back, firearms=[gun], rounds={lot: 15}, expended={lot: 5}, reason="training")
    sent = make.do(transfers.send, items={other: 1}, destination=make.place("ARM-2"))
    make.do(transfers.accept, sent=sent.seq, to=make.place("ARM-2"))
    make.do(holds.hold, item=other, state="held:evidence", reason="evidence", document="D-1")
    wrong = make.issued(gun, to=guard)
    make.do(corrections.correct, seq=wrong.seq, reason="wrong_person", witness=witness)
    company = make.register.read(_company)
    values = {"tax_id": "900", "licence_number": "LF", "licence_expires_on": "2030-01-01", "address": "Calle 1"}
    make.do(records.amend, kind="company", record=company, values=values)
    make.do(batches.begin, batch=wrong.id, kind="people", file_hash="0" * 64, rows=1)
    _papers_and_cases(make, gun, guard, lot)
    _at_the_hatch(make, guard)
    _counted(make, guard)
    make.do(certificates.found, witness=make.witness)
    make.do(certificates.certify)
    _restored(make)


def _restored(make: Make) -> None:
    """A restore that was declared, with all that a receipt tells."""
    head = make.register.read(ledger.head)
    told: dict[str, Value] = {
        "head_size": head.size, "head_root": head.root, "lost_size": head.size + 9, "lost_root": "ab" * 32,
        "authority": "Registry", "receipt_number": "1-abcdef01", "receipted_on": "2026-01-01",
        "receipt_hash": "cd" * 32,
    }  # fmt: skip
    make.post(
        Draft("declare_restored", wishes=(Wish("restoration", told),), reason_code="disk_failed"), witness=make.witness
    )


def _papers_and_cases(make: Make, gun: int, guard: int, lot: int) -> None:
    """Articles, marks with a photo, a loss case, a discharge, and a return as it was filed."""
    key = make.article("K-1", "key", opens_id=make.place(), expires_on="2030-01-01")
    make.article("MAG-9", "magazine", pieces=9, is_single=0, calibre="9x19", capacity=15, maker="Taurus", model="G3")
    make.do(custody.issue, to=guard, articles={key: 1})
    photo = make.do(documents.attach, subject=gun, content=PHOTO, kind="photo_marks", title="Frame", number="F-1",
                    dated_on="2026-01-01").records[0]  # fmt: skip
    make.described("mark", firearm_id=gun, kind="import", text="IMPO 2020", spot="barrel", made_by="Impo",
                   made_on="2020-05-01", made_under="Act 7", photo_id=photo)  # fmt: skip
    make.do(losses.report, items={make.firearm("SLX-3"): 1}, reason="theft", witness=make.witness, values={
        "spot": "Gate", "circumstances": "At night", "police_number": "P-7", "person_id": guard,
    })  # fmt: skip
    told = {"kind": "warning_shot", "harm": "none", "damage": "minor", "circumstances": "A dog", "spot": "Yard"}
    make.do(discharges.record, firearm=gun, person=guard, values=told, rounds={lot: 2}, reason="warning_shot",
            witness=make.witness)  # fmt: skip
    head = make.register.read(ledger.head)
    make.described("filing", addressee_id=make.outside("authority"), number=1, report="inventory",
                   until_on="2025-12-31", filed_on="2026-01-01", head_size=head.size, head_root=head.root,
                   content_hash="ab" * 32)  # fmt: skip


def _at_the_hatch(make: Make, guard: int) -> None:
    """A PIN, and the kit of a post."""
    make.do(pins.set_pin, person=guard, pin="4711")
    post = make.place("P-1", "post", parent=make.place("C-1", "client"))
    make.described("kit", place_id=post, kind="rounds", quantity=20, load="service")


def _counted(make: Make, guard: int) -> None:
    """An audit with something missing that is settled, a security check, and what an inspector says."""
    team, place = Team(make), make.place()
    audit = team.begin(place, basis="Rule 7")
    team.sees(audit, Sight(place, raw="ZX-9", seal="S-1", marks="differ", remark="Dusty", packs=1, quantity=2))
    given = {"owner_id": guard, "due_on": "2026-02-01", "action": "Search", "evidence": "P-9", "cause": "LOS-4"}
    differences = [each.id for each in team.differs(audit)]
    make.as_(team.head).do(audits.follow_up, differences=differences, values=given)
    settled = {"differences": differences, "cause": "LOS-4", "evidence": "P-9"}
    make.as_(team.head).do(audits.settle, **settled, witness=team.other)
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    sample = {"kind": "sample", "size": 1, "word": "cedro", "incoming": guard}
    team.begin(place, **sample)
    given_no = assessments.Given("doors.door", "no", evidence="Rust", action="New door", due_on="2026-03-01")
    assessed = make.do(assessments.assess, place=place, visit="V-1", answers=(given_no,), audit=audit)
    make.do(assessments.follow_up, record=int(assessed.records[0]), is_done=True)
    said = {"kind": "remark", "audit_id": audit, "place_id": place, "text": "Shown"}
    make.as_(make.actor("ivan", "inspector")).post(Draft("remark", wishes=(Wish("remark", said),)))


def _company(session: Any) -> int:
    from registry_app.domain.records import Company

    return int(session.query(Company.id).scalar())


@pytest.fixture(scope="session")
def lived_in(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Victim:
    """The register that every test changes a copy of; checked once, so that it has a checkpoint and a snapshot."""
    make = copied(template, tmp_path_factory.mktemp("lived") / "lived.armarium")
    _lived_in(make)
    make.clock.pass_(days=31)
    assert checks.check(make.register, processes=1).verdict == "intact"
    make.issued(make.firearm("LATE"), to=make.person())
    make.register.close()
    return Victim(make.folder, make.register.database_key.reveal())


@pytest.fixture
def victim(lived_in: Victim, tmp_path: Path) -> Victim:
    shutil.copytree(lived_in.folder, tmp_path / "victim.armarium")
    return Victim(tmp_path / "victim.armarium", lived_in.key)


@pytest.fixture
def clock() -> Clock:
    return Clock()


Changed = Callable[..., Verdict]


@pytest.fixture
def after(victim: Victim) -> Changed:
    """The verdict after some SQL."""

    def verdict(*statements: str, whole: bool = True) -> Verdict:
        victim.change(*statements)
        return victim.checked(whole=whole)

    return verdict
