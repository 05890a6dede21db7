"""What the disk refuses is told in the reader's language."""

import errno
from pathlib import Path

import pytest

from registry_app.domain import disk
from registry_app.domain.errors import Refused, Unavailable
from registry_app.domain.wording import say
from registry_app.i18n import speaking


@pytest.mark.parametrize("number", sorted(errno.errorcode))
@pytest.mark.parametrize("meaning", [disk.unreadable, disk.unwritable])
def test_whatever_the_system_says_has_words(number: int, meaning: object) -> None:
    assert callable(meaning)
    unavailable = meaning(OSError(number, "System words"), Path("a.pdf"))
    assert unavailable.finding.facts["trouble"] in disk.TROUBLES
    assert "System words" not in say(unavailable.finding)


def test_a_file_that_is_not_there_is_told_in_spanish(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as raised, disk.reading(tmp_path / "none.pdf"):
        (tmp_path / "none.pdf").read_bytes()
    with speaking("es"):
        assert say(raised.value.finding).endswith("none.pdf no se puede leer: no está ahí.")


def test_what_is_no_fault_of_the_disk_passes_through(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ours"), disk.reading(tmp_path):
        raise ValueError("ours")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a file without an end is a matter of POSIX")
def test_a_file_without_an_end_is_refused_and_not_read_through() -> None:
    with pytest.raises(Refused) as raised:
        disk.content_of(Path("/dev/zero"), 7)
    assert say(raised.value.findings[0]).startswith("/dev/zero is too large")


def test_a_file_as_large_as_it_may_be_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.p12").write_bytes(b"1234567")
    assert disk.content_of(tmp_path / "a.p12", 7) == b"1234567"
