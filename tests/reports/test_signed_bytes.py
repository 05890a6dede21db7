"""Whether a file is the one that was signed last, told from its bytes alone."""

import pytest

from registry_app.reports import inventory_return, signed_bytes
from registry_app.services.verifying import verify
from tests.reports import given
from tests.signed_papers import signed


def _codes(file: bytes) -> list[str]:
    return [each.code for each in signed_bytes.differing(file)]


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    """A return in which somebody wrote what looks like a signature."""
    firearm = given.firearm(model=f"/Contents <{'30' * 50}>")
    return inventory_return.write(given.content(firearms=[firearm]), paper="a4", language="en")


@pytest.mark.parametrize("fields", [("armorer",), ("armorer", "witness", "inspector")])
def test_what_was_signed_last_is_the_whole_file(unsigned: bytes, fields: tuple[str, ...]) -> None:
    assert _codes(signed(unsigned, *fields)) == []


def test_nothing_is_said_where_nobody_signed(unsigned: bytes) -> None:
    assert _codes(unsigned) == _codes(b"/Contents <" + b"<" * 9000) == []


@pytest.mark.parametrize("change", [
    lambda file: file.replace(b"/Type /Page\n", b"/Type /Pagf\n", 1),
    lambda file: file + b"\n",
    lambda file: file[: file.rindex(b"%%EOF")],
    lambda file: file.replace(b"/Contents <3082", b"/Contents <3083"),
    lambda file: file.replace(b"/Contents <3082", b"/Contents <x082"),
    lambda file: file.replace(b"0>\n/ByteRange", b"1>\n/ByteRange"),
])  # fmt: skip
def test_any_other_file_is_told(unsigned: bytes, change) -> None:
    assert _codes(change(signed(unsigned, "armorer"))) == ["not_as_signed"]


def test_of_what_cannot_be_read_at_least_that_is_said(unsigned: bytes) -> None:
    file = signed(unsigned, "armorer")
    at = file.rindex(b"startxref\n") + len("startxref\n")
    found = verify(file[:at] + b"9" + file[at + 1 :])
    assert [each.code for each in found.findings] == ["paper_broken", "not_as_signed"]
