"""What comes of a return that is handed in, by what verification says of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from registry_app.domain.errors import Finding, Unavailable, refuse, warn
from registry_app.services import desk_reception
from registry_app.services.desk import Desk
from registry_app.services.desk_reception import Arrived
from tests.services import sent


@dataclass(frozen=True)
class Said:
    """What verification says, where a test says it for it."""

    verdict: str
    findings: tuple[Finding, ...] = ()
    content: dict[str, Any] | None = None
    entries: tuple[bytes, ...] = ()


def _received(desk: Desk, folder: Path, verdict: str, *findings: Finding, **more: Any) -> Arrived:
    made = sent.invented("o/1", **more)
    (folder / "return").write_bytes(made.file)
    said = Said(verdict, findings, dict(made.content))
    return desk_reception.receive(desk, folder / "return", verify=lambda _file, **_with: said)


@pytest.mark.parametrize(
    ("verdict", "findings", "is_kept"),
    [
        ("intact", (), True),
        ("remarks", (warn("late_entry", hours=3),), True),
        ("altered", (refuse("leaf_differs", entry=3),), False),
        ("cannot tell", (), False),
    ],
)
def test_only_what_stands_is_kept(tmp_path: Path, verdict: str, findings: tuple[Finding, ...], is_kept: bool) -> None:
    desk = sent.desk(tmp_path)
    arrived = _received(desk, tmp_path, verdict, *findings)
    assert (arrived.verdict, arrived.findings, arrived.taken is not None) == (
        verdict, (*findings, *(arrived.taken.findings if arrived.taken else ())), is_kept,
    )  # fmt: skip
    assert (desk_reception.received_before(desk, tmp_path / "return") is not None) == is_kept


def test_a_second_history_is_kept_as_evidence(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    _received(desk, tmp_path, "intact")
    forked = refuse("history_forked", size=10, day="2026-01-31")
    arrived = _received(desk, tmp_path, "altered", forked, root="ab" * 32)
    assert (arrived.verdict, [f.code for f in arrived.findings]) == ("altered", ["history_forked", "two_heads"])
    assert len(desk.known("o/1").forks) == 1  # type: ignore[union-attr]


def test_two_heads_that_verification_let_pass_are_altered_all_the_same(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    _received(desk, tmp_path, "intact")
    assert _received(desk, tmp_path, "intact", root="ab" * 32).verdict == "altered"


def test_entries_that_do_not_make_the_head_are_told(tmp_path: Path) -> None:
    desk, made = sent.desk(tmp_path), sent.invented("o/1")
    (tmp_path / "return").write_bytes(made.file)
    said = Said("intact", content=dict(made.content), entries=(b"{}",))
    arrived = desk_reception.receive(desk, tmp_path / "return", verify=lambda _file, **_with: said)
    assert (arrived.verdict, arrived.taken, [f.code for f in arrived.findings]) == ("altered", None, ["entries_differ"])


def test_a_file_that_is_not_there_is_not_available(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        desk_reception.receive(sent.desk(tmp_path), tmp_path / "nowhere")
