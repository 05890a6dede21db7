"""The lists, as a script and as somebody at a terminal reads them."""

import json

import pytest

from registry_app.cli import run
from registry_app.services import (
    custodians,
    custody,
    deposits,
    discharges,
    filings,
    holds,
    ledger,
    losses,
    policies,
    workshop,
)
from registry_app.verbs.listings import LISTINGS
from tests.make import PASSPHRASE, SCAN, Make


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)


def _busy(make: Make) -> None:
    """Something for every list."""
    make.do(policies.change, values={"rotate_days": 1, "loss_hours": 1}, witness=make.witness)
    guns, guard, lot = (
        [make.firearm(f"A-{n}") for n in range(4)],
        make.person("G-1"),
        make.lot("L-1", best_before="2025-01-01"),
    )
    make.issued(guns[0], to=guard, rounds={lot: 30})
    use = {"kind": "accident", "harm": "none", "damage": "minor"}
    facts = {"values": use, "rounds": {lot: 1}, "reason": "accident", "witness": make.witness}
    make.do(discharges.record, firearm=guns[0], person=guard, **facts)
    make.do(losses.report, items={guns[1]: 1}, values={}, reason="theft", witness=make.witness)
    make.do(workshop.send, items={guns[2]: 1}, document="PERMIT-3")
    make.do(deposits.deposit, items={guns[3]: 1}, document="ACTA-4", reason="seizure", witness=make.witness)
    make.do(holds.hold, item=lot, quantity=5, state="held:quarantine", reason="expired")
    make.do(custodians.hand_over, armoury=make.place(), to=guard, witness=make.witness)
    make.do(custody.issue, to=guard, articles={make.article("K-1", "key", opens_id=make.place()): 1})
    arms = make.described("place", code="ARMS", name="Arms registry", kind="authority")
    head = make.register.read(ledger.head)
    make.do(filings.file, addressee=arms, report="inventory", until_on="2025-12-31", head=head, content=SCAN)


@pytest.mark.parametrize(("name", "said"), [
    ("cases", "Theft"), ("discharges", "Accident"), ("workshop", "PERMIT-3"), ("deposits", "ACTA-4"),
    ("carried", "L-1"), ("expired", "499"), ("keys", "Guard G-1"), ("custodians", "Guard G-1"), ("filings", "ARMS"),
])  # fmt: skip
def test_every_list_is_printed_and_read_as_json(
    make: Make, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    _busy(make)
    assert run(["list", name, "-r", str(make.folder)]) == 0
    printed = capsys.readouterr().out
    assert said in printed
    assert len(printed.splitlines()) == 2
    assert run(["list", name, "-r", str(make.folder), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


@pytest.mark.parametrize("name", list(LISTINGS))
def test_an_empty_list_is_its_headings(make: Make, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run(["list", name, "-r", str(make.folder), "--lang", "fr"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_case_tells_what_was_lost_and_whether_somebody_is_late(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    _busy(make)
    run(["list", "cases", "-r", str(make.folder), "--json"])
    (case,) = json.loads(capsys.readouterr().out)
    assert (case["lost"], case["found"], case["is_late"], case["kind"]) == ({"firearm": 1}, {}, True, "theft")


def test_a_list_is_told_as_of_a_day_and_as_known_at_a_head(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    gun = make.firearm("A-1")
    make.do(workshop.send, items={gun: 1}, document="PERMIT-3")
    size = make.register.read(ledger.head).size
    make.clock.pass_(days=3)
    make.do(workshop.back, items={gun: 1}, work="cleaned")
    for cut in (["--as-of", "2026-01-01"], ["--known-at", str(size)]):
        assert run(["list", "workshop", "-r", str(make.folder), *cut]) == 0
        assert "PERMIT-3" in capsys.readouterr().out
    run(["list", "workshop", "-r", str(make.folder)])
    assert "PERMIT-3" not in capsys.readouterr().out


def test_a_day_that_is_none_is_told_in_a_sentence(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "keys", "-r", str(make.folder), "--as-of", "yesterday"]) == 2
    assert "yesterday" in capsys.readouterr().err
