"""Reports that lie in one row: their company drew them again and signed them, and their entries know better."""

import copy
from collections.abc import Callable
from typing import Any

from registry_app.reports.package import FORMS
from tests import signed_papers
from tests.signed_papers import signed
from tests.tamper.papers.bench import Bench

Way = Callable[[Bench], bytes]


def _lying(report: str, key: str, **values: Any) -> Way:
    """A report whose first row of a list that has these fields says otherwise, signed where anybody signs it."""

    def way(bench: Bench) -> bytes:
        drawn = bench.reports[report]
        rows = copy.deepcopy(drawn.content[key])
        next(row for row in rows if values.keys() <= row.keys()).update(values)
        file = drawn.again({key: rows}).file
        return signed(file, "armorer") if report not in FORMS or FORMS[report].signers else file

    return way


def _without(report: str, *keys: str) -> Way:
    """A report in which some lists are left out."""

    def way(bench: Bench) -> bytes:
        drawn = bench.reports[report]
        told = {key: value for key, value in drawn.content.items() if key not in keys}
        return signed(signed_papers.draw(told, drawn.entries, name=report).file, "armorer")

    return way


movement = _lying("movements", "movements", quantity=777)
handover = _lying("handovers", "handovers", back=777)
lot_of_account = _lying("ammunition", "lots", lost=777)
month = _lying("ammunition-month", "months", for_training=777)
armed = _lying("people", "people", rounds=777)
paper_that_runs_out = _lying("expiry", "papers", expires_on="2027-01-01")
gained = _lying("changes", "gained", serial="SN-777")
lost = _lying("loss", "firearms", missing=0)
fired = _lying("discharge", "rounds", quantity=777)
sent = _lying("transfer", "rounds", quantity=777)
step_of_trace = _lying("trace", "chain", reason="training")
late = _lying("inventory", "late", hours=777)
user = _lying("inventory", "users", entries=777)
difference = _lying("inventory", "differences", counted=777)
indicator = _lying("inventory", "indicators", value=777)
event = _lying("inventory", "events", entry=777)
corrections_gone = _without("movements", "corrections")
sections_gone = _without("inventory", "users", "late")
"""As returns of earlier releases, which carry no entries."""


def movement_left_out(bench: Bench) -> bytes:
    """A movement is not in the book."""
    drawn = bench.reports["movements"]
    return signed(drawn.again({"movements": drawn.content["movements"][:-1]}).file, "armorer")


def other_build(bench: Bench) -> bytes:
    """A row lies, and another release is said to have made it."""
    drawn = bench.reports["movements"]
    rows = [{**drawn.content["movements"][0], "quantity": 777}, *drawn.content["movements"][1:]]
    made = {**drawn.content["made"], "build": "armarium 0.0.1"}
    return signed(drawn.again({"movements": rows, "made": made}).file, "armorer")
