"""verify from a terminal: verdicts, exit status, one JSON document."""

import json
from pathlib import Path

import pytest

from registry_app.cli import run
from registry_app.domain.trust import Trusted
from registry_app.reports import certificates, inventory_return
from registry_app.services.desk import Desk
from tests.make import CHEAP
from tests.reports import given, signers
from tests.signed_papers import signed

WORD = "a desk has one too"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("verify")
    file = signed(inventory_return.write(given.content()), "armorer")
    (made / "genuine.pdf").write_bytes(file)
    (made / "longer.pdf").write_bytes(file + b"more")
    desk = Desk.create(made / "x.authority", name="Authority", passphrase=WORD, cost=CHEAP)
    prints = (certificates.fingerprint(signers.authority().certificate),)
    desk.trust_company(Trusted("L-1", signers.COMPANY, str(given.HEAD["origin"]), prints), key=desk.key(WORD))
    return made


def test_json_is_a_list_of_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(folder / "genuine.pdf"), str(folder / "longer.pdf")]
    assert run(["verify", *files, "--state", str(folder / "x.authority"), "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert [(each["file"], each["verdict"]) for each in told] == [(files[0], "remarks"), (files[1], "altered")]
    assert all(set(each) == {"file", "verdict", "findings"} for each in told)
    assert {each["code"] for each in told[1]["findings"]} == {"bytes_after_end", "entries_absent"}
    assert all(each["reason"] for paper in told for each in paper["findings"])


@pytest.mark.parametrize(
    ("names", "options", "status"),
    [
        (["genuine.pdf"], ["--trust", "x.authority"], 1),
        (["genuine.pdf"], [], 3),
        (["longer.pdf"], [], 2),
        (["longer.pdf", "genuine.pdf"], [], 3),
        (["none.pdf"], [], 3),
        (["genuine.pdf"], ["--state", "not there"], 3),
    ],
)
def test_the_worst_verdict_is_the_status(
    folder: Path, names: list[str], options: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    placed = [each if each.startswith("--") else str(folder / each) for each in options]
    assert run(["verify", *(str(folder / name) for name in names), *placed]) == status
    assert capsys.readouterr().out


def test_people_are_told_who_signed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["verify", str(folder / "genuine.pdf"), "--trust", str(folder / "x.authority"), "--lang", "en"])
    said = capsys.readouterr().out
    for part in ("intact, with remarks", "Marta Cano, 2026-07-02 09:00 UTC", "in the trust list", "412 entries"):
        assert part in said, said


def test_a_folder_that_holds_no_list_is_refused(folder: Path, tmp_path: Path) -> None:
    assert run(["verify", str(folder / "genuine.pdf"), "--trust", str(tmp_path)]) in (2, 3)
