"""Reports that lie in one row: their company drew them again and signed them, and their entries know better."""

import copy
from typing import Any

from tests import signed_papers
from tests.signed_papers import signed
from tests.tamper.papers.bench import Bench


def _lying(bench: Bench, report: str, key: str, **values: Any) -> bytes:
    """A report whose first row of a list that has these fields says otherwise, signed where anybody signs it."""
    drawn = bench.reports[report]
    rows = copy.deepcopy(drawn.content[key])
    next(row for row in rows if values.keys() <= row.keys()).update(values)
    file = drawn.again({key: rows}).file
    return file if report == "expiry" else signed(file, "armorer")


def movement(bench: Bench) -> bytes:
    """A row of the movements book lies: rounds."""
    return _lying(bench, "movements", "movements", quantity=777)


def movement_left_out(bench: Bench) -> bytes:
    """A movement is not in the book."""
    drawn = bench.reports["movements"]
    return signed(drawn.again({"movements": drawn.content["movements"][:-1]}).file, "armorer")


def handover(bench: Bench) -> bytes:
    """A row of the issue-and-return book lies: more came back."""
    return _lying(bench, "handovers", "handovers", back=777)


def lot_of_account(bench: Bench) -> bytes:
    """A row of the ammunition account lies: fewer were lost."""
    return _lying(bench, "ammunition", "lots", lost=777)


def month(bench: Bench) -> bytes:
    """A row of the month form lies: for training."""
    return _lying(bench, "ammunition-month", "months", for_training=777)


def armed(bench: Bench) -> bytes:
    """A row of the people with arms lies: how many rounds."""
    return _lying(bench, "people", "people", rounds=777)


def paper_that_runs_out(bench: Bench) -> bytes:
    """A row of the papers that run out lies: the day."""
    return _lying(bench, "expiry", "papers", expires_on="2027-01-01")


def gained(bench: Bench) -> bytes:
    """A row of the change notice lies: the serial."""
    return _lying(bench, "changes", "gained", serial="SN-777")


def lost(bench: Bench) -> bytes:
    """A row of the notice of a loss lies: it was found."""
    return _lying(bench, "loss", "firearms", missing=0)


def fired(bench: Bench) -> bytes:
    """A row of the discharge report lies: rounds."""
    return _lying(bench, "discharge", "rounds", quantity=777)


def sent(bench: Bench) -> bytes:
    """A row of the transfer guide lies: rounds."""
    return _lying(bench, "transfer", "rounds", quantity=777)


def step_of_trace(bench: Bench) -> bytes:
    """A row of the trace dossier lies: the act."""
    return _lying(bench, "trace", "chain", reason="training")


def late(bench: Bench) -> bytes:
    """A row of the entries made late lies: how late."""
    return _lying(bench, "inventory", "late", hours=777)


def user(bench: Bench) -> bytes:
    """A row of the users lies: how many entries."""
    return _lying(bench, "inventory", "users", entries=777)


def difference(bench: Bench) -> bytes:
    """A row of the open differences lies: counted."""
    return _lying(bench, "inventory", "differences", counted=777)


def indicator(bench: Bench) -> bytes:
    """A row of the indicators lies: the value."""
    return _lying(bench, "inventory", "indicators", value=777)


def event(bench: Bench) -> bytes:
    """A row of the events lies: the entry."""
    return _lying(bench, "inventory", "events", entry=777)


def corrections_gone(bench: Bench) -> bytes:
    """The corrections are not told of."""
    drawn = bench.reports["movements"]
    told = {key: value for key, value in drawn.content.items() if key != "corrections"}
    return signed(signed_papers.draw(told, drawn.entries, name="movements").file, "armorer")


def sections_gone(bench: Bench) -> bytes:
    """Users and late entries left out, which returns of earlier releases do not have, that carry no entries."""
    drawn = bench.reports["inventory"]
    told = {key: value for key, value in drawn.content.items() if key not in ("users", "late")}
    return signed(signed_papers.draw(told, drawn.entries).file, "armorer")


def other_build(bench: Bench) -> bytes:
    """A row lies, and another release is said to have made it."""
    drawn = bench.reports["movements"]
    rows = [{**drawn.content["movements"][0], "quantity": 777}, *drawn.content["movements"][1:]]
    made = {**drawn.content["made"], "build": "armarium 0.0.1"}
    return signed(drawn.again({"movements": rows, "made": made}).file, "armorer")
