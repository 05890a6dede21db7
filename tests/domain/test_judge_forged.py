"""The judge never stumbles: whatever a readable body says, it answers with findings."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.entry import Entry, canonical, parse
from registry_app.domain.errors import Damaged, Finding
from registry_app.domain.replay import Replay
from registry_app.domain.rules import judge
from tests.domain.test_format import ENTRIES

BODIES = [json.loads(content) for content, *_rest in ENTRIES]
LEDGERS = [Replay() for _body in BODIES]
for at, ledger in enumerate(LEDGERS):
    for content, *_rest in ENTRIES[:at]:
        ledger.apply(parse(content))

commits = st.fixed_dictionaries({"commit": st.sampled_from(["ab" * 32, "Luz"])})
words = st.sampled_from(["", "kind", "lost", "person", "2026-01-01", "director", "armoury", "x" * 300, "٣", "\n"])
numbers = st.integers(-3, 14) | st.sampled_from([2**53 - 1, -(2**53) + 1, 1_767_272_400_000])
values = words | numbers | commits


def _slots(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The ways to every value and list inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(way for key, each in inner for way in _slots(each, (*path, key)))]


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


@st.composite
def forged(draw: st.DrawFn) -> tuple[int, dict[str, Any]]:
    """One of the page's entries with some values replaced, doubled or left out."""
    number = draw(st.integers(0, len(BODIES) - 1))
    body = json.loads(json.dumps(BODIES[number]))
    for _change in range(draw(st.integers(1, 3))):
        way = draw(st.sampled_from([way for way in _slots(body) if way]))
        holder, old = _at(body, way[:-1]), _at(body, way)
        if isinstance(old, list):
            holder[way[-1]] = old + old if draw(st.booleans()) else old[:-1]
        elif isinstance(old, dict) and len(way) > 3:
            old[draw(st.sampled_from(["kind", "parent_id", "edition", "zone", "serial", "roles"]))] = draw(values)
        else:
            holder[way[-1]] = draw(values)
    return number, body


def _read(body: dict[str, Any]) -> Entry | None:
    try:
        return parse(canonical(body))
    except Damaged:
        return None


@given(forged())
def test_any_readable_entry_is_judged(made: tuple[int, dict[str, Any]]) -> None:
    number, body = made
    entry = _read(body)
    if entry is not None:
        assert all(isinstance(finding, Finding) for finding in judge(entry, LEDGERS[number]))


@given(forged())
def test_an_entry_that_is_allowed_can_be_taken_in(made: tuple[int, dict[str, Any]]) -> None:
    number, body = made
    entry = _read(body)
    if entry is None or any(f.severity == "refusal" for f in judge(entry, LEDGERS[number])):
        return
    ledger = Replay()
    for content, *_rest in ENTRIES[:number]:
        ledger.apply(parse(content))
    ledger.apply(entry)
    assert ledger.entry(entry.seq) == entry
