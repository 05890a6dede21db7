"""Bits of a small signed return, turned one at a time: a sample always, every single one in the long lane.

All of them take some minutes; several processes share them: `dev.py test --long tests/tamper/papers/test_bits.py -n 4`.
"""

import contextlib
import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry_app.reports import opened_paper, paper_changes, signature_check, signed_bytes
from registry_app.reports.opened_paper import Unreadable
from registry_app.services import report_table
from registry_app.services.verifying import verify
from tests.make import copied
from tests.signed_papers import SIGNED_AT, signed

SAMPLE, IN_THE_SIGNATURE, WHOLE = 400, 160, 30
SLICES = 16


def _turned(file: bytes, bit: int) -> bytes:
    turned = bytearray(file)
    turned[bit // 8] ^= 1 << bit % 8
    return bytes(turned)


def _found(file: bytes) -> str:
    """The first finding by which the signature, or the reading, of a file fails; nothing where both hold."""
    try:
        opened = opened_paper.read(file)
    except Unreadable as unreadable:
        return unreadable.finding.code if unreadable.finding.severity == "refusal" else ""
    seen, findings = signature_check.check(opened)
    findings += paper_changes.found(opened, seen) if not findings else ()
    return next((finding.code for finding in findings if finding.severity == "refusal"), "")


def _found_at_all(file: bytes) -> str:
    """The same, after the look at the bytes alone that verification takes too: a hundred times quicker."""
    return next((finding.code for finding in signed_bytes.differing(file)), "") or _found(file)


def _told(many: int, found: Counter[str]) -> str:
    return f"bits turned in a signed return: {many - found['']:,} of {many:,} found: {dict(found)}"


@pytest.fixture(scope="session")
def small(template: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str, testrun_uid: str) -> bytes:
    """The movements book of a company with one pistol, signed by its armorer; the same file in every process."""
    own = tmp_path_factory.mktemp("bits")
    file = (own if worker_id == "master" else own.parents[1]) / f"return-{testrun_uid}.pdf"
    if not file.exists():
        (own / "made.pdf").write_bytes(_made(template, own / "tiny.armarium"))
        with contextlib.suppress(FileExistsError):  # another process was quicker
            os.link(own / "made.pdf", file)
    return file.read_bytes()


def _made(template: Path, folder: Path) -> bytes:
    make = copied(template, folder)
    make.clock.now = int(SIGNED_AT.timestamp() * 1000)
    with make.register as register:
        make.firearm()
        days = {"from_on": "2026-07-01", "until_on": "2026-07-02"}
        made = register.read(report_table.make, name="movements", suffix=".pdf", by=register.actor, **days)
    return signed(made, "armorer")


def test_a_sample_of_turned_bits_is_found(small: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """Anywhere in the file, and as many again in the signature itself, where no signature covers what is written."""
    chance = random.Random(20260702)
    start = small.rindex(b"/Contents <")
    bits = [chance.randrange(len(small) * 8) for _each in range(SAMPLE - IN_THE_SIGNATURE)]
    bits += [chance.randrange(start * 8, len(small) * 8) for _each in range(IN_THE_SIGNATURE)]
    assert not _found(small)
    found = Counter(_found(_turned(small, bit)) for bit in bits)
    with capsys.disabled():
        print(f"\n{_told(SAMPLE, found)}")
    assert not found[""]
    verdicts = Counter(verify(_turned(small, bit)).verdict for bit in bits[:: SAMPLE // WHOLE])
    assert set(verdicts) == {"altered"}


@pytest.fixture(scope="session")
def tally(pytestconfig: pytest.Config) -> Iterator[Counter[str]]:
    """What was found in all slices of this process, told at the end."""
    found: Counter[str] = Counter()
    yield found
    with pytestconfig.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{_told(found.total(), found)}")


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(SLICES))
def test_every_bit_that_is_turned_is_found(small: bytes, tally: Counter[str], part: int) -> None:
    bits = len(small) * 8
    chosen = range(bits * part // SLICES, bits * (part + 1) // SLICES)
    found = Counter(_found_at_all(_turned(small, bit)) for bit in chosen)
    tally.update(found)
    assert not found[""]
