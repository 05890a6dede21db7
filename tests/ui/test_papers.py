"""Papers dropped on the window or opened: verdict, findings, signatures, head; with and without a register."""

from pathlib import Path

import pytest

from registry_app.domain.trust import Trusted
from registry_app.reports import certificates, inventory_return
from registry_app.services.desk import Desk
from tests import signed_papers
from tests.make import CHEAP
from tests.reports import given, signers
from tests.ui.hands import Hands, drop
from ui.pages.paper_gate import PaperGate
from ui.pages.registers import Registers


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A genuine paper, one with a byte changed, and the desk of an authority that knows the company."""
    made = tmp_path_factory.mktemp("papers")
    file = signed_papers.signed(inventory_return.write(given.content()), "armorer", "witness")
    (made / "genuine.pdf").write_bytes(file)
    (made / "changed.pdf").write_bytes(file[:60_000] + bytes([file[60_000] ^ 1]) + file[60_001:])
    (made / "letter.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    desk = Desk.create(made / "x.authority", name="Authority", passphrase="a desk has one too", cost=CHEAP)
    prints = (certificates.fingerprint(signers.authority().certificate),)
    company = Trusted("L-1", signers.COMPANY, given.HEAD["origin"], prints)
    desk.trust_company(company, key=desk.key("a desk has one too"))
    return made


def test_a_paper_is_dropped_on_the_page(hands: Hands, folder: Path) -> None:
    check = hands.page("papers").check
    drop(check, str(folder / "genuine.pdf"))
    hands.settle()
    assert check.report.verdict.text() == "Cannot tell"
    check.hold_against(str(folder / "x.authority"))
    hands.settle()
    assert check.report.verdict.text() == "Intact, with remarks"
    assert [each.code for each in check.report.findings.findings()] == ["entries_absent"]
    assert "Marta Cano" in check.report.signatures.model().index(0, 0).data()
    assert "in the trust list" in check.report.signatures.model().index(0, 0).data()
    assert check.report.facts.text_of("number") == given.content()["number"]
    assert given.HEAD["root"][:16] in check.report.facts.text_of("head")


def test_several_are_checked_and_each_is_shown(hands: Hands, folder: Path) -> None:
    check = hands.page("papers").check
    check.hold_against(str(folder / "x.authority"))
    check.check(sorted(folder.glob("*.pdf")))
    hands.settle()
    assert [each.verdict for each in check.verified] == ["altered", "remarks", "cannot tell"]
    assert check.report.verdict.text() == "Altered"
    check.list.opened.emit("2")
    assert check.report.verdict.text() == "Cannot tell"
    hands.window.speak("es")
    assert check.report.verdict.text() != "Cannot tell"
    check.hold_against("")
    hands.settle()
    assert not check.forget.isVisible()


def test_a_folder_that_is_none_of_an_authority_is_told(hands: Hands, folder: Path, tmp_path: Path) -> None:
    check = hands.page("papers").check
    check.check([folder / "genuine.pdf"])
    hands.settle()
    check.hold_against(str(tmp_path))
    hands.settle()
    assert check._problem.text()


def test_no_register_is_needed(empty_window: Hands, folder: Path) -> None:
    empty_window.window.show_registers()
    empty_window.gate().check.click()
    gate = empty_window.gate()
    assert isinstance(gate, PaperGate)
    drop(gate.check, str(folder / "changed.pdf"))
    empty_window.settle()
    assert gate.check.report.verdict.text() == "Altered"
    gate.back.click()
    assert isinstance(empty_window.gate(), Registers)
