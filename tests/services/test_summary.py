"""The register in a few figures."""

from registry_app.services import ledger
from registry_app.services.summary import summarise
from tests.make import Make


def test_it_names_the_company_and_whoever_works(make: Make) -> None:
    found = make.register.read(summarise, person=make.register.actor.person_id)
    assert (found.company, found.person) == ("Vigilancia Andina S.A.", "Ana Ruiz")
    assert make.register.read(summarise).person == ""


def test_it_counts_usable_rounds_in_store_alone(make: Make) -> None:
    lot = make.lot(rounds=500)
    make.lot(rounds=40)
    make.issued(make.firearm(), to=make.person(), rounds={lot: 30})
    found = make.register.read(summarise)
    assert (found.rounds, found.lots) == (510, 2)


def test_it_carries_the_head(make: Make) -> None:
    head = make.register.read(ledger.head)
    found = make.register.read(summarise)
    assert (found.size, found.root) == (head.size, head.root)


def test_it_counts_who_ever_joined(make: Make) -> None:
    assert make.register.read(summarise).users == 1
    make.user("eva", "armorer")
    assert make.register.read(summarise).users == 3
