"""The desk: takes in what was verified, keeps the longer history, tells two heads of one size, signs receipts."""

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from registry_app.domain import receipt as receipts
from registry_app.domain.errors import Damaged, Refused, Unavailable
from registry_app.domain.received import Received
from registry_app.domain.trust import Trusted
from registry_app.persistence import desk_files
from registry_app.persistence.desk_files import LedgerState
from registry_app.persistence.lock import hold
from registry_app.services.desk import Desk, trust_in
from tests.make import CHEAP, Clock, Make
from tests.services import sent
from tests.services.sent import NAME, PASSPHRASE, ZEROS


def _sent(size: int, mark: str = "", *, first: int = 0, entries: bool = True, file: str = "") -> Received:
    found = list(sent.entry_lines(size, mark=mark))
    made = sent.invented("o/1", size=size, root=sent.root_of(found), made={"moment": "2026-01-31", "file": file})
    return replace(made, entries=found[first:] if entries else ())


def _codes(desk: Desk, received: Received) -> list[str]:
    return [finding.code for finding in desk.take(received).findings]


def test_a_real_return_is_kept_byte_for_byte_with_its_entries(tmp_path: Path, make: Make) -> None:
    make.firearm("A1")
    desk, first = sent.desk(tmp_path), sent.inventory(make)
    taken = desk.take(first)
    assert (taken.known.head, taken.known.entries, taken.findings) == (first.head, first.head.size, ())
    make.firearm("A2")
    second = sent.inventory(make, since=first.head.size)
    known = desk.take(second).known
    assert (known.head, known.entries, list(known.lines())) == (second.head, second.head.size, sent.lines(make))
    assert known.numbers == {first.number, second.number}
    assert desk.path_of(first.origin, taken.kept).read_bytes() == first.file
    assert desk.content(first.origin, taken.kept) == first.content
    assert Desk.open(desk.folder).known(first.origin).head == second.head  # type: ignore[union-attr]


def test_a_desk_without_a_key_keeps_heads_and_signs_nothing(tmp_path: Path) -> None:
    desk = Desk.at(tmp_path / "state")
    kept = desk.take(_sent(5)).kept
    with pytest.raises(Refused) as caught:
        desk.key(PASSPHRASE)
    assert caught.value.findings[0].code == "desk_without_key"
    desk.found(name=NAME, passphrase=PASSPHRASE, cost=CHEAP)
    again = Desk.at(tmp_path / "state")
    assert receipts.parse(again.receipt(kept.sha256, key=again.key(PASSPHRASE))).head.size == 5
    with pytest.raises(Refused):
        again.found(name="B", passphrase=PASSPHRASE, cost=CHEAP)


def test_what_is_no_desk_is_not_made_one(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    for opening in (Desk.open, Desk.at):
        with pytest.raises(Unavailable) as caught:
            opening(tmp_path / "full")
        assert caught.value.finding.code == "not_a_desk"
    for name, path in (("desk_name", tmp_path / "a"), ("folder_exists", tmp_path / "full" / "b.authority")):
        (tmp_path / "full" / "b.authority").mkdir(exist_ok=True)
        (tmp_path / "full" / "b.authority" / "x").touch()
        with pytest.raises(Refused) as refused:
            Desk.create(path, name=NAME, passphrase=PASSPHRASE, cost=CHEAP)
        assert refused.value.findings[0].code == name


def test_a_name_or_passphrase_that_does_not_do_is_refused(tmp_path: Path) -> None:
    for name, passphrase, code in ((" ", PASSPHRASE, "desk_name_length"), (NAME, "short", "passphrase_short")):
        with pytest.raises(Refused) as caught:
            Desk.create(tmp_path / "a.authority", name=name, passphrase=passphrase, cost=CHEAP)
        assert caught.value.findings[0].code == code
        assert not (tmp_path / "a.authority").exists()


def test_the_key_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    assert desk.key(PASSPHRASE).public.hex() == desk.public_key
    with pytest.raises(Unavailable) as caught:
        desk.key("another passphrase")
    assert caught.value.finding.code == "desk_passphrase"


def test_a_shorter_history_never_takes_the_place_of_a_longer_one(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(_sent(8))
    assert _codes(desk, _sent(5)) == ["return_older"]
    assert desk.known("o/1").head.size == 8  # type: ignore[union-attr]
    assert _codes(desk, _sent(8)) == ["return_again"]
    assert _codes(desk, _sent(8, file="signed once more")) == []


@pytest.mark.parametrize("entries", [True, False])
def test_two_roots_of_one_size_are_kept_as_evidence_and_told(tmp_path: Path, entries: bool) -> None:
    desk, ours, theirs = sent.desk(tmp_path), _sent(8), _sent(8, "b", entries=entries)
    desk.take(ours)
    taken = desk.take(theirs)
    assert [finding.code for finding in taken.findings] == ["two_heads"]
    assert (taken.known.head, taken.known.entries) == (ours.head, 8)
    (fork,) = taken.known.forks
    assert (fork.size, fork.roots, fork.files) == (8, (ours.head.root, theirs.head.root), (ours.sha256, theirs.sha256))
    assert desk.path_of("o/1", taken.kept).read_bytes() == theirs.file
    with pytest.raises(Refused) as caught:
        desk.receipt(theirs.sha256, key=desk.key(PASSPHRASE))
    assert caught.value.findings[0].code == "two_heads"


def test_a_shorter_return_of_another_history_is_found_by_the_entries_at_hand(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(_sent(8))
    assert _codes(desk, _sent(5, "b", entries=False)) == ["two_heads"]
    assert _codes(desk, _sent(6, entries=False)) == ["return_older"]


def test_a_longer_return_of_another_history_shows_itself_where_they_part(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(_sent(5, entries=False))
    taken = desk.take(_sent(8, "b"))
    assert [finding.code for finding in taken.findings] == ["two_heads"]
    assert (taken.known.head.size, taken.known.forks[0].size, taken.known.entries) == (5, 5, 0)


def test_entries_that_do_not_follow_are_not_taken_in(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(_sent(5))
    good = _sent(8)
    for lines in (list(sent.entry_lines(8, mark="b"))[5:], good.entries[:7], [*good.entries[:6], b"{}"],
                  [good.entries[0], good.entries[2]]):  # fmt: skip
        with pytest.raises(Refused) as caught:
            desk.take(replace(good, entries=lines))
        assert caught.value.findings[0].code == "entries_differ"
    assert desk.known("o/1").head.size == 5  # type: ignore[union-attr]
    assert desk.take(good).known.entries == 8


def test_entries_that_are_missing_are_asked_for(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(_sent(3))
    (gap,) = desk.take(_sent(6, entries=False)).findings
    assert (gap.code, gap.facts) == ("return_gap", {"first": 3, "final": 5})
    assert _codes(desk, _sent(8, first=6)) == ["return_gap"]
    known = desk.take(_sent(9, first=2)).known
    assert (known.entries, list(known.lines())) == (9, list(sent.entry_lines(9)))


def test_what_a_broken_attempt_left_counts_for_nothing(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    path = desk.take(_sent(3)).known.path
    with path.open("ab") as file:
        file.write(b'{"seq":3,"half a li')
    known = desk.known("o/1")
    assert known is not None
    assert list(known.lines()) == list(sent.entry_lines(3))
    assert list(desk.take(_sent(5, first=3)).known.lines()) == list(sent.entry_lines(5))
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Damaged):
        list(desk.known("o/1").lines())  # type: ignore[union-attr]


def test_a_receipt_is_made_once_and_numbered_without_a_gap(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    key = desk.key(PASSPHRASE)
    first, second = desk.take(_sent(3)).kept, desk.take(_sent(5)).kept
    content = desk.receipt(first.sha256, key=key)
    assert desk.receipt(first.sha256, key=key) == content
    told = receipts.parse(content)
    assert (told.number, told.authority, told.head.size, told.file_sha256) == (1, NAME, 3, first.sha256)
    assert (told.return_number, told.report, told.until) == (first.number, "inventory", "2026-01-31")
    assert receipts.parse(desk.receipt(second.sha256, key=key)).number == 2
    assert [each.number for each in desk.receipts()] == [2, 1]
    with pytest.raises(Refused) as caught:
        desk.receipt(ZEROS, key=key)
    assert caught.value.findings[0].code == "return_unknown"


def test_a_receipt_that_was_written_and_not_named_is_the_receipt(tmp_path: Path) -> None:
    """As after a power cut between the two: a return never has two receipts."""
    desk = sent.desk(tmp_path)
    key, kept = desk.key(PASSPHRASE), desk.take(_sent(3)).kept
    state = desk_files.ledger_state(desk.folder, "o/1")
    content = desk.receipt(kept.sha256, key=key)
    desk_files.save_state(desk.folder, state)  # type: ignore[arg-type]
    assert desk.receipt(kept.sha256, key=key) == content


def test_a_desk_in_use_is_waited_for_and_then_said_to_be_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry_app.services.desk.PATIENCE", 0.05)
    desk = sent.desk(tmp_path)
    with hold(desk.folder), pytest.raises(Unavailable) as caught:
        desk.take(_sent(3))
    assert caught.value.finding.code == "register_locked"


def test_damage_is_told_as_such(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(_sent(3))
    state = desk_files.ledger_folder(desk.folder, "o/1") / desk_files.STATE
    state.write_text(state.read_text().replace('"size": 3', '"size": 4'))
    with pytest.raises(Damaged):
        desk.known("o/1")
    file = desk.folder / desk_files.FILE
    file.write_text(file.read_text().replace("armarium-desk/1", "armarium-desk/9"))
    with pytest.raises(Damaged):
        Desk.open(desk.folder)


def test_a_desk_of_a_newer_release_is_told_from_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_files, "FORMAT", "armarium-desk/2")
    desk_files.make(tmp_path / "a", desk_files.DeskFile())
    monkeypatch.undo()
    with pytest.raises(Unavailable) as caught:
        Desk.open(tmp_path / "a")
    assert caught.value.finding.code == "desk_newer"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_the_owner_may_look_into_a_desk(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        desk = sent.desk(tmp_path)
        kept = desk.take(_sent(3)).kept
        desk.receipt(kept.sha256, key=desk.key(PASSPHRASE))
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(each.stat().st_mode) & 0o077 for each in (desk.folder, *desk.folder.rglob("*"))}
    assert modes == {0}


def test_the_trust_list_is_the_desks_own_and_grows_by_issues(tmp_path: Path) -> None:
    desk, clock = sent.desk(tmp_path), Clock()
    key, company = desk.key(PASSPHRASE), Trusted("L-1", "Andina", "o/1", ("ab" * 32,))
    assert desk.trust() is None
    assert desk.trust_company(company, key=key).number == 1
    issued = desk.trust_company(replace(company, company="Andina S.A."), key=key)
    assert (issued.number, issued.companies[0].company) == (2, "Andina S.A.")
    assert Desk.open(desk.folder).trust() == trust_in(desk.folder) == issued
    assert issued.issued_at < clock.now + 60_000
    assert desk.distrust("L-1", key=key).companies == ()
    other = Desk.create(tmp_path / "b.authority", name="B", passphrase=PASSPHRASE, cost=CHEAP)
    (desk.folder / "trust.json").write_bytes(_issued_by(other))
    with pytest.raises(Refused) as caught:
        desk.trust()
    assert caught.value.findings[0].code == "trust_of_another"


def _issued_by(desk: Desk) -> bytes:
    desk.trust_company(Trusted("L-9", "X", "o/9"), key=desk.key(PASSPHRASE))
    return (desk.folder / "trust.json").read_bytes()


def test_a_folder_with_nothing_but_a_list_will_do_to_verify_with(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    (tmp_path / "trust.json").write_bytes(_issued_by(desk))
    assert trust_in(tmp_path) == desk.trust()
    with pytest.raises(Unavailable):
        trust_in(tmp_path / "nowhere")


def test_a_state_says_nothing_of_a_ledger_before_it_was_sent_any(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    assert (desk.known("o/1"), desk.all()) == (None, [])
    assert LedgerState("o/1").size == 0
