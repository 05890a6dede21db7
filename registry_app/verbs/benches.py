"""bench: the benchmarks, each a ratio to a baseline measured in the same run."""

import argparse
import importlib
import sys
from pathlib import Path

from registry_app.domain.errors import Refused, refuse
from registry_app.i18n import _
from registry_app.verbs.telling import Verbs, add

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"


def add_to(verbs: Verbs) -> None:
    """Add the verb of this topic."""
    made = add(verbs, "bench", bench, _("run the benchmarks and print ratios"))
    made.add_argument("name", nargs="?", metavar="NAME")
    asked = _("of how many rows or entries, for papers and verifying")
    made.add_argument("rows", nargs="*", type=int, metavar="ROWS", help=asked)


def names() -> list[str]:
    """The benchmarks that there are; none in an installed program, which comes without them."""
    return sorted(file.stem for file in FOLDER.glob("[a-z]*.py"))


def bench(given: argparse.Namespace) -> int:
    """Run one benchmark, with as many rows as are named, or all of them."""
    known = names()
    wanted = [given.name] if given.name else known
    if not wanted or not set(wanted) <= set(known):
        raise Refused(refuse("bench_unknown", value=given.name or "", choices=tuple(known)))
    sys.path.insert(0, str(FOLDER.parent))
    for name in wanted:
        importlib.import_module(f"benchmarks.{name}").main([str(many) for many in given.rows])
    return 0
