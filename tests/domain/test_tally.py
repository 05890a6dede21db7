"""The sums that limits ask for: each as a list of entries gives it, and as the register answers it."""

from registry_app.domain.tally import Tally
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import corrections, custody, deposits, holds, ledger, receiving, transfers
from tests.make import DAY, Make


def _inside(make: Make, kind: str) -> int:
    """What the register answers, once the tally of all its entries was found to say the same."""
    tally = Tally()
    facts = make.register.read(lambda session: [*map(RegisterFacts(session).record, range(200))])
    for seq in range(make.register.read(ledger.head).size):
        tally.take(make.entry(seq), lambda number: facts[number])
    told = make.register.read(lambda session: RegisterFacts(session).count_inside(kind))
    assert tally.inside[kind] == told
    return told


def test_firearms_are_counted_wherever_in_the_company_they_are(make: Make) -> None:
    guns = [make.firearm() for _n in range(4)]
    make.issued(guns[0], to=make.person(), post=make.place("POST", "post"))
    make.do(transfers.send, items={guns[1]: 1}, destination=make.place("ARM-2"))
    assert _inside(make, "firearm") == 4
    make.do(holds.write_off, kind="lose", item=guns[0], reason="robbery", witness=make.witness)
    make.do(deposits.deposit, items={guns[2]: 1}, document="A", reason="seizure", witness=make.witness)
    assert _inside(make, "firearm") == 2
    make.do(holds.find, item=guns[0], to=make.place(), witness=make.witness)
    assert _inside(make, "firearm") == 3


def test_rounds_that_were_used_up_are_not_there(make: Make) -> None:
    lot, guard = make.lot(rounds=100), make.person()
    make.issued(make.firearm(), to=guard, rounds={lot: 30})
    used = make.do(custody.take_back, person=guard, rounds={lot: 10}, expended={lot: 20}, reason="training")
    assert _inside(make, "lot") == 80
    make.do(corrections.correct, seq=used.seq, reason="typing_error", witness=make.witness)
    assert _inside(make, "lot") == 100


def test_pieces_of_a_stock_are_counted(make: Make) -> None:
    vests = make.described("article", code="V", name="Vest", kind="vest", is_single=0)
    make.do(receiving.receive, item=vests, quantity=12, to=make.place())
    assert _inside(make, "article") == 12


def _bought(make: Make, since: int, until: int) -> int:
    return make.register.read(lambda session: RegisterFacts(session).rounds_received(since, until))


def test_rounds_bought_are_those_of_receipts_that_stand(make: Make) -> None:
    lot, began = make.lot(rounds=500), make.clock.now
    make.do(receiving.receive, item=lot, quantity=70, to=make.place())
    wrong = make.do(receiving.receive, item=lot, quantity=7, to=make.place())
    make.do(corrections.correct, seq=wrong.seq, reason="typing_error", witness=make.witness)
    make.do(deposits.deposit, items={lot: 40}, document="A", reason="seizure", witness=make.witness)
    make.do(deposits.returned, items={lot: 40}, to=make.place())
    assert _bought(make, began, began + DAY) == 70


def test_a_receipt_counts_when_it_happened_up_to_the_millisecond(make: Make) -> None:
    lot = make.lot()
    make.clock.pass_(days=2)
    at = make.clock.now - DAY
    make.do(receiving.receive, item=lot, quantity=5, to=make.place(), occurred_at=at)
    assert [_bought(make, at, at + 1), _bought(make, at + 1, at + DAY), _bought(make, at - DAY, at)] == [5, 0, 0]
