"""Answering a trace request."""

from registry_app.services import corrections, tracing
from tests.make import Make


def _found(make: Make, sought: str) -> list[tuple[str, str]]:
    return [(str(m.firearm["serial"]), m.why) for m in make.register.read(tracing.trace, sought)]


def test_the_surest_comes_first_and_says_why(make: Make) -> None:
    for maker, serial in zip("QWER", ("X-1OO7", "A1007", "A-1007", "A1OO7"), strict=True):
        make.firearm(serial, maker=maker)
    assert _found(make, "A1007") == [
        ("A1007", "as_marked"), ("A-1007", "normalised"), ("A1OO7", "look_alike"),
    ]  # fmt: skip
    assert ("X-1OO7", "part") in _found(make, "1007")


def test_a_tag_is_found_whole_but_not_in_part(make: Make) -> None:
    make.firearm("AB-1", tag="T00815")
    assert _found(make, "t00815") == [("AB-1", "tag")]
    assert _found(make, "0815") == []


def test_nothing_is_asked_nothing_is_found(make: Make) -> None:
    make.firearm("AB-1")
    assert _found(make, "  ") == []


def test_a_firearm_whose_receipt_was_undone_is_still_told_of(make: Make) -> None:
    gun = make.firearm("SLX-0815")
    (came,) = make.register.read(tracing.trace, "SLX-0815")[0].life
    make.do(corrections.correct, seq=came.seq, reason="wrong_item", witness=make.witness)
    (match,) = make.register.read(tracing.trace, "slx 0815")
    assert (match.id, match.why, [event.kind for event in match.life]) == (gun, "withdrawn", ["correct", "receive"])
