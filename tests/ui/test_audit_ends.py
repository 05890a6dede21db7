"""The end of an audit in the window: results both ways, differences entered, recounted, settled, and the close."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from registry_app.services import audits, losses
from registry_app.services.sightings import Sight
from tests.make import PASSPHRASE
from tests.ui.armoury import Armoury
from tests.ui.hands import Hands
from ui.parts.picker import Choice

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def armoury(empty_window: Hands) -> Armoury:
    return Armoury(empty_window)


@pytest.fixture
def different(armoury: Armoury) -> Armoury:
    """A guided count with one missing, one that agrees, one unknown."""
    here, _gone = armoury.make.firearm("A-1001"), armoury.make.firearm("A-1002")
    armoury.begin(method="guided")
    armoury.team.sees(armoury.audit, Sight(armoury.place, here), Sight(armoury.place, raw="ZX-9999"))
    return armoury


def _titles(armoury: Armoury) -> list[str]:
    results = armoury.page.whole.results
    return [str(results._rows[at - 1][2]) for at in results.table.rows.ids()]


def _open(armoury: Armoury, user: str, part: str) -> None:
    """Open the audit as a user, at a part."""
    armoury.open(user).hands.page("audits").open_record(armoury.audit)
    armoury.hands.settle()
    armoury.part(part)


def test_results_go_from_book_to_floor_and_back(different: Armoury) -> None:
    _open(different, "ines", "results")
    results = different.page.whole.results
    assert _titles(different) == ["A-1002", "A-1001"]
    results.sides.choose("floor")
    assert _titles(different) == ["ZX-9999", "A-1001"]
    results.groups.choose("different")
    assert _titles(different) == ["ZX-9999"]
    assert results.groups._buttons["different"].text() == "Differences 2"


def test_results_are_sorted_by_any_column(different: Armoury) -> None:
    _open(different, "ines", "results")
    different.page.whole.results._sort_by("title", is_descending=False)
    assert _titles(different) == ["A-1001", "A-1002"]
    different.page.whole.results._sort_by("counted", is_descending=True)
    assert _titles(different) == ["A-1001", "A-1002"]


def test_differences_are_entered_with_who_follows_them_up_until_when(different: Armoury) -> None:
    _open(different, "ines", "results")
    form = different.page.whole.results.form
    form.rows["owner_id"].editor.show_choice(Choice(different.team.people[0], "Ines"))
    form.rows["due_on"].editor.show_value("2026-02-01")
    different.page.whole.results.enter_them.click()
    different.hands.settle()
    found = different.make.register.read(audits.differences_of, different.audit)
    assert {(each.kind, each.owner_id, each.due_on) for each in found} == {
        (kind, different.team.people[0], "2026-02-01") for kind in ("missing", "unknown")
    }
    assert different.page.whole.parts.code() == "differences"
    assert not different.page.whole.parts._buttons["count"].isVisible()


def test_a_day_that_is_none_is_told_beside_its_field(different: Armoury) -> None:
    _open(different, "ines", "results")
    results = different.page.whole.results
    results.form.rows["due_on"].editor.show_value("31/31/2026")
    results.enter_them.click()
    different.hands.settle()
    assert results.form.rows["due_on"]._finding is not None
    assert different.make.register.read(audits.differences_of, different.audit) == []


def test_others_recount_what_differs_and_nothing_else_is_looked_for(different: Armoury) -> None:
    different.team.differs(different.audit)
    _open(different, "sara", "results")
    assert different.page.whole.results.again.isVisible()
    different.page.whole.results.again.click()
    different.hands.settle()
    assert len(different.count.looked_for.items) == 1
    different.scan("A-1002")
    assert different.results() == {"found": 2, "unknown": 1}


def test_a_third_person_recounts_what_the_second_did_not_find_either(armoury: Armoury) -> None:
    found, _gone = (armoury.make.firearm(serial) for serial in ("A-1001", "A-1002"))
    armoury.begin(method="guided")
    armoury.team.differs(armoury.audit)
    armoury.team.sees(armoury.audit, Sight(armoury.place, found), turn=2, by=armoury.team.head)
    _open(armoury, "luis", "results")
    armoury.page.whole.results.again.click()
    armoury.hands.settle()
    assert (armoury.count.turn, len(armoury.count.looked_for.items)) == (3, 1)
    armoury.scan("A-1002")
    assert armoury.results() == {"found": 2}
    assert [each.turn for each in armoury.seen()] == [2, 3]


def test_who_counted_is_offered_no_recount(different: Armoury) -> None:
    different.team.differs(different.audit)
    _open(different, "ines", "results")
    assert not different.page.whole.results.again.isVisible()


def test_the_differences_are_written_as_a_workbook_by_a_key(different: Armoury, tmp_path: Path) -> None:
    different.team.differs(different.audit)
    _open(different, "sara", "differences")
    different.press(Qt.Key.Key_P, CTRL)
    part = different.page.whole.differences
    different.hands.until(lambda: part.findChildren(QFileDialog))
    (dialog,) = part.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "differences-2026-001.xlsx"
    dialog.fileSelected.emit(str(tmp_path / "d.xlsx"))
    dialog.reject()
    different.hands.settle()
    assert different.hands.said().startswith("2 rows lie in ")
    items = {row[2] for row in openpyxl.load_workbook(tmp_path / "d.xlsx")["Differences"].values}
    assert items == {"Item", "A-1002", "ZX-9999"}


def test_a_difference_is_followed_up_and_settled_before_a_witness(different: Armoury) -> None:
    different.team.differs(different.audit)
    _open(different, "sara", "differences")
    part = different.page.whole.differences
    part.settling.form.rows["action"].editor.show_value("Searched again")
    part.settling.form.changed.emit()
    part.settling.keep.click()
    different.hands.settle()
    part.settling.form.rows["cause"].editor.show_value("LOS-4")
    part.settling.settle.click()
    different.hands.settle()
    different.vouch(part.settling.witness, "luis")
    (first, second) = different.make.register.read(audits.differences_of, different.audit)
    assert (first.cause, first.action, bool(first.settled_on), second.settled_on) == (
        "LOS-4", "Searched again", True, None,
    )  # fmt: skip
    assert different.hands.said() == "Settled."


def test_what_is_missing_to_settle_is_told_beside_its_field(different: Armoury) -> None:
    different.team.differs(different.audit)
    _open(different, "sara", "differences")
    settling = different.page.whole.differences.settling
    settling.settle.click()
    different.hands.settle()
    assert settling.witness.isHidden()
    assert settling.form.rows["cause"]._finding.code == "difference_without_cause"
    assert settling.form.rows["evidence"]._finding.code == "difference_without_evidence"


def test_who_counted_it_is_refused_as_witness(different: Armoury) -> None:
    different.team.differs(different.audit)
    _open(different, "sara", "differences")
    settling = different.page.whole.differences.settling
    settling.form.show_values({"cause": "LOS-4", "evidence": "PR-7"})
    settling.settle.click()
    different.hands.settle()
    different.vouch(settling.witness, "juan")
    assert "C-2 counted this" in settling._problem.text()


def test_several_are_settled_at_once(different: Armoury) -> None:
    different.team.differs(different.audit)
    _open(different, "sara", "differences")
    part = different.page.whole.differences
    part.table.selectAll()
    assert part.settling.title.text() == "2 differences"
    part.settling.form.show_values({"cause": "DAT-3", "evidence": "PR-7"})
    part.settling.settle.click()
    different.hands.settle()
    different.vouch(part.settling.witness, "luis")
    assert all(each.settled_on for each in different.make.register.read(audits.differences_of, different.audit))


def test_a_difference_leads_to_the_act_that_puts_it_right(different: Armoury) -> None:
    gun, guard = different.make.firearm("A-1003"), different.make.person("G-7")
    different.make.issued(gun, to=guard)
    audit = different.begin(method="guided", kind="spot")
    different.team.sees(audit, Sight(different.place, gun))
    different.team.differs(audit)
    _open(different, "sara", "differences")
    part = different.page.whole.differences
    part.table.go_to(next(each.number for each in part.found.values() if each.kind == "found_issued"))
    assert part.settling.lead.text().strip() == "Take it back…"
    part.settling.lead.click()
    different.hands.settle()
    assert different.hands.shell.current_key() == "handover"


def test_it_is_closed_by_a_second_person_as_what_it_shows(different: Armoury) -> None:
    different.team.differs(different.audit)
    _open(different, "ines", "close")
    part = different.page.whole.close_
    assert part.chip._text == "With differences"
    assert part.left.text() == "2 differences, 2 to be settled"
    different.vouch(part.witness, "sara")
    (row,) = different.make.register.read(audits.audits)
    assert row.outcome == "with_differences"
    assert different.page.whole.closed.isVisible()
    assert not part._asked.isVisible()


def test_nothing_is_closed_before_its_differences_are_entered(different: Armoury) -> None:
    _open(different, "ines", "close")
    part = different.page.whole.close_
    assert part.left.text() == "Enter the differences under Results first."
    assert not part.button.isEnabled()


def test_a_wrong_passphrase_closes_nothing_and_stays_nowhere(armoury: Armoury) -> None:
    armoury.begin()
    _open(armoury, "ines", "close")
    part = armoury.page.whole.close_
    part.witness.witness.setCurrentIndex(part.witness.witness.findData("sara"))
    part.witness.passphrase.setText("not the passphrase")
    part.confirm()
    armoury.hands.settle()
    assert part.witness.lines["witness_passphrase"].finding.code == "wrong_passphrase"
    armoury.page.show_list()
    assert part.witness.passphrase.text() == ""


def test_the_close_of_a_sample_says_what_it_never_proves(armoury: Armoury) -> None:
    for _each in range(4):
        armoury.make.firearm()
    armoury.begin(kind="sample", method="guided", size=2, word="cedro")
    _open(armoury, "ines", "close")
    assert "can never prove that no firearm is missing" in armoury.page.whole.close_.proof.text()


def test_who_only_looks_sees_it_and_enters_nothing(different: Armoury) -> None:
    different.make.user("rui", "reader")
    _open(different, "rui", "results")
    whole = different.page.whole
    assert _titles(different) == ["A-1002", "A-1001"]
    assert not whole.results.enter_them.isVisible()
    assert not whole.parts._buttons["count"].isVisible()
    assert not different.page.list.make.isVisible()
    different.part("close")
    assert not whole.close_._asked.isVisible()


def test_a_loss_entered_meanwhile_is_named_as_what_put_it_right(different: Armoury) -> None:
    missing = next(d for d in different.team.differs(different.audit) if d.kind == "missing")
    make = different.make.as_(different.team.head)
    facts = {"items": {missing.item_id: 1}, "values": {"kind": "not_found"}, "reason": "counted"}
    lost = make.do(losses.report, **facts, witness=different.team.other)
    _open(different, "sara", "differences")
    part = different.page.whole.differences
    part.table.go_to(missing.id)
    part.settling.form.show_values({"cause": "LOS-4", "entry": lost.seq})
    part.settling.settle.click()
    different.hands.settle()
    different.vouch(part.settling.witness, "luis")
    assert PASSPHRASE not in str(different.page.draft())
    (first, _unknown) = different.make.register.read(audits.differences_of, different.audit)
    assert first.settled_on
