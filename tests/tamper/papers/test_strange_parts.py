"""Data whose parts have another shape than in any paper: told as that, whatever the format says, and never a crash."""

from typing import Any

import pytest

from registry_app.domain.entry import canonical
from registry_app.domain.wording import say
from registry_app.reports import deposit_list, opened_paper
from registry_app.services.verifying import verify
from tests.reports import test_deposit_list
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


@pytest.mark.parametrize("day", [7, [7], {"a": 1}, "x"], ids=str)
def test_what_no_layout_can_draw_is_told(day: Any) -> None:
    """A format without a schema: whatever its data hold comes to the layout."""
    drawn = deposit_list.write(test_deposit_list.content())
    content = dict(test_deposit_list.content())
    name = opened_paper.read(drawn).said["DataFile"]
    old = opened_paper.read(drawn).attachments[name].content
    told = canonical({**content, "closing": {**content["closing"], "closing_on": day}})
    file = Anatomy(drawn)
    found = verify(file.pour(file.one(old), lambda _content: told).written())
    assert found.verdict == "altered"
