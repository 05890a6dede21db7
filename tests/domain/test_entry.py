"""Bodies: canonical bytes in, the same bytes out, and nothing else accepted."""

import json
import math
import unicodedata
from typing import Any

import pytest
import rfc8785
from hypothesis import assume, given
from hypothesis import strategies as st

from registry_app.domain.entry import Change, Entry, Line, Position, Ref, body, canonical, commitment, parse
from registry_app.domain.errors import Damaged
from registry_app.domain.fields import LARGEST

integers = st.integers(-LARGEST, LARGEST)
texts = st.text(max_size=20).map(lambda text: unicodedata.normalize("NFC", text))
values: Any = st.recursive(
    integers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcXYZ_09:", max_size=8), inner, max_size=4),
    max_leaves=12,
)
positions = st.builds(Position, integers, integers, texts)
lines = st.builds(Line, integers, integers, positions, positions)
stored = texts | integers | st.builds(lambda commit: {"commit": commit}, texts)
fields = st.dictionaries(st.text("abc_", min_size=1, max_size=6), stored, max_size=3)
changes = st.builds(Change, integers, texts, fields, fields)
entries = st.builds(
    Entry,
    origin=texts, seq=integers, prior_root=texts, id=texts, kind=texts, occurred_at=integers, recorded_at=integers,
    zone=texts, actor=integers, role=texts, note_commit=texts,
    refs=st.lists(st.builds(Ref, texts, texts), max_size=2).map(tuple),
    records=st.lists(changes, max_size=2).map(tuple), lines=st.lists(lines, max_size=2).map(tuple),
)  # fmt: skip

SAMPLE = Entry(
    "o", 3, "00" * 32, "i", "issue", 5, 6, "UTC", 1, "armorer", lines=(Line(7, 1, Position(2), Position(2, 9)),),
    records=(Change(4, "person", {"name": ""}, {"name": {"commit": "ab"}}),), refs=(Ref("due", "8"),),
)  # fmt: skip


@given(entries)
def test_every_body_reads_back_to_the_same_bytes(entry: Entry) -> None:
    read = parse(body(entry))
    assert read == entry
    assert body(read) == body(entry)


@given(values)
def test_canonical_json_is_rfc_8785(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(values)
def test_canonical_json_is_read_by_anybody(value: object) -> None:
    assert json.loads(canonical(value)) == value


@pytest.mark.parametrize(
    "value", [1.0, math.nan, None, True, LARGEST + 1, -LARGEST - 1, {"é": 1}, "e\u0301", ["a", None], {"a": {"b": 0.5}}]
)
def test_what_lies_outside_the_profile_is_not_written(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical(value)


MARKED = st.text('aen"\\\n\x1f,é\u0301\u0323\u0338\u1e0d가\u1100\u1161')


@given(st.lists(MARKED) | st.dictionaries(st.text("ab", max_size=2), MARKED))
def test_texts_are_in_nfc_one_by_one(value: list[str] | dict[str, str]) -> None:
    """Whether the whole is told at once or not."""
    texts = value if isinstance(value, list) else value.values()
    if all(unicodedata.is_normalized("NFC", text) for text in texts):
        assert json.loads(canonical(value)) == value
    else:
        with pytest.raises(ValueError, match="NFC"):
            canonical(value)


def _respelt() -> list[bytes]:
    sample = json.loads(body(SAMPLE))
    text = body(SAMPLE).decode()
    return [
        b"", b"{}", b"[]", b"null", b"\xff", text.encode("utf-16"), text.encode() + b"\n", b" " + text.encode(),
        text.replace(",", ", ", 1).encode(), json.dumps(sample).encode(), text.replace('"v":1', '"v":1.0').encode(),
        text.replace('"v":1', '"v":true').encode(), text.replace('"v":1', '"v":2').encode(),
        text.replace('"seq":3', '"seq":3,"seq":3').encode(), text.replace('"seq":3', '"seq":3e0').encode(),
        text.replace('"seq":3', '"seq":-0').encode(), text.replace('"kind":"issue"', r'"kind":"\u0069ssue"').encode(),
        text.replace('"kind":"issue"', '"kind":"e\u0301"').encode(), text.replace('"v":1', '"v":1,"x":1').encode(),
        text.replace('"batch":"",', "").encode(), text.replace('"seq":3', '"seq":"3"').encode(),
        text.replace('"item":7', '"item":7,"x":1').encode(), text.replace('"old":{"name":""}', '"old":[]').encode(),
        text.replace('{"commit":"ab"}', '{"commit":7}').encode(), text.replace('{"commit":"ab"}', "[]").encode(),
        text.replace('{"commit":"ab"}', '{"commit":"ab","salt":"x"}').encode(), b"[" * 100_000,
        text.replace('"seq":3', '"seq":' + "9" * 5000).encode(),
        text.replace('"seq":3', '"seq":9007199254740992').encode(),
        text.replace('"kind":"issue"', '"kind":"' + r"\ud800" + '"').encode(),
    ]  # fmt: skip


@pytest.mark.parametrize("number", range(len(_respelt())))
def test_another_spelling_of_a_body_is_not_the_body(number: int) -> None:
    with pytest.raises(Damaged, match="entry_unreadable"):
        parse(_respelt()[number])


@given(entries, st.data())
def test_no_changed_byte_reads_as_the_same_entry(entry: Entry, data: st.DataObject) -> None:
    content = bytearray(body(entry))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    try:
        read = parse(bytes(content))
    except Damaged:
        return
    assert read != entry


@given(st.binary(max_size=200))
def test_any_bytes_are_an_entry_or_damage(content: bytes) -> None:
    with pytest.raises(Damaged):
        parse(content)


@given(texts, texts, texts)
def test_a_commitment_holds_for_one_subject_salt_and_value(subject: str, value: str, other: str) -> None:
    assume("\0" not in subject)
    salt = bytes(32)
    made = commitment(subject, salt, value)
    assert made == commitment(subject, salt, value)
    assert (made == commitment(subject, salt, other)) is (value == other)
    assert made != commitment(subject, bytes(31) + b"\1", value)


def test_a_salt_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32"):
        commitment("note", b"short", "x")


@given(entries)
def test_undoing_twice_is_doing(entry: Entry) -> None:
    once = Entry("o", 0, "", "", "", 0, 0, "", 0, "", lines=entry.undoing())
    assert once.undoing() == entry.lines


@pytest.mark.parametrize(("value", "number"), [("0", 0), ("17", 17), ("", -1), ("-1", -1), ("1e3", -1), ("٣", -1),
                                               ("9" * 16, -1), (" 7", -1)])  # fmt: skip
def test_the_number_in_a_reference(value: str, number: int) -> None:
    assert Ref("entry", value).number() == number


def test_only_deliveries_settle_and_only_sendings_have_a_destination() -> None:
    refs = (Ref("document", "x"), Ref("entry", "5"), Ref("destination", "6"))
    made = {kind: Entry("o", 0, "", "", kind, 0, 0, "", 0, "", refs=refs) for kind in ("accept", "send", "find")}
    assert {kind: (e.settles(), e.destination()) for kind, e in made.items()} == {
        "accept": (5, -1), "send": (-1, 6), "find": (-1, -1)
    }  # fmt: skip
