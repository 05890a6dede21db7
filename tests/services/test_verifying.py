"""Returns of a register verified: with their entries, against what was received before, by whom they are signed."""

import dataclasses
import gc
import json
from functools import partial
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from registry_app.domain import received
from registry_app.domain.errors import Unavailable
from registry_app.domain.trust import Trusted
from registry_app.persistence.replayed import Replayed
from registry_app.reports import certificates as papers
from registry_app.services import certificates, paper_checks, verifying
from registry_app.services.desk import Desk
from registry_app.services.verifying import Verified, verify
from tests import signed_papers
from tests.make import CHEAP, Clock, Make
from tests.reports import signers
from tests.signed_papers import SIGNED_AT, signed

TAKEN = int(SIGNED_AT.timestamp() * 1000)


def _codes(found: Verified) -> list[str]:
    """What is found; notes tell what no entry holds."""
    return [each.code for each in found.findings if each.severity != "note"]


@pytest.fixture
def lived(make: Make) -> Make:
    return signed_papers.lived_in(make)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.create(
        tmp_path / "x.authority", name="Authority", passphrase="a desk has one too", cost=CHEAP, clock=Clock(TAKEN)
    )


def _take(desk: Desk, found: Verified, file: bytes) -> None:
    assert found.content is not None
    desk.take(received.of(found.content, file, entries=[line + b"\n" for line in found.entries]))


def test_a_first_return_and_the_one_after_it(lived: Make, desk: Desk) -> None:
    trust = signed_papers.trust(signed_papers.head(lived).origin)
    first = signed(signed_papers.inventory(lived).file, "armorer", "witness", "inspector")
    found = verify(first, desk=desk, trust=trust)
    assert (found.verdict, _codes(found)) == ("intact", [])
    assert [each.is_trusted for each in found.signatures] == [True, True, True]
    assert found.head == signed_papers.head(lived)
    assert list(found.entries) == signed_papers.lines(lived)
    _take(desk, found, first)
    lived.firearm("LATER-1")
    second = signed(signed_papers.inventory(lived, since=len(found.entries)).file)
    assert verify(second, desk=desk, trust=trust).verdict == "intact"
    assert _codes(verify(second, trust=trust)) == ["entries_missing"]
    assert _codes(verify(first, desk=desk, trust=trust)) == ["received_before"]


@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_every_figure_is_computed_anew(lived: Make, language: str) -> None:
    days = {"as_of": "2026-06-26"}, {"as_of": "2026-06-27"}, {"known_at": "15"}, {}
    for asked in days:
        drawn = signed_papers.inventory(lived, paper="letter", language=language, **asked)
        assert _codes(verify(drawn.file)) == ["unsigned"], asked


def test_what_differs_is_told_with_its_row(lived: Make) -> None:
    drawn = signed_papers.inventory(lived)
    rows = [dict(row) for row in drawn.content["firearms"]]
    rows[1]["state"], rows[2]["serial"] = "blocked", "ZX-9"
    lots = [dict(row) for row in drawn.content["lots"]]
    lots[0]["expended"] += 1
    figures = json.loads(json.dumps(drawn.content["figures"]))
    figures["rounds"]["expended"] = 0
    found = verify(drawn.again({"firearms": rows, "lots": lots, "figures": figures}).file)
    told = {(f.code, f.facts.get("row")) for f in found.findings if f.severity == "refusal"}
    assert told == {("firearm_differs", 2), ("firearm_added", 3), ("firearm_missing", None), ("lot_differs", 1),
                    ("figure_differs", None)}  # fmt: skip
    (figure,) = (f.facts for f in found.findings if f.code == "figure_differs")
    assert figure["where"] == "figures.rounds.expended"


def test_who_may_sign_is_said_by_the_list(lived: Make) -> None:
    origin = signed_papers.head(lived).origin
    trust, file = signed_papers.trust(origin), signed(signed_papers.inventory(lived).file, "inspector")
    assert verify(file, trust=trust).verdict == "intact"
    assert _codes(verify(file)) == ["trust_list_missing"]
    assert _codes(verify(file, trust=dataclasses.replace(trust, companies=trust.companies[1:]))) == [
        "origin_not_trusted", "certificate_unlisted",
    ]  # fmt: skip
    other = dataclasses.replace(trust.companies[0], fingerprints=("00" * 32,))
    unlisted = dataclasses.replace(trust, companies=(other,))
    assert _codes(verify(signed(signed_papers.inventory(lived).file), trust=unlisted)) == ["certificate_not_trusted"]
    licensed = Trusted("L-9", other.company, origin, trust.companies[0].fingerprints)
    assert _codes(verify(file, trust=dataclasses.replace(trust, companies=(licensed,)))) == ["licence_differs"]


def test_who_has_withdrawn_a_certificate_no_longer_signs_with_it(lived: Make) -> None:
    """By another program: ours drops the key. What was signed before stays signed."""
    trust = signed_papers.trust(signed_papers.head(lived).origin)
    packed = papers.save(signers.person(), "abc")
    lived.clock.now = TAKEN
    lived.do(certificates.take_in, content=packed, passphrase="abc")
    before = signed_papers.inventory(lived).file
    (mine,) = lived.register.read(certificates.listed)
    lived.do(certificates.withdraw, record=mine.id)
    after = signed_papers.inventory(lived).file
    assert _codes(verify(signed(before), trust=trust)) == []
    assert _codes(verify(signed(after), trust=trust)) == ["certificate_withdrawn"]


def test_a_slip_is_verified_too(lived: Make) -> None:
    entry = next(e for e in range(40) if lived.entry(e).kind == "issue")
    assert _codes(verify(signed_papers.slip(lived, entry))) == ["unsigned"]


def test_papers_are_read_from_the_disk(lived: Make, tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "a.pdf").write_bytes(signed_papers.inventory(lived).file)
    held = paper_checks.against(desk.folder)
    assert held.desk is not None
    assert held.trust is None
    found = list(paper_checks.check([tmp_path / "a.pdf", tmp_path / "none.pdf"], held))
    assert [(each.file, each.verdict) for each in found] == [("a.pdf", "remarks"), ("none.pdf", "cannot tell")]
    assert _codes(found[1]) == ["cannot_read"]
    assert paper_checks.against(tmp_path / "nothing there").desk is None
    with pytest.raises(Unavailable):
        paper_checks.against(trust=tmp_path)
    with pytest.raises(Unavailable):
        paper_checks.in_folder(tmp_path)
    with pytest.raises(Unavailable):
        verify(tmp_path / "none.pdf")


def test_progress_is_told_of_what_is_drawn_and_walked_and_may_stop(lived: Make) -> None:
    def stop(at: tuple[int, int], *each: int) -> None:
        if each == at:
            raise KeyboardInterrupt

    for number in range(200 - signed_papers.head(lived).size):
        lived.firearm(f"M-{number}")
    paper, told = signed_papers.inventory(lived).file, list[tuple[int, int]]()
    verify(paper, progress=lambda *each: told.append(each))
    assert told == sorted(told)
    assert told[0][0] == 0
    assert told[-2][0] + 200 == told[-1][0] == told[-1][1]
    for last in (told[0], told[-1]):
        with pytest.raises(KeyboardInterrupt):
            verify(paper, progress=partial(stop, last))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + bytes(100))
    monkeypatch.setattr(verifying.opened_paper, "LARGEST", 50)
    found = verify(tmp_path / "a.pdf")
    assert (found.verdict, _codes(found), found.number, found.head) == ("cannot tell", ["paper_too_large"], "", None)


def test_the_memory_in_which_entries_were_replayed_is_let_go(lived: Make) -> None:
    """A desk verifies hundreds of returns: what each one needs must not wait for the garbage collector."""
    file = signed_papers.inventory(lived).file
    gc.collect()
    gc.disable()
    try:
        verify(file)
        left = [each for each in gc.get_objects() if isinstance(each, Replayed)]
    finally:
        gc.enable()
    for each in left:
        with pytest.raises(sqlcipher.ProgrammingError):
            each.body(0)
