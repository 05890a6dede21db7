"""From what people say to a cut: a day, a head, or both."""

from typing import Any

import pytest
from sqlalchemy import select

from registry_app.domain.errors import Refused
from registry_app.domain.rows import EntryRow
from registry_app.services import corrections, cuts, ledger
from registry_app.services.cuts import Cut
from tests.histories import counting
from tests.make import START, Make


def _asked(make: Make, **said: str) -> tuple[str, Cut]:
    return make.register.read(cuts.asked, **said)


def _refused(make: Make, **said: str) -> str:
    with pytest.raises(Refused) as caught:
        _asked(make, **said)
    return caught.value.findings[0].code


def _head(make: Make) -> Any:
    return make.register.read(ledger.head)


@pytest.fixture
def later(make: Make) -> Make:
    """Three days on: a firearm came on the first, another on the third."""
    make.firearm("SN1")
    make.clock.pass_(days=2)
    make.firearm("SN2")
    return make


def test_nothing_said_is_now(later: Make) -> None:
    day, cut = _asked(later)
    assert (day, cut.is_live, cut.moment) == ("2026-01-03", True, later.clock.now)


def test_a_day_ends_at_its_end(later: Make) -> None:
    day, cut = _asked(later, as_of="2026-01-01")
    assert (day, cut.is_now, cut.head) == ("2026-01-01", False, 0)
    assert cut.moment == START - START % 86_400_000 + 29 * 3_600_000 - 1  # midnight in Bogotá is five hours later


def test_a_head_is_named_by_its_size_and_the_beginning_of_its_root(later: Make) -> None:
    head = _head(later)
    for said in (str(head.size), f"{head.size}:{head.root[:8]}", head.short(), f" {head.size}:{head.root.upper()} "):
        assert _asked(later, known_at=said)[1].head == head.size


def test_known_at_a_head_is_up_to_its_last_entry(later: Make) -> None:
    head = _head(later)
    later.clock.pass_(days=5)
    later.firearm("SN3")
    day, cut = _asked(later, known_at=str(head.size))
    assert (day, cut.is_now, cut.moment) == ("2026-01-03", True, later.entry(head.size - 1).recorded_at)
    assert _asked(later, known_at=str(head.size), as_of="2026-01-02")[1].is_now is False


@pytest.mark.parametrize(
    ("said", "code"),
    [({"known_at": "soon"}, "head_malformed"), ({"known_at": "0"}, "head_malformed"),
     ({"known_at": "2:abc"}, "head_malformed"), ({"known_at": "999"}, "head_unknown"),
     ({"known_at": "2:00000000"}, "head_differs"), ({"known_at": "2", "as_of": "2026-01-02"}, "as_of_after_head"),
     ({"known_at": "2", "as_of": "soon"}, "field_not_date"), ({"as_of": "2031-01-01"}, "as_of_future")],
)  # fmt: skip
def test_what_is_no_day_or_no_head_is_refused(later: Make, said: dict[str, str], code: str) -> None:
    assert _refused(later, **said) == code


@pytest.mark.parametrize("head", [0, 1, 5, 6, 7])
@pytest.mark.parametrize("days", [-1, 0, 1, 3])
def test_what_counts_entry_by_entry(later: Make, head: int, days: int) -> None:
    seq = _head(later).size - 1
    later.do(corrections.correct, seq=seq, reason="typing_error", witness=later.witness)
    entries = [later.entry(n) for n in range(_head(later).size)]
    cut = Cut(START + days * 86_400_000, is_now=days > 2, head=head)
    expected = {entry.seq for entry in counting(entries, cut)}
    assert later.register.read(_counting, cut) == expected
    assert later.register.read(_not_excluded, cut) == expected


def _counting(session: Any, cut: Cut) -> set[int]:
    return set(session.execute(select(EntryRow.seq).where(cut.counts())).scalars())


def _not_excluded(session: Any, cut: Cut) -> set[int]:
    return set(session.execute(select(EntryRow.seq).where(EntryRow.seq.not_in(cut.excluded()))).scalars())


def test_what_happened_after_the_cut_is_counted_among_what_is_known(later: Make) -> None:
    cut = _asked(later, as_of="2026-01-01")[1]
    size = _head(later).size
    assert later.register.read(cuts.counted_after, cut) == 1
    assert later.register.read(cuts.counted_after, Cut(cut.moment, is_now=False, head=size - 1)) == 0
    assert later.register.read(cuts.counted_after, cut.known()) == 0
