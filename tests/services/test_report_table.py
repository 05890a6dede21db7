"""The reports by name: each is made in every form, fits its schema, and carries its proof to an authority."""

import json
from typing import Any

import jsonschema
import pytest

from registry_app.domain.choices import REPORT_NAMES
from registry_app.domain.errors import Refused
from registry_app.reports import package
from registry_app.reports.inventory_return import SCHEMA_FILE
from registry_app.services import corrections, custody, filings, holds, ledger, report_table
from registry_app.services.report_table import REPORTS
from tests.make import DAY, Make
from tests.reports import papers

NAMES = [name for name, report in REPORTS.items() if report.of in ("moment", "period")]


@pytest.fixture
def busy(make: Make) -> Make:
    """A register in which a bit of everything happened, and a return was filed in between."""
    gun, lot, guard = make.firearm("007"), make.lot("L1", rounds=200), make.person("G-1", name="Eva Ruiz")
    make.issued(gun, to=guard, rounds={lot: 30})
    facts = {"addressee": make.outside("authority"), "report": "inventory", "until_on": "2026-01-01"}
    make.do(filings.file, **facts, head=make.register.read(ledger.head), content=b"%PDF-1.7")
    make.clock.pass_(days=5)
    make.do(custody.take_back, firearms=[gun], person=guard, expended={lot: 4}, reason="training")
    late = make.clock.now - 3 * DAY
    make.do(holds.write_off, kind="expend", item=lot, quantity=3, reason="test", place=make.place(), occurred_at=late)
    wrong = make.issued(gun, to=guard).seq
    make.do(corrections.correct, seq=wrong, reason="wrong_person", witness=make.witness)
    make.firearm("NEW", reason="purchase", permit="2026-01-10")
    return make


def _made(make: Make, name: str, suffix: str, **asked: Any) -> bytes:
    return make.register.read(report_table.make, name=name, suffix=suffix, by=make.register.actor, **asked)


def _schema(name: str) -> Any:
    file = SCHEMA_FILE if name == "inventory" else package.SCHEMAS / f"{name}-v1.json"
    return json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_what_it_states_fits_its_schema_also_for_an_authority(busy: Make, name: str) -> None:
    stated = json.loads(_made(busy, name, ".json", addressee="AUTHORITY"))
    jsonschema.validate(stated, _schema(name))
    assert stated["addressee"] == {"code": "AUTHORITY", "name": "Authority", "sequence": 2}
    head = busy.register.read(ledger.head)
    carried = stated["carried"]
    assert (stated["proof"]["size"], carried["from"] + carried["count"]) == (carried["from"], head.size)
    assert stated["late"][0]["hours"] == 72
    assert {row["user"] for row in stated["users"]} == {"first", "second"}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_made_in_three_forms(busy: Make, name: str) -> None:
    asked = {} if name != "changes" else {"addressee": "AUTHORITY"}
    pdf = _made(busy, name, ".pdf", **asked)
    assert pdf.startswith(b"%PDF-1.7")
    assert _made(busy, name, ".xlsx", **asked).startswith(b"PK")
    data = next(each for each in papers.attachments(pdf) if each.endswith(".json") and "schema" not in each)
    jsonschema.validate(json.loads(papers.attachments(pdf)[data]), _schema(name))


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_progress_is_told_and_may_stop_it(busy: Make, suffix: str) -> None:
    told: list[tuple[int, int]] = []
    assert _made(busy, "movements", suffix, progress=lambda *steps: told.append(steps))
    assert told[0] == (0, told[-1][0])
    assert told[-1][0] == told[-1][1] > len(told) - 2

    def stop(done: int, _total: int) -> None:
        raise InterruptedError(done)

    with pytest.raises(InterruptedError):
        _made(busy, "movements", suffix, progress=stop)


@pytest.mark.parametrize("name", NAMES)
def test_the_entries_lie_in_what_goes_to_an_authority_and_only_there(busy: Make, name: str) -> None:
    attached = papers.attachments(_made(busy, name, ".pdf", addressee="AUTHORITY"))
    assert len(attached["entries.jsonl"].splitlines()) > 1
    without = papers.attachments(_made(busy, name, ".pdf", addressee="AUTHORITY", has_entries=False))
    assert "entries.jsonl" not in without
    if name != "changes":
        assert "entries.jsonl" not in papers.attachments(_made(busy, name, ".pdf"))


def test_every_report_may_be_filed_under_its_name() -> None:
    assert set(REPORTS) <= set(REPORT_NAMES)
    assert {name: report.label for name, report in REPORTS.items()} == {name: REPORT_NAMES[name] for name in REPORTS}


@pytest.mark.parametrize(
    ("asked", "code"),
    [({"name": "fortune"}, "report_unknown"), ({"suffix": ".doc"}, "report_suffix"), ({"paper": "a5"}, "report_paper")],
)
def test_what_there_is_not_is_refused(make: Make, asked: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as caught:
        _made(make, **{"name": "movements", "suffix": ".pdf", **asked})
    assert caught.value.findings[0].code == code


@pytest.mark.parametrize("name", NAMES)
def test_all_that_it_says_is_of_one_moment(busy: Make, name: str) -> None:
    """Midnight may pass while it is gathered, so the clock is looked at once."""
    before = busy.clock.now
    _made(busy, name, ".json", addressee="AUTHORITY")
    assert busy.clock.now - before == 1_000
