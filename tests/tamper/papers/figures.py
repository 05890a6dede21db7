"""Figures that do not follow from the entries: data and pages agree with each other, and every signature is genuine."""

import json
from typing import Any

from tests.signed_papers import Drawn, draw, signed
from tests.tamper.papers.bench import Bench


def _told(bench: Bench, **changed: Any) -> bytes:
    return signed(bench.later.again(changed).file, "armorer")


def firearm_left_out(bench: Bench) -> bytes:
    """A firearm is not in the list."""
    return _told(bench, firearms=bench.later.content["firearms"][:-1])


def firearm_invented(bench: Bench) -> bytes:
    """A firearm that was never entered."""
    invented = {**bench.later.content["firearms"][0], "serial": "INVENTED-1"}
    return _told(bench, firearms=[*bench.later.content["firearms"], invented])


def firearm_elsewhere(bench: Bench) -> bytes:
    """A firearm is said to be in store that a guard has."""
    rows = [dict(row) for row in bench.later.content["firearms"]]
    row = next(row for row in rows if "person" in row)
    del row["person"], row["person_name"]
    return _told(bench, firearms=[row | ({"zone": "store"} if row.get("zone") == "person" else {}) for row in rows])


def lot_closing(bench: Bench) -> bytes:
    """A lot has more rounds than it should."""
    rows = [dict(row) for row in bench.later.content["lots"]]
    rows[0]["closing"] += 1
    return _told(bench, lots=rows)


def lot_left_out(bench: Bench) -> bytes:
    """A lot is not in the list."""
    return _told(bench, lots=bench.later.content["lots"][1:])


def figure(bench: Bench) -> bytes:
    """No firearm was lost, says the summary."""
    figures = json.loads(json.dumps(bench.later.content["figures"]))
    figures["firearms"]["lost"] = 0
    return _told(bench, figures=figures)


def reconciliation(bench: Bench) -> bytes:
    """The account says that fewer were received."""
    account = json.loads(json.dumps(bench.later.content["reconciliation"]))
    account["total"]["opening"] -= 1
    return _told(bench, reconciliation=account)


def corrections_hidden(bench: Bench) -> bytes:
    """Entries that were made are not counted."""
    return _told(bench, entries={**bench.later.content["entries"], "total": 3})


def number(bench: Bench) -> bytes:
    """The number of another return."""
    return _told(bench, number="IR-20260101-1-00000000")


def day(bench: Bench) -> bytes:
    """A moment after that of making."""
    moment = str(bench.later.content["as_of"]["moment"]).replace("2026", "2027", 1)
    return _told(bench, as_of={**bench.later.content["as_of"], "moment": moment})


def licence(bench: Bench) -> bytes:
    """The licence of another company."""
    return _told(bench, company={**bench.later.content["company"], "licence_number": "L-77"})


def unproven(bench: Bench) -> Drawn:
    """The later return without proof and entries."""
    told = {key: value for key, value in bench.later.content.items() if key not in ("proof", "carried")}
    return draw(told)
