"""Counting at 20,000 firearms: one scan, which must cost as little as with two, against the whole count reckoned."""

from itertools import count
from typing import Any

from sqlalchemy import select

from benchmarks._ledgers import fill
from benchmarks._registers import fresh, row, seconds
from registry_app.domain.records import Firearm, Place
from registry_app.domain.scan import read
from registry_app.services import audits, count_lists, counting, whereabouts
from registry_app.services.counting import Spot
from registry_app.services.register import Register

FIREARMS, ENTRIES, SCANS = 20_000, 60_000, 60


def _tags(session: Any) -> list[str]:
    return [tag or "" for tag in session.execute(select(Firearm.tag).limit(SCANS * 3)).scalars()]


def _armoury(session: Any) -> int:
    return int(session.execute(select(Place.id).where(Place.kind == "armoury").limit(1)).scalar_one())


def _measure(register: Register) -> None:
    company = register.read(whereabouts.place_of_kind, "company")
    person = register.actor.person_id
    begun = register.write(audits.begin, kind="spot", place=company, first=person, method="guided")
    audit, place = begun.records[0], register.read(_armoury)
    numbers = count()
    tags = register.read(_tags)

    def scan() -> object:
        spot = Spot(place, is_blind=False)
        return register.write(counting.take, audit=audit, scan=read(tags[next(numbers)]), spot=spot, is_sure=True)

    whole = seconds(lambda: register.read(count_lists.figures, audit), 2)
    row("one scan entered", seconds(scan, SCANS), whole, "whole count")
    row("progress", seconds(lambda: register.read(count_lists.progress, audit), 5), whole, "whole count")
    row("the list in rack order", seconds(lambda: register.read(count_lists.wanted, audit), 2), whole, "whole count")
    ids = list(register.read(count_lists.wanted, audit))[:128]
    row("a page of the list", seconds(lambda: register.read(count_lists.rows, audit, ids), 5), whole, "whole count")


def main(_arguments: list[str]) -> None:
    """Print the ratios."""
    with fresh() as register:
        fill(register, firearms=FIREARMS, entries=ENTRIES)
        _measure(register)
