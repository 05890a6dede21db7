"""A clerk who rewrites what lies at the desk, sums and all, cannot rewrite what the desk signed."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from registry_app.domain import received, trust
from registry_app.domain.errors import Refused
from registry_app.domain.trust import Trusted
from registry_app.persistence import desk_files
from registry_app.persistence.desk_files import LedgerState
from registry_app.services import desk_check
from registry_app.services.desk import Desk
from tests import signed_papers
from tests.make import Make
from tests.services import sent

Clerk = Callable[[Desk, LedgerState], LedgerState | None]


@pytest.fixture
def desk(make: Make, tmp_path: Path) -> Desk:
    """Two returns of a company, each with its receipt, the second one a signed paper."""
    made = sent.desk(tmp_path, make.clock)
    first = sent.inventory(make)
    make.firearm("A1")
    paper = signed_papers.inventory(make)
    second = received.of(paper.content, signed_papers.signed(paper.file), entries=sent.lines(make))
    for each in (first, second):
        made.receipt(made.take(each).kept.sha256, key=made.key(sent.PASSPHRASE))
    return made


def _state(desk: Desk) -> LedgerState:
    (state,) = desk_files.ledger_states(desk.folder)
    return state


def _codes(desk: Desk) -> set[str]:
    return {finding.code for finding in desk_check.check(Desk.open(desk.folder))}


def _paths(desk: Desk, state: LedgerState) -> Path:
    return desk_files.ledger_folder(desk.folder, state.origin)


def _forget_the_last(_desk: Desk, state: LedgerState) -> LedgerState:
    first = state.returns[0]
    return replace(state, returns=(first,), size=first.size, root=first.root)


def _tell_another_root(_desk: Desk, state: LedgerState) -> LedgerState:
    returns = (*state.returns[:-1], replace(state.returns[-1], root="11" * 32))
    return replace(state, returns=returns, root="11" * 32)


def _tell_a_shorter_head(_desk: Desk, state: LedgerState) -> LedgerState:
    return replace(state, size=state.returns[0].size, root=state.returns[0].root)


def _tell_another_day(_desk: Desk, state: LedgerState) -> LedgerState:
    return replace(state, returns=(replace(state.returns[0], until_on="2025-12-31"), *state.returns[1:]))


def _unname_a_receipt(_desk: Desk, state: LedgerState) -> LedgerState:
    return replace(state, returns=(replace(state.returns[0], receipt=0), *state.returns[1:]))


def _rewrite_an_entry(desk: Desk, state: LedgerState) -> None:
    path = _paths(desk, state) / state.file
    path.write_bytes(path.read_bytes().replace(b'seq\\":1,', b'seq\\":9,', 1))


def _swap_entries(desk: Desk, state: LedgerState) -> LedgerState:
    lines = [line + b"\n" for line in sent.entry_lines(state.entries)]
    (_paths(desk, state) / state.file).write_bytes(b"".join(lines))
    return replace(state, entries_bytes=sum(map(len, lines)))


def _rewrite_the_data(desk: Desk, state: LedgerState) -> None:
    path = _paths(desk, state) / "returns" / f"{state.returns[-1].sha256}.content"
    path.write_bytes(path.read_bytes().replace(b'"A1"', b'"A2"'))


def _drop_the_file(desk: Desk, state: LedgerState) -> None:
    desk.path_of(state.origin, state.returns[-1]).unlink()


def _drop_a_receipt(desk: Desk, _state: LedgerState) -> None:
    desk_files.receipt_path(desk.folder, 1).unlink()


def _drop_the_last_receipt(desk: Desk, _state: LedgerState) -> None:
    desk_files.receipt_path(desk.folder, 2).unlink()


def _forge_a_receipt(desk: Desk, _state: LedgerState) -> None:
    path = desk_files.receipt_path(desk.folder, 1)
    told = json.loads(path.read_bytes())
    path.write_text(json.dumps(told | {"return": "IR-9"}))


WAYS: dict[Clerk, str] = {
    _forget_the_last: "desk_not_as_receipted", _tell_another_root: "desk_not_as_receipted",
    _tell_a_shorter_head: "desk_head_differs", _tell_another_day: "desk_not_as_receipted",
    _unname_a_receipt: "desk_not_as_receipted", _rewrite_an_entry: "desk_entries_differ",
    _swap_entries: "desk_entries_differ", _rewrite_the_data: "desk_return_differs",
    _drop_the_file: "desk_return_differs", _drop_a_receipt: "desk_receipt_missing",
    _drop_the_last_receipt: "desk_receipt_missing", _forge_a_receipt: "desk_receipt_strange",
}  # fmt: skip


@pytest.mark.parametrize(("clerk", "code"), WAYS.items(), ids=[clerk.__name__ for clerk in WAYS])
def test_what_a_clerk_rewrites_is_told(desk: Desk, clerk: Clerk, code: str) -> None:
    assert _codes(desk) == set()
    if changed := clerk(desk, _state(desk)):
        desk_files.save_state(desk.folder, changed)
    assert code in _codes(desk)


def test_a_second_history_is_no_fault_of_the_desk(desk: Desk) -> None:
    state = _state(desk)
    desk.take(sent.invented(state.origin, size=state.size, root="22" * 32))
    assert len(_state(desk).forks) == 1
    assert _codes(desk) == set()
    desk_files.save_state(desk.folder, replace(_state(desk), forks=()))
    assert _codes(desk)


def test_a_receipt_that_a_power_cut_kept_from_being_named_is_no_fault(desk: Desk) -> None:
    state = _state(desk)
    desk_files.save_state(desk.folder, replace(state, returns=(state.returns[0], replace(state.returns[1], receipt=0))))
    assert _codes(desk) == set()


# The trust list.


def _issued(desk: Desk, *names: str) -> list[bytes]:
    lists = []
    for name in names:
        desk.trust_company(Trusted(f"L-{name}", name, f"o/{name}"), key=desk.key(sent.PASSPHRASE))
        lists.append((desk.folder / trust.FILE).read_bytes())
    return lists


@pytest.mark.parametrize("is_gone", [False, True])
def test_an_older_trust_list_put_back_is_told_and_used_by_nobody(desk: Desk, *, is_gone: bool) -> None:
    older, _newer = _issued(desk, "A", "B")
    path = desk.folder / trust.FILE
    path.unlink() if is_gone else path.write_bytes(older)
    with pytest.raises(Refused) as caught:
        Desk.open(desk.folder).trust()
    assert caught.value.findings[0].code == "trust_rolled_back"
    assert _codes(desk) == {"trust_rolled_back"}


def test_the_moment_of_a_list_never_goes_back(desk: Desk, make: Make) -> None:
    _issued(desk, "A")
    first = desk.trust()
    make.clock.pass_(days=-9)
    _issued(desk, "B")
    now: Any = desk.trust()
    assert first
    assert (now.number, now.issued_at) == (2, first.issued_at)
