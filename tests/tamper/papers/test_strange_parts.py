"""Data whose parts have another shape than in any paper: told as that, whatever the format says, and never a crash."""

from typing import Any

import pytest

from registry_app.domain.entry import canonical
from registry_app.domain.wording import say
from tests.tamper.papers.anatomy import Anatomy
from tests.tamper.papers.bench import Bench

SHAPES: tuple[dict[str, Any], ...] = (
    {"proof": "x"}, {"proof": {"size": 1}}, {"proof": ["x"]}, {"proof": {"size": "1", "root": "", "hashes": []}},
    {"proof": {"size": 1, "root": "", "hashes": [7]}}, {"carried": "x"}, {"as_of": "x"}, {"known_at": "x"},
    {"period": "x"}, {"policy": []}, {"made": {"moment": "0001-01-01"}}, {"made": {"moment": 1}}, {"head": []},
)  # fmt: skip


@pytest.mark.parametrize("changed", SHAPES, ids=str)
@pytest.mark.parametrize("format_", ["armarium-inventory-return/1", "armarium-tomorrow/1"])
def test_parts_of_another_shape_are_told(bench: Bench, format_: str, changed: dict[str, Any]) -> None:
    file, old = Anatomy(bench.later.file), canonical(bench.later.content)
    told = canonical({**bench.later.content, "format": format_, **changed})
    found = bench.verified(file.pour(file.one(old), lambda _content: told).written())
    assert "data_strange" in {finding.code for finding in found.findings}
    assert all(map(say, found.findings))
