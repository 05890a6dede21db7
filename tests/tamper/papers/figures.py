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


def _as_of(bench: Bench, day: str, moment: str, made: str = "", **more: Any) -> bytes:
    """The later return, with all its entries, told as one of another day."""
    told = dict(bench.later.content)
    made = made or told["made"]["moment"]
    changed = {
        "as_of": {**told["as_of"], "day": day, "moment": f"{day}T{moment}-05:00"},
        "made": {**told["made"], "moment": made},
        "number": f"IR-{day.replace('-', '')}-{told['head']['size']}-{told['head']['root'][:8].upper()}",
    } | more
    if "known_at" in more:
        changed["number"] += f"-K{more['known_at']['size']}"
    return _told(bench, **changed)


def moment_within_a_day(bench: Bench) -> bytes:
    """The figures of today, told as those of a morning two days ago."""
    return _as_of(bench, "2026-06-28", "10:00:00.000")


def moment_of_no_head(bench: Bench) -> bytes:
    """The same, under the name of what was known at a head."""
    head = bench.later.content["head"]
    return _as_of(bench, "2026-06-28", "10:00:00.000", known_at={"size": head["size"], "root": head["root"]})


def day_to_come(bench: Bench) -> bytes:
    """A return for a day in many years, which no later one would ever follow."""
    return _as_of(bench, "2099-12-31", "23:59:59.999", "2100-01-01T00:00:00.000-05:00")


def made_too_early(bench: Bench) -> bytes:
    """A return that was missed, told as made on its day."""
    return _as_of(bench, "2026-06-28", "10:00:00.000", "2026-06-28T10:00:00.000-05:00")


def hidden_character(bench: Bench) -> bytes:
    """A name with a mark that has no width: to the eye it is another company's."""
    content = {name: each for name, each in bench.later.content.items() if name != "carried"}
    name = content["company"]["name"][:3] + "\u200b" + content["company"]["name"][3:]
    return signed(draw({**content, "company": {**content["company"], "name": name}}).file, "armorer")
