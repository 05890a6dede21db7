"""`docs/formats/entry-v1.md` says what the program does: its ledger is read out of the page and verified twice."""

import hashlib
import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from registry_app.domain import merkle, signing
from registry_app.domain.acts import ACTS_OF, DAILY, INSIDE_ZONES, SENIOR, Act
from registry_app.domain.choices import STATES, UNSIGNED
from registry_app.domain.declare import ANY, entered_fields
from registry_app.domain.entry import as_json, body, commitment, parse
from registry_app.domain.fields import Field
from registry_app.domain.head import Head
from registry_app.domain.projection import RECORD_REFS
from registry_app.domain.records import ITEMS, RECORDS
from registry_app.domain.replay import Replay
from registry_app.domain.rules import judge
from registry_app.domain.rules_form import MOST_AT_ONCE
from tests.domain import independent

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "formats" / "entry-v1.md").read_text("utf-8")
HEX = "`([0-9a-f]+)`"
ENTRIES = [
    (content.encode(), bytes.fromhex(packed), bytes.fromhex(leaf), bytes.fromhex(root))
    for content, packed, leaf, root in re.findall(
        rf"### Entry \d+[^\n]*\n\n```json\n(.*?)\n```\n\n- signatures {HEX}\n- leaf hash {HEX}\n- root of \d+ {HEX}",
        PAGE,
    )
]
FIRST = ("company", "place", "person", "user", "policy", "firearm", "lot")
"""The kinds of record of the first release, and the fields that its registers gained by the upgrade."""
ADDED = import_module("registry_app.persistence.migrations.versions.0002_complete")._ADDED
PAIRS = [(content, packed) for content, packed, _leaf, _root in ENTRIES]
KEYS = re.findall(rf"\| (\d+) \([^|]*\) \| {HEX} \| {HEX} \| {HEX} \|", PAGE)
PERSONAL = re.findall(rf"\| {HEX} \| `([a-z.]+)` \| {HEX} \| `([^|]*)` \|", PAGE)
PROOFS = re.findall(r"^\| (\d+) \| (\d+) \| ((?:`[0-9a-f]{64}` ?)+|\(none\)) \|$", PAGE, re.MULTILINE)
CHECKPOINT, CHECKPOINT_SIGNATURE = re.findall(r"```\n(armarium/.*?)```\n\n    ([0-9a-f]{128})", PAGE, re.DOTALL)[0]


def _signers() -> dict[int, signing.Key]:
    return {int(user): signing.Key(bytes.fromhex(seed)) for user, seed, _public, _short in KEYS}


def _rows(kind: str) -> list[str]:
    return re.findall(rf"^\| `{kind}` \| (.*) \|$", PAGE, re.MULTILINE)


def test_the_page_holds_what_a_verifier_is_tested_on() -> None:
    kinds = [json.loads(content)["kind"] for content, *_rest in ENTRIES]
    assert kinds == ["set_up", "user", "describe", "receive", "describe", "issue", "lose", "correct"]
    assert (len(KEYS), len(PERSONAL), len(PROOFS)) == (2, 5, 5)


@pytest.mark.parametrize("number", range(len(ENTRIES)))
def test_bodies_leaves_and_roots(number: int) -> None:
    content, packed, leaf, root = ENTRIES[number]
    leaves = [e[2] for e in ENTRIES]
    assert body(parse(content)) == content
    assert merkle.leaf_hash(signing.leaf(content, packed)) == leaf
    assert merkle.root(leaves[: number + 1]) == root
    assert parse(content).prior_root == merkle.root(leaves[:number]).hex()


@pytest.mark.parametrize("number", range(len(ENTRIES)))
def test_the_seeds_sign_the_same_signatures_again(number: int) -> None:
    content, packed, _leaf, _root = ENTRIES[number]
    entry, keys = parse(content), _signers()
    slots = {signing.ACTOR: entry.actor} | ({signing.WITNESS: entry.witness} if entry.witness else {})
    assert signing.pack([keys[user].sign(slot, content) for slot, user in slots.items()]) == packed


def test_keys_and_their_short_names() -> None:
    for user, seed, public, short in KEYS:
        assert _signers()[int(user)].public.hex() == public
        assert hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16] == short
        assert Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)).public_key().public_bytes_raw().hex() == public


def test_the_judge_allows_every_entry() -> None:
    ledger = Replay()
    for content, *_rest in ENTRIES:
        assert judge(parse(content), ledger) == []
        ledger.apply(parse(content))


def test_the_revolver_ends_where_the_correction_puts_it() -> None:
    ledger = Replay()
    for content, *_rest in ENTRIES:
        ledger.apply(parse(content))
    inside = [p for p, n in ledger.positions(11).items() if n > 0]
    assert inside == [parse(ENTRIES[5][0]).lines[0].target]


def test_commitments_vouch_for_the_values_and_each_is_used() -> None:
    bodies = b"".join(content for content, *_rest in ENTRIES).decode()
    for commit, subject, salt, value in PERSONAL:
        plain = value.replace(r"\n", "\n")
        assert commitment(subject, bytes.fromhex(salt), plain) == commit
        joined = b"armarium-personal-v1/" + subject.encode() + b"\0" + bytes.fromhex(salt) + plain.encode()
        assert hashlib.sha256(joined).hexdigest() == commit
        assert commit in bodies
        assert plain not in bodies


def test_the_checkpoint() -> None:
    origin, size, root, moment, user = CHECKPOINT.splitlines()
    head = Head(origin, int(size), root)
    assert (len(ENTRIES), ENTRIES[-1][3].hex(), parse(ENTRIES[0][0]).origin) == (head.size, root, origin)
    assert head.kept(int(moment), int(user)).decode() == CHECKPOINT
    assert _signers()[int(user)].sign_head(CHECKPOINT.encode()).hex() == CHECKPOINT_SIGNATURE
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(KEYS[0][2]))
    public.verify(bytes.fromhex(CHECKPOINT_SIGNATURE), b"armarium-head-v1\0" + CHECKPOINT.encode())


@pytest.mark.parametrize("number", range(len(PROOFS)))
def test_consistency_proofs(number: int) -> None:
    old, new = int(PROOFS[number][0]), int(PROOFS[number][1])
    proof = [bytes.fromhex(h) for h in re.findall("[0-9a-f]{64}", PROOFS[number][2])]
    roots = ENTRIES[old - 1][3], ENTRIES[new - 1][3]
    assert merkle.consistency_proof([e[2] for e in ENTRIES[:new]], old) == proof
    for extends in (merkle.is_extension, independent.extends):
        assert extends(old, roots[0], new, roots[1], proof)
        assert not extends(old, roots[0], new, bytes(32), proof)
        assert not extends(old, roots[0], new, roots[1], [*proof, bytes(32)])


def test_a_reader_that_knows_only_the_page_finds_nothing_wrong() -> None:
    assert "registry_app" not in Path(independent.__file__).read_text("utf-8")
    assert independent.verify(PAIRS) == []
    hashes = [independent.leaf_hash(*pair) for pair in PAIRS]
    assert [independent.root(hashes[: n + 1]) for n in range(len(hashes))] == [e[3] for e in ENTRIES]


def _tampered() -> Iterator[tuple[str, list[tuple[bytes, bytes]]]]:
    last, packed = PAIRS[-1]
    yield "one byte", [*PAIRS[:-1], (last.replace(b"wrong_item", b"wrong_itex"), packed)]
    yield "witness stripped", [*PAIRS[:-1], (last, b"\1" + packed[1 : 1 + 12 + 64])]
    yield "slots exchanged", [*PAIRS[:-1], (last, b"\2\1" + packed[78:] + b"\2" + packed[2:77])]
    yield "left over", [*PAIRS[:-1], (last, packed + b"\0")]
    yield "entry left out", [*PAIRS[:5], *PAIRS[6:]]
    yield "entries exchanged", [*PAIRS[:3], PAIRS[4], PAIRS[3], *PAIRS[5:]]
    yield "entry repeated", [*PAIRS, PAIRS[-1]]
    yield "other spelling", [*PAIRS[:-1], (last.replace(b'"v":1', b'"v": 1'), packed)]
    yield "key id", [*PAIRS[:-1], (last, packed.replace(packed[2:10], bytes(8)))]


@pytest.mark.parametrize("what", [what for what, _ledger in _tampered()])
def test_a_reader_that_knows_only_the_page_finds_what_was_changed(what: str) -> None:
    assert independent.verify(dict(_tampered())[what])


def _zones(zones: frozenset[str]) -> str:
    return "inside" if zones == INSIDE_ZONES else ", ".join(sorted(zones)) or "–"


def _row(act: Act, edition: int) -> str:
    roles = {DAILY: "daily", SENIOR: "senior"}.get(act.roles, ", ".join(act.roles))
    to = "the same place and person" if act.is_same_place else _zones(act.targets)
    witness, reason, paper = (
        "yes" if needed else "no" for needed in (act.needs_witness, act.needs_reason, act.needs_document)
    )
    state, records = act.state if act.sources else "–", ", ".join(act.records) or "–"
    items = ("all" if act.items == ITEMS else ", ".join(act.items)) if act.sources else "–"
    first = [_zones(act.sources), to, state]
    cells = [*first, roles, witness, reason] if edition == 1 else [*first, items, roles, witness, reason, paper]
    return " | ".join([*cells, records])


@pytest.mark.parametrize("edition", ACTS_OF)
def test_the_tables_of_acts_are_those_that_the_judge_reads(edition: int) -> None:
    part = re.split(r"^### ", PAGE.partition(f"### Edition {edition}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    told = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", part, re.MULTILINE))
    assert told == {kind: _row(act, edition) for kind, act in ACTS_OF[edition].items()}


@pytest.mark.parametrize("kind", RECORDS)
def test_the_table_of_fields_is_the_one_of_the_records(kind: str) -> None:
    taken = {name for group in RECORDS[kind].KEYS for name in group}
    added = (
        {*ADDED.get(kind, ("", {}))[1], "barcode", "acknowledgement_checked"}
        if kind in FIRST
        else entered_fields(RECORDS[kind]).keys()
    )
    cells = {f.name: _cell(f) + "=" * (f.name in taken) for f in entered_fields(RECORDS[kind]).values()}
    first, later = (", ".join(cells[name] for name in cells if (name in added) == is_later) or "–"
                    for is_later in (False, True))  # fmt: skip
    assert f"{first} | {later}" in _rows(kind)


def _cell(which: Field) -> str:
    refers_to = f" #{'any' if which.refers_to == ANY else which.refers_to}" if which.refers_to else ""
    return f"`{which.name}`{'!' * which.required}{'*' * which.personal}{refers_to}"


def test_the_fields_of_some_kinds_alone_are_told() -> None:
    told = re.findall(r"^\| `(place|article|kit)` \| `(\w+)` \| ([\w, ]+) \|$", PAGE, re.MULTILINE)
    fields = [(kind, f) for kind, record in RECORDS.items() for f in entered_fields(record).values() if f.only_for]
    assert told == [(kind, f.name, ", ".join(f.only_for)) for kind, f in fields]


def test_the_refs_that_the_program_makes_are_told() -> None:
    made = {*RECORD_REFS, "entry", "destination", "due", "document", "unsigned", "work", "erased"}
    assert set(re.findall(r"^\| `(\w+)` \| (?:the|why|what)", PAGE, re.MULTILINE)) >= made
    assert all(f"`{code}`" in PAGE for code in UNSIGNED)


def test_the_keys_of_the_body_and_the_states_are_all_told() -> None:
    told = set(re.findall(r"^\| `(\w+)` \| (?:text|integer|list) \|", PAGE, re.MULTILINE))
    assert told == set(as_json(parse(ENTRIES[0][0]))) == independent.KEYS
    assert all(f"`{state}`" in PAGE for state in STATES)
    assert f"{MOST_AT_ONCE:,}" in PAGE
