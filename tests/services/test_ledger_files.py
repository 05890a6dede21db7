"""The ledger as a file: complete, exact, verifiable by somebody who has nothing else, and without personal values."""

import base64
import json
from typing import Any

import pytest

from registry_app.domain.entry import commitment
from registry_app.domain.head import Head
from registry_app.domain.signing import is_head_signed
from registry_app.services import checks, ledger, ledger_files
from tests.domain import independent
from tests.make import Make
from tests.persistence.trouble import no_file_beyond, refused
from tests.tamper.conftest import Victim


def handed_out(make: Make, **given: Any) -> list[dict[str, Any]]:
    """The lines of the file, read as anybody would."""
    target = make.folder.parent / "ledger.jsonl"
    make.register.read(ledger_files.write, target, **given)
    content = target.read_bytes()
    assert content.isascii()
    return [json.loads(line) for line in content.split(b"\n")[:-1]]


def pairs(entries: list[dict[str, Any]]) -> list[tuple[bytes, bytes]]:
    return [(e["body"].encode(), base64.b64decode(e["signatures"])) for e in entries]


def test_the_file_alone_is_enough_to_verify_the_ledger(make: Make) -> None:
    gun, lot = make.firearm("007"), make.lot()
    make.issued(gun, to=make.person(name="Íñigo Ñuñez"), rounds={lot: 10})
    assert make.witness
    head, *entries = handed_out(make)
    assert (head["format"], head["size"]) == ("armarium-ledger/1", make.register.read(ledger.head).size)
    assert independent.verify(pairs(entries)) == []
    leaves = [independent.leaf_hash(*pair) for pair in pairs(entries)]
    assert [leaf.hex() for leaf in leaves] == [e["leaf_hash"] for e in entries]
    assert independent.root(leaves).hex() == head["root"]
    assert [e["seq"] for e in entries] == list(range(head["size"]))


def test_a_changed_letter_is_found_by_whoever_has_the_file(make: Make) -> None:
    make.firearm("007")
    _head, *entries = handed_out(make)
    entries[-1]["body"] = entries[-1]["body"].replace('"serial":"007"', '"serial":"008"')
    assert independent.verify(pairs(entries)) != []


def test_the_ledger_of_an_earlier_head_is_the_beginning_of_the_later_one(make: Make) -> None:
    size = make.register.read(ledger.head).size
    make.firearm()
    earlier, later = handed_out(make, known_at=str(size)), handed_out(make)
    assert earlier[0]["size"] == size
    assert earlier[1:] == later[1 : size + 1]


def test_the_newest_checkpoint_goes_along_signed(make: Make) -> None:
    assert "checkpoint" not in handed_out(make)[0]
    checks.check(make.register, whole=True)
    make.firearm()
    head, first, *_rest = handed_out(make)
    kept = head["checkpoint"]
    (user,) = [c for c in json.loads(first["body"])["records"] if c["kind"] == "user"]
    told = Head(head["origin"], kept["size"], kept["root"]).kept(kept["made_at"], kept["user"])
    assert user["id"] == kept["user"]
    assert is_head_signed(base64.b64decode(kept["signature"]), bytes.fromhex(user["new"]["public_key"]), told)


def test_no_personal_value_is_in_it_and_the_other_file_opens_the_commitments(make: Make) -> None:
    make.person(name="Rosa Quispe", document="44 100 200")
    make.issued(make.firearm(), to=make.person(), note="a private word")
    _head, *entries = handed_out(make)
    bodies = "".join(e["body"] for e in entries)
    told = [json.loads(line) for line in make.register.read(lambda s: list(ledger_files.personal(s)))]
    assert {"Rosa Quispe", "44 100 200", "a private word"} <= {each["value"] for each in told}
    for each in told:
        assert each["value"] not in bodies
        assert each["commit"] == commitment(each["subject"], bytes.fromhex(each["salt"]), each["value"])
        assert each["commit"] in bodies
    assert [each["commit"] for each in told] == sorted(each["commit"] for each in told)


def test_a_file_of_that_name_is_replaced_or_stays_whole(make: Make) -> None:
    target = make.folder.parent / "ledger.jsonl"
    target.write_bytes(b"old")
    with no_file_beyond(500), refused("disk_full"):
        make.register.read(ledger_files.write, target)
    assert target.read_bytes() == b"old"
    head = make.register.read(ledger_files.write, target)
    assert json.loads(target.read_bytes().split(b"\n")[0])["root"] == head.root


def test_progress_is_told_and_may_stop_it(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_files, "AT_ONCE", 2)
    target, told = make.folder.parent / "ledger.jsonl", []
    for _n in range(5):
        make.firearm()
    make.register.read(ledger_files.write, target, progress=lambda *done: told.append(done))
    size = make.register.read(ledger.head).size
    assert told == [(n, size) for n in range(2, size + 1, 2)]
    target.unlink()

    def stop(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make.register.read(ledger_files.write, target, progress=stop)
    assert [p.name for p in make.folder.parent.iterdir()] == [make.folder.name]


def test_a_ledger_that_is_not_what_was_signed_is_not_handed_out(make: Make) -> None:
    make.firearm("007")
    victim = Victim(make.folder, make.register.database_key.reveal())
    victim.change("UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '007', '008') AS BLOB)")
    with refused("leaf_differs"):
        handed_out(make)
    assert not (make.folder.parent / "ledger.jsonl").exists()


def test_a_ledger_with_a_gap_is_not_handed_out(make: Make) -> None:
    make.firearm()
    victim = Victim(make.folder, make.register.database_key.reveal())
    victim.change("DELETE FROM entry WHERE seq = 1")
    with refused("entry_missing"):
        handed_out(make)


def test_the_same_ledger_makes_the_same_file(make: Make) -> None:
    make.firearm()
    assert handed_out(make) == handed_out(make)
