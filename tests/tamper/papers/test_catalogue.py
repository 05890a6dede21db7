"""The catalogue of tampering with papers: each class is detected, and named as it was written down before."""

import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from registry_app.domain.wording import SENTENCES, say
from tests.tamper.papers import figures, history, increments, inside, keys, outside, reports, restored
from tests.tamper.papers.bench import Bench

HERE = Path(__file__).resolve().parent
CLASSES = tomllib.loads((HERE / "catalogue.toml").read_text("utf-8"))["class"]
ROOMS: dict[str, ModuleType] = {
    "inside": inside, "figures": figures, "outside": outside, "increments": increments, "keys": keys,
    "history": history, "reports": reports, "restored": restored,
}  # fmt: skip
NOT_WAYS = {"figures.unproven", "outside.overlaid", "outside.scripted", "outside.reattached"}
"""What ways are made of."""
NAMED: dict[str, bool] = {}
"""For each class that was run, whether it was found and named rightly."""


def _ways() -> set[str]:
    """Every way that somebody wrote."""
    return {
        f"{room}.{name}" for room, module in ROOMS.items() for name, each in vars(module).items()
        if callable(each) and each.__module__ == module.__name__ and not name.startswith("_") and name[0].islower()
    }  # fmt: skip


@pytest.mark.parametrize("row", CLASSES, ids=[row["way"] for row in CLASSES])
def test_it_is_found_and_named(bench: Bench, row: dict[str, Any]) -> None:
    room, _dot, name = row["way"].partition(".")
    file = getattr(ROOMS[room], name)(bench)
    NAMED[row["way"]] = False
    found = bench.verified(file, is_known=row.get("known", True), is_after=row.get("after", False))
    codes = {finding.code for finding in found.findings}
    assert (found.verdict, set(row["findings"]) - codes) == (row["verdict"], set()), found.findings
    assert all(finding.code in SENTENCES and "…" not in say(finding) for finding in found.findings)
    NAMED[row["way"]] = True


def test_an_increment_that_is_written_again_as_it_was_is_intact(bench: Bench) -> None:
    """So what is found of the others is what was changed, not the hand that signs again."""
    assert bench.verified(increments._written(bench, lambda _as_it_was: None)).verdict == "intact"


def test_the_catalogue_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    """Every way is in it once; and how many were found."""
    listed = [row["way"] for row in CLASSES]
    assert sorted(listed) == sorted(set(listed))
    assert _ways() - NOT_WAYS == set(listed)
    with capsys.disabled():
        print(f"\ntampering with papers: {sum(NAMED.values())} of {len(NAMED)} found and named rightly")
