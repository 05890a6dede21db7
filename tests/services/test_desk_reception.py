"""What comes of a return that is handed in, by what verification says of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from registry_app.domain import receipt as receipts
from registry_app.domain.errors import Finding, Unavailable, refuse, warn
from registry_app.domain.trust import Trusted
from registry_app.persistence import desk_files
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
    is_signed: bool = True
    before: int = 0


def _received(
    desk: Desk, folder: Path, verdict: str, *findings: Finding, is_signed: bool = True, **more: Any
) -> Arrived:
    made = sent.invented("o/1", **more)
    (folder / "return").write_bytes(made.file)
    known = desk.known("o/1")
    said = Said(verdict, findings, dict(made.content), is_signed=is_signed, before=len(known.returns) if known else 0)
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


def _listed(desk: Desk, origin: str) -> None:
    desk.trust_company(Trusted("L-1", "Andina", origin, ("ab" * 32,)), key=desk.key(sent.PASSPHRASE))


@pytest.mark.parametrize("findings", [(), (refuse("history_forked", size=10, day="2026-01-31"),)], ids=["new", "fork"])
def test_what_nobody_signed_is_neither_kept_nor_evidence(tmp_path: Path, findings: tuple[Finding, ...]) -> None:
    """A stranger needs no key for it: he could take a company's place, or bring it under suspicion."""
    desk = sent.desk(tmp_path)
    _received(desk, tmp_path, "intact")
    _listed(desk, "o/1")
    arrived = _received(
        desk, tmp_path, "altered" if findings else "remarks", *findings, root="ab" * 32, is_signed=False
    )
    assert (arrived.verdict, arrived.taken) == ("altered" if findings else "cannot tell", None)
    assert "return_not_signed" in {finding.code for finding in arrived.findings}
    assert not desk.known("o/1").forks  # type: ignore[union-attr]


def test_who_is_overtaken_verifies_again(tmp_path: Path) -> None:
    """Two officials, two histories that both follow on the head they saw: the second is held against the first."""
    desk, made = sent.desk(tmp_path), sent.invented("o/1", size=12)
    (tmp_path / "return").write_bytes(made.file)
    seen: list[int] = []

    def verify(_file: bytes, *, desk: Desk, **_with: Any) -> Said:
        known = desk.known("o/1")
        seen.append(len(known.returns) if known else 0)
        if len(seen) == 1:
            Desk.open(desk.folder).take(sent.invented("o/1", size=11))
        return Said("intact", content=dict(made.content), before=seen[-1])

    assert desk_reception.receive(desk, tmp_path / "return", verify=verify).verdict == "intact"
    assert seen == [0, 1]


def test_a_return_may_be_larger_than_what_the_desk_writes_itself(tmp_path: Path) -> None:
    desk, many = sent.desk(tmp_path), desk_files.LARGEST + 7
    with (tmp_path / "return").open("wb") as file:
        file.truncate(many)
    sizes: list[int] = []

    def verify(content: bytes, **_with: Any) -> Said:
        sizes.append(len(content))
        return Said("cannot tell")

    desk_reception.receive(desk, tmp_path / "return", verify=verify)
    assert sizes == [many]


def test_the_receipt_for_a_paper_of_a_period_names_its_last_day(tmp_path: Path) -> None:
    period = {"from_on": "2026-01-01", "until_on": "2026-01-31", "zone": "America/Bogota"}
    desk = sent.desk(tmp_path)
    arrived = _received(desk, tmp_path, "intact", period=period, format="armarium-movements/1")
    assert arrived.taken is not None
    receipt = receipts.parse(desk.receipt(arrived.sha256, key=desk.key(sent.PASSPHRASE)))
    assert (receipt.until, arrived.taken.kept.from_on) == ("2026-01-31", "2026-01-01")


def test_a_file_that_is_not_there_is_not_available(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        desk_reception.receive(sent.desk(tmp_path), tmp_path / "nowhere")
