"""Numbers by the million come whole and in order."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.rows import EntryRow
from registry_app.persistence import numbers
from tests.make import Make

BACKWARDS = select(EntryRow.seq).order_by(EntryRow.seq.desc())


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 400_000])
def test_they_come_in_the_order_asked_for_in_pieces_of_any_size(
    make: Make, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    for _n in range(12):
        make.person()
    monkeypatch.setattr(numbers, "PIECE", piece)
    plain = make.register.read(lambda session: list(session.execute(BACKWARDS).scalars()))
    assert len(plain) > 12
    assert make.register.read(numbers.numbers, BACKWARDS).tolist() == plain


def test_there_may_be_none(make: Make) -> None:
    def nothing(session: Session) -> list[int]:
        return numbers.numbers(session, BACKWARDS.where(EntryRow.seq < 0)).tolist()

    assert make.register.read(nothing) == []
