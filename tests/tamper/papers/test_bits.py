"""Bits of a small signed paper, turned one at a time: a sample always, every single one in the long lane."""

import random
from collections import Counter
from collections.abc import Iterable

import pytest

from registry_app.reports import difference_list, opened_paper, paper_changes, signature_check
from registry_app.reports.archive import Identity
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.opened_paper import Unreadable
from registry_app.services.verifying import verify
from tests.reports import given_audits
from tests.signed_papers import SIGNED_AT, signed

SAMPLE, IN_THE_SIGNATURE, WHOLE = 400, 160, 30


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


def _count(file: bytes, bits: Iterable[int]) -> Counter[str]:
    return Counter(_found(_turned(file, bit)) for bit in bits)


@pytest.fixture(scope="session")
def small() -> bytes:
    """A list of differences, signed by its owner."""
    return signed(difference_list.write(given_audits.differences()), "owner")


def _smallest() -> bytes:
    """As little as can be signed: one page with a field, and the properties of a paper."""
    identity = Identity("N-1", "Paper", "Paper", "Company", "en", "armarium", SIGNED_AT, "0" * 32, {"Format": "none/1"})
    drawn = ArchiveCanvas(identity, (300, 200), tagged=False)
    drawn.signature_field("armorer", "Armorer", 20, 20, 146, 62)
    drawn.showPage()
    return signed(drawn.finish(), "armorer")


def test_a_sample_of_turned_bits_is_found(small: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """Anywhere in the file, and as many again in the signature itself, where no signature covers what is written."""
    chance = random.Random(20260702)
    start = small.rindex(b"/Contents <")
    bits = [chance.randrange(len(small) * 8) for _each in range(SAMPLE - IN_THE_SIGNATURE)]
    bits += [chance.randrange(start * 8, len(small) * 8) for _each in range(IN_THE_SIGNATURE)]
    assert not _found(small)
    found = _count(small, bits)
    with capsys.disabled():
        print(f"\nbits turned in a signed paper: {SAMPLE - found['']} of {SAMPLE} found: {dict(found)}")
    assert not found[""]
    verdicts = Counter(verify(_turned(small, bit)).verdict for bit in bits[:: SAMPLE // WHOLE])
    assert set(verdicts) == {"altered"}


@pytest.mark.long
@pytest.mark.timeout(6 * 3600)
def test_every_bit_that_is_turned_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    file = _smallest()
    found = _count(file, range(len(file) * 8))
    with capsys.disabled():
        print(
            f"\nbits turned in the smallest paper: {len(file) * 8 - found['']} of {len(file) * 8} found: {dict(found)}"
        )
    assert not found[""]
