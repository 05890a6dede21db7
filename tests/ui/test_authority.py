"""The window of an authority: it opens on a desk, takes files in, and shows companies, country and contradictions."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from registry_app.domain import receipt as receipts
from registry_app.domain.entry import canonical
from registry_app.persistence import desk_files
from registry_app.persistence.desk_files import Restored
from registry_app.services import crosschecks, desk_reception
from registry_app.services.desk import Desk
from tests.services import sent
from tests.services.test_desk_reception import Said
from tests.ui.authority_room import furnished
from tests.ui.fixtures import shown
from tests.ui.hands import Hands
from tests.ui.room import cut


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with three companies."""
    return furnished(tmp_path)


@pytest.fixture
def official(empty_window: Hands, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """A window on the desk, on the day after all returns but one were due."""
    monkeypatch.setattr(crosschecks, "today", lambda: "2026-11-20")
    empty_window.window.show_unlock(desk.folder)
    return shown(empty_window)


def _page(hands: Hands, key: str) -> Any:
    hands.window.shell.go(key)
    hands.settle()
    return hands.window.shell.page(key)


def test_a_desk_opens_without_a_passphrase_and_is_remembered(official: Hands, desk: Desk) -> None:
    assert official.window.shell.current_key() == "receive"
    assert official.window.windowTitle() == "test · Armarium"
    assert official.window._settings.recent[0] == str(desk.folder)


@pytest.mark.parametrize("key", ["receive", "companies", "country", "crosses"])
def test_every_page_shows_each_word_whole(official: Hands, key: str) -> None:
    _page(official, key)
    assert cut(official.window) == []


def test_the_companies_are_listed_with_what_is_overdue(official: Hands) -> None:
    page = _page(official, "companies")
    told = {point.title: point for point in page.list.points()}
    assert told["Custodia del Norte Ltda."].chip == "overdue"
    assert told["Vigilancia Andina S.A."].chip == ""
    assert "Custodia del Norte Ltda." in page._missing.text()
    page.list.go_to("o/3")
    assert "receipt 1" in page.returns.points()[0].lines


def test_a_restored_ledger_is_marked_and_so_is_what_was_given_up(official: Hands, desk: Desk) -> None:
    state = desk_files.ledger_state(desk.folder, "o/1")
    assert state
    (kept,) = state.returns
    lost = Restored(3, "ab" * 32, kept.size, kept.root, 0, 0, "entries.jsonl", kept.taken_at)
    newer = replace(kept, sha256="ab" * 32, number="IR-NEW", taken_at=kept.taken_at + 1)
    desk_files.save_state(desk.folder, replace(state, returns=(kept, newer), restorations=(lost,)))
    desk_files.keep_return(desk.folder, "o/1", "ab" * 32 + ".content", canonical(desk.content("o/1", kept)))
    page = _page(official, "companies")
    told = {point.key: point for point in page.list.points()}
    assert (told["o/1"].chip, "1 restoration declared" in told["o/1"].lines[0]) == ("restored", True)
    page.list.go_to("o/1")
    assert [(point.lines[0], point.chip) for point in page.returns.points()] == [
        ("IR-NEW", ""), (kept.number, "given up"),
    ]  # fmt: skip


def test_the_country_is_summed_over_the_companies(official: Hands) -> None:
    page = _page(official, "country")
    assert page.boxes["firearms"].accessibleName() == "Firearms 63"
    assert "Pistol: Firearms 45" in page.kinds.accessibleDescription()
    assert (page.list.points()[-1].value, page.list.points()[-1].lines) == ("82.2%", ("51 of 62",))


def test_contradictions_are_told_as_questions(official: Hands) -> None:
    page = _page(official, "crosses")
    codes = {finding.code for finding in page.list.findings()}
    assert codes == {"cross_alive_twice", "cross_lost_alive", "cross_return_missing"}
    assert page._said.text() == "3 questions from the newest returns"


def test_the_registrys_list_is_compared_and_written_beside_it(official: Hands, tmp_path: Path) -> None:
    page = _page(official, "crosses")
    (tmp_path / "list.csv").write_text("Serial,Maker\nTB00001,Taurus\n", "utf-8")
    page.compare(tmp_path / "list.csv")
    official.settle()
    assert (tmp_path / "list-differences.xlsx").exists()
    (tmp_path / "empty.csv").write_text("Name\nAna\n", "utf-8")
    page.compare(tmp_path / "empty.csv")
    official.settle()
    assert not (tmp_path / "empty-differences.xlsx").exists()


def _drop(page: Any, path: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton,
                              Qt.KeyboardModifier.NoModifier))  # fmt: skip


def test_what_is_dropped_is_verified_kept_and_gets_a_receipt(
    official: Hands, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sent.invented("o/4", company="Nueva S.A.")
    (tmp_path / "return.pdf").write_bytes(made.file)
    said = Said("intact", content=dict(made.content))
    monkeypatch.setattr(desk_reception, "_verify", lambda _content, **_with: said)
    page = _page(official, "receive")
    _drop(page, tmp_path / "return.pdf")
    official.settle()
    assert [(point.title, point.chip) for point in page.list.points()] == [("return.pdf", "intact")]
    for passphrase, is_given in (("wrong one here", False), (sent.PASSPHRASE, True)):
        page.passphrase.setText(passphrase)
        page.sign.click()
        official.settle()
        assert (page._problem.isVisible(), (tmp_path / "return.receipt.json").exists()) == (not is_given, is_given)
    assert receipts.parse((tmp_path / "return.receipt.json").read_bytes()).head.origin == "o/4"
    assert "Nueva S.A." in {point.title for point in _page(official, "companies").list.points()}


def test_a_file_that_cannot_be_read_is_told(official: Hands, tmp_path: Path) -> None:
    page = _page(official, "receive")
    page.take([tmp_path / "nowhere.pdf"])
    official.settle()
    (point,) = page.list.points()
    assert (point.title, point.chip) == ("nowhere.pdf", "cannot tell")


def test_the_desk_is_left_by_the_lock(official: Hands) -> None:
    official.window.lock()
    official.settle()
    assert official.window.shell is None


def test_everything_is_said_again_in_another_language(official: Hands) -> None:
    for key in ("companies", "country", "crosses", "receive"):
        _page(official, key)
    official.window.speak("es")
    official.settle()
    assert _page(official, "country").kinds.accessibleDescription().startswith("Pistola")
