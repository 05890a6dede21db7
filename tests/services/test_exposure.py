"""What no receipt covers: counted from the newest one, its age told in the unit that fits."""

from pathlib import Path

import pytest

from registry_app.services.exposure import DAY, HOUR, MINUTE, Exposure, exposure
from registry_app.services.receipts import accept
from tests.make import Make
from tests.services import sent


def test_before_the_first_receipt_nothing_is_witnessed(make: Make) -> None:
    make.clock.pass_(hours=3)
    found = make.register.read(exposure)
    assert (found.entries, found.witnessed, found.span) == (1, 0, ("hour", 3))


def test_a_receipt_witnesses_all_up_to_its_head(make: Make, tmp_path: Path) -> None:
    desk = sent.desk(tmp_path, make.clock)
    make.firearm("A1")
    received = sent.inventory(make)
    make.clock.pass_(days=5)
    accept(make.register, desk.receipt(desk.take(received).kept.sha256, key=desk.key(sent.PASSPHRASE)))
    found = make.register.read(exposure)
    assert (found.entries, found.witnessed) == (1, received.head.size), "the entry of the receipt itself waits"
    assert found.age < MINUTE
    make.clock.pass_(hours=2)
    make.firearm("A2")
    assert (make.register.read(exposure).entries, make.register.read(exposure).span) == (2, ("hour", 2))


@pytest.mark.parametrize(
    ("age", "span"),
    [
        (0, ("minute", 0)),
        (HOUR - 1, ("minute", 59)),
        (HOUR, ("hour", 1)),
        (2 * DAY - 1, ("hour", 47)),
        (2 * DAY, ("day", 2)),
    ],
)
def test_the_age_is_told_in_the_unit_that_fits(age: int, span: tuple[str, int]) -> None:
    assert Exposure(1, age, 0).span == span
