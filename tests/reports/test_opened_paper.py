"""A paper read strictly: revisions, what is attached, what it says of itself; files that were made to trip readers."""

import zlib

import pytest

from registry_app.reports import inventory_return, opened_paper, packet
from registry_app.reports.opened_paper import Unreadable
from tests.reports import given
from tests.signed_papers import signed


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    return inventory_return.write(given.content(), paper="letter", language="pt")


def test_a_paper_tells_of_itself(unsigned: bytes) -> None:
    paper = opened_paper.read(unsigned)
    assert paper.said["Format"] == "armarium-inventory-return/1"
    assert paper.said["LedgerRoot"] == given.HEAD["root"]
    assert (paper.language, paper.size, paper.left_over) == ("pt", (612.0, 792.0), 0)
    assert {name: each.relation for name, each in paper.attachments.items()} == {
        "inventory-return.json": "Data", "inventory-return-v1.schema.json": "Supplement",
    }  # fmt: skip
    assert paper.ends == (len(unsigned),)


def test_each_signature_is_a_revision(unsigned: bytes) -> None:
    file = signed(unsigned, "armorer", "witness")
    paper = opened_paper.read(file)
    assert (len(paper.ends), paper.ends[0], paper.ends[-1]) == (3, len(unsigned), len(file))
    assert opened_paper.read(file).said == opened_paper.read(unsigned).said
    assert set(opened_paper.widgets(paper.reader)) == {"armorer", "witness", "inspector"}


def test_what_follows_the_end_is_counted(unsigned: bytes) -> None:
    assert opened_paper.read(unsigned + b"12345").left_over == 5


@pytest.mark.parametrize(
    ("file", "code"),
    [(b"", "not_a_paper"), (b"%PDF-1.4 of somebody\n%%EOF", "not_a_paper"), (b"%PDF-1.7\n%\x93 cut", "cut_short"),
     (b"%PDF-1.7\nstartxref\n0\n%%EOF\n", "paper_broken")],
)  # fmt: skip
def test_what_is_no_paper_is_told(file: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        opened_paper.read(file)
    assert caught.value.finding.code == code


def test_a_file_beyond_the_cap_is_not_read(unsigned: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened_paper, "LARGEST", len(unsigned) - 1)
    with pytest.raises(Unreadable) as caught:
        opened_paper.read(unsigned)
    assert caught.value.finding.code == "paper_too_large"


def test_a_stream_that_swells_is_stopped() -> None:
    packed = zlib.compress(b"".join(b"SN-%d;" % number for number in range(600_000)))
    assert len(opened_paper.inflated(packed)) > 5_000_000
    with pytest.raises(ValueError, match="too large"):
        opened_paper.inflated(zlib.compress(bytes(5_000_000)))
    for wrong in (packed + b"more", packed[:-5], b"noise"):
        with pytest.raises((ValueError, zlib.error)):
            opened_paper.inflated(wrong)
    with pytest.raises(ValueError, match="too large"):
        opened_paper.inflated(packed, 4_000_000)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_packet_that_defines_entities_is_not_read(encoding: str) -> None:
    text = '<!DOCTYPE x [<!ENTITY a "intact">]><x xmlns:ar="urn:armarium:report:1#"><ar:Number>&a;</ar:Number></x>'
    with pytest.raises(ValueError, match="entities"):
        packet.read(text.encode(encoding))
