"""What pages give as drafts comes back from text as it was."""

import json

import pytest

from ui.kept import packed, unpacked
from ui.parts.picker import Choice

DRAFT = {"act": "issue", "rounds": {7: 30}, "place": Choice(4, "Post 1", "P-1"), "list": [1, {"a": ""}], "empty": {}}


def test_a_draft_comes_back_as_it_was() -> None:
    assert unpacked(packed(DRAFT)) == DRAFT


def test_a_draft_of_another_release_is_left_alone() -> None:
    _build, draft = json.loads(packed(DRAFT))
    assert unpacked(json.dumps(["armarium 0.0.1", draft])) == {}


def test_what_is_no_plain_value_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        packed({"widget": object()})
