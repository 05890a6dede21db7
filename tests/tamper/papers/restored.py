"""Registers that came out of a backup: honestly declared, not at all, or told otherwise than it was."""

from collections.abc import Mapping
from typing import Any

from tests.signed_papers import draw, signed
from tests.tamper.papers.bench import Bench


def _row(bench: Bench) -> dict[str, Any]:
    (row,) = bench.declared.content["restorations"]
    return dict(row)


def undeclared(bench: Bench) -> bytes:
    """Nobody declared it, and the ledger went on beyond the one that was received."""
    return signed(bench.undeclared.file, "armorer")


def undeclared_and_shorter(bench: Bench) -> bytes:
    """Nobody declared it, and the return is of the restored head."""
    return signed(bench.silent.file, "armorer")


def declared(bench: Bench) -> bytes:
    """Two persons declared it before anything else was entered: no tampering."""
    return signed(bench.declared.file, "armorer")


def invented(bench: Bench) -> bytes:
    """The return tells of a declaration that no entry makes."""
    return signed(bench.undeclared.again({"restorations": [_row(bench)]}).file, "armorer")


def left_out(bench: Bench) -> bytes:
    """It was declared, and the return does not tell of it."""
    return _drawn(bench, {})


def told_of_another_place(bench: Bench) -> bytes:
    """The return tells that the ledger went on from an earlier head than it did."""
    row = _row(bench)
    return _drawn(bench, {"restorations": [row | {"restored": row["restored"] - 2}]})


def declared_too_late(bench: Bench) -> bytes:
    """It was declared, but only after other entries had taken the place of those that were lost."""
    return signed(bench.late.file, "armorer")


def _drawn(bench: Bench, told: Mapping[str, Any]) -> bytes:
    content = {key: value for key, value in bench.declared.content.items() if key != "restorations"}
    return signed(draw({**content, **told}, bench.declared.entries).file, "armorer")


def given_up(bench: Bench) -> bytes:
    """The return of entries that the company has declared lost since, sent once more."""
    return bench.received


def given_up_and_signed_anew(bench: Bench) -> bytes:
    """The same, signed again, so that it is another file."""
    return signed(bench.first.file, "armorer", "witness")


# Before a desk that has received nothing of the ledger yet.


def invented_before_a_new_desk(bench: Bench) -> bytes:
    """As `invented`."""
    return invented(bench)


def left_out_before_a_new_desk(bench: Bench) -> bytes:
    """As `left_out`."""
    return left_out(bench)


def told_of_another_place_before_a_new_desk(bench: Bench) -> bytes:
    """As `told_of_another_place`."""
    return told_of_another_place(bench)
