"""Packed snapshots: what goes in comes out, and nothing else is taken for one."""

import struct
import zlib
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from registry_app.domain.snapshot import Snapshot, pack

NUMBERS = st.integers(-(2**53), 2**53)
ATS = st.tuples(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["ready", "loaded", "held:evidence"]))
ONE = {(7, 2, 0, "ready"): 5, (7, 2, 3, "loaded"): -1}


@given(NUMBERS, NUMBERS, st.dictionaries(ATS, NUMBERS))
@example(0, 0, {})
def test_what_goes_in_comes_out_but_for_empty_positions(moment: int, size: int, held: dict) -> None:
    assert Snapshot(pack(moment, size, held), moment, size).as_packed() == {at: n for at, n in held.items() if n}


def test_the_same_positions_make_the_same_bytes() -> None:
    assert pack(1, 2, dict(reversed(ONE.items()))) == pack(1, 2, ONE)


def test_version_1_is_as_it_is_described() -> None:
    """From then on: a file of an old release is read by every later one."""
    columns = struct.pack("<10q", 7, 0, 2, 2, 0, 3, 1, 0, 5, -1)
    told = struct.pack("<qqqqq", 1, 2, 2, 1, 12) + b"loaded\nready" + columns
    assert zlib.decompress(pack(1, 2, ONE)[1:]) == told
    assert Snapshot(b"\x01" + zlib.compress(told), 1, 2).positions() == ONE


def _packed(header: tuple[int, ...], rest: bytes, *numbers: int) -> bytes:
    told = struct.pack("<qqqqq", *header) + rest + struct.pack(f"<{len(numbers)}q", *numbers)
    return b"\x01" + zlib.compress(told)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x01", b"\x02" + pack(1, 2, ONE)[1:], pack(1, 2, ONE)[:-3], pack(1, 2, ONE) + b"x", bytes(60),
        pack(1, 3, ONE), pack(2, 2, ONE), b"\x01" + zlib.compress(b"short"), _packed((1, 2, 1, 1, 5), b"ready"),
        _packed((1, 2, -1, 0, 45), bytes(5)), _packed((1, 2, 1, 1, -8), bytes(32)),
        _packed((1, 2, 0, 0, 2), b"\xff\xfe"),
        _packed((1, 2, 1, 2, 5), b"ready", 7, 2, 0, 0, 5), _packed((1, 2, 1, -1, 5), b"ready", 7, 2, 0, 0, 5),
        _packed((1, 2, 1, 1, 5), b"ready", 7, 2, 0, 1, 5), _packed((1, 2, 1, 1, 5), b"ready", 7, 2, 0, -1, 5),
        _packed((1, 2, 1, 1, 5), b"ready", 7, 2, 0, 0, -5), _packed((1, 2, 1, 0, 5), b"ready", 7, 2, 0, 0, 5),
        _packed((1, 2, 1, 1, 5), b"ready", 7, 2, 0, 0, 0),
        _packed((1, 2, 2, 2, 5), b"ready", 7, 0, 2, 2, 0, 0, 0, 0, 5, 6),
    ],
)  # fmt: skip
def test_whatever_else_is_no_snapshot(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"snapshot|codec"):
        Snapshot(content, 1, 2).as_packed()


@given(st.dictionaries(ATS, NUMBERS), st.lists(st.tuples(ATS, NUMBERS)))
def test_what_is_added_is_summed(held: dict, added: list) -> None:
    """Above zero and below it, and from one to the other."""
    kept, sums = Snapshot(pack(1, 2, held), 1, 2), Counter(held)
    for at, quantity in [*added, *((at, -quantity) for at, quantity in held.items())]:
        kept.add(at, quantity)
        sums[at] += quantity
    assert kept.positions() == {at: n for at, n in sums.items() if n}
    assert (kept.held, kept.owed) == (dict(+sums), {at: n for at, n in sums.items() if n < 0})
