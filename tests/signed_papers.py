"""Papers as an authority receives them: made from a test's register, with proof and entries, signed; a trust list."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry_app.domain import merkle
from registry_app.domain.entry import canonical
from registry_app.domain.head import Head
from registry_app.domain.signing import Key
from registry_app.domain.trust import Trusted, TrustList
from registry_app.reports import certificates, package, signing
from registry_app.services import custody, discharges, ledger, ledger_files, losses, records, returns, slips
from registry_app.services.frame import Asked
from tests.make import Make
from tests.reports import signers

ORIGIN_KEY = Key(bytes(range(32)))
AUTHORITY = "Superintendencia de Vigilancia"
OTHER = "Otra Compañía S.A."
LICENCE = "L-1"
SIGNED_AT = dt.datetime(2026, 7, 2, 9, 0, tzinfo=dt.UTC)
"""When papers are signed; the certificates of `signers` begin the day before."""


def lived_in(make: Make) -> Make:
    """Some firearms and rounds in several places and hands, a loss, a discharge, a correction."""
    make.clock.now = int((SIGNED_AT - dt.timedelta(days=5)).timestamp() * 1000)
    guard, other = make.person("G-1"), make.person("G-2")
    company = make.register.read(_company)
    make.do(records.amend, kind="company", record=company, values={"licence_number": LICENCE})
    post = make.place("P-1", "post", parent=make.place("C-1", "client"))
    guns = [make.firearm(f"SN-{number}") for number in range(1, 7)]
    guns.append(make.firearm("ES-1", kind="shotgun", calibre="12ga", at=make.place("ARM-2")))
    lot, cartridges = make.lot("CB24-1", rounds=300), make.lot("EX-7", rounds=40, calibre="12ga")
    make.issued(guns[0], to=guard, rounds={lot: 20}, due_at=make.clock.now + 9_000_000, place=post)
    make.issued(guns[1], to=other, rounds={lot: 15})
    make.do(custody.take_back, firearms=[guns[1]], rounds={lot: 12}, expended={lot: 3}, reason="training")
    make.do(losses.report, items={guns[2]: 1}, reason="theft", witness=make.witness, values={"spot": "Gate"})
    told = {"kind": "warning_shot", "harm": "none", "damage": "none"}
    make.do(discharges.record, firearm=guns[0], person=guard, values=told, rounds={lot: 1}, reason="warning_shot",
            witness=make.witness)  # fmt: skip
    assert cartridges
    return make


def _company(session: Any) -> int:
    from registry_app.domain.records import Company

    return int(session.query(Company.id).scalar())


def head(make: Make) -> Head:
    """The head of a register now."""
    return make.register.read(ledger.head)


def lines(make: Make) -> list[bytes]:
    """Every entry as its line of a ledger file, without the line's end."""
    with make.register.opened.store.snapshot() as session:
        _head, *entries = ledger_files.lines(session, ledger.head(session))
    return [line.rstrip(b"\n") for line in entries]


def entries_file(origin: str, size: int, root: str, found: Sequence[bytes], *, since: int = 0) -> bytes:
    """An `entries.jsonl` with the lines from number `since` on."""
    first: dict[str, Any] = {"format": "armarium-ledger/1", "origin": origin, "size": size, "root": root}
    if since:
        first["from"] = since
    parts = [json.dumps(first, separators=(",", ":")).encode(), *found[since:], b""]
    return b"\n".join(parts)


def proof(found: Sequence[bytes], old: int) -> dict[str, Any]:
    """The proof that a ledger only grew since it had `old` entries."""
    leaves = [bytes.fromhex(json.loads(line)["leaf_hash"]) for line in found]
    hashes = [each.hex() for each in merkle.consistency_proof(leaves, old)]
    return {"size": old, "root": merkle.root(leaves[:old]).hex(), "hashes": hashes}


@dataclass(frozen=True)
class Drawn:
    """A report before anybody signed: its data, the entries that it carries, and the file."""

    content: Mapping[str, Any]
    entries: bytes
    file: bytes
    paper: str = "a4"
    language: str = "en"
    name: str = "inventory"

    def again(self, changed: Mapping[str, Any] | None = None, entries: bytes | None = None) -> "Drawn":
        """The same with other data or entries, drawn as the program draws them: what a clever hand would make."""
        content = {**self.content, **(changed or {})}
        carried = self.entries if entries is None else entries
        if carried and "carried" in content:
            content["carried"] = {**content["carried"], "sha256": hashlib.sha256(carried).hexdigest()}
        return draw(content, carried, paper=self.paper, language=self.language, name=self.name)


def draw(
    content: Mapping[str, Any], entries: bytes = b"", *, paper: str = "a4", language: str = "en",
    name: str = "inventory",
) -> Drawn:  # fmt: skip
    """The PDF of a report."""
    read = json.loads(canonical(content))
    file = package.write(name, read, ".pdf", paper=paper, language=language, entries=entries)
    return Drawn(read, entries, file, paper, language, name)


def inventory(
    make: Make, *, since: int = 0, has_entries: bool = True, paper: str = "a4", language: str = "en", **asked: Any
) -> Drawn:
    """The inventory return of a register now; with `since` it follows on a return of that size."""
    content = make.register.read(returns.content, Asked(make.register.actor, **asked))
    now, found = head(make), lines(make)
    carried = b""
    if since:
        content["proof"] = proof(found, since)
    if has_entries:
        carried = entries_file(now.origin, now.size, now.root, found, since=since)
        digest = hashlib.sha256(carried).hexdigest()
        content["carried"] = {"file": "entries.jsonl", "from": since, "count": now.size - since, "sha256": digest}
    return draw(content, carried, paper=paper, language=language)


def slip(make: Make, entry: int, *, paper: str = "a5", language: str = "en") -> bytes:
    """The slip of a handover."""
    return make.register.read(slips.make, entry=entry, suffix=".pdf", paper=paper, language=language)


def signed(
    file: bytes, *fields: str, company: str = signers.COMPANY, at: dt.datetime = SIGNED_AT, language: str = "en"
) -> bytes:
    """The paper signed in these fields, one person after the other."""
    for number, field in enumerate(fields or ("armorer",)):
        name = signers.PEOPLE[number % len(signers.PEOPLE)]
        moment = at + dt.timedelta(minutes=number)
        file = signing.sign(
            file, signers.person(name, company), field=field, moment=moment, name=name, language=language
        )
    return file


def trust(origin: str, *, company: str = signers.COMPANY, licence: str = LICENCE) -> TrustList:
    """The list of an authority that knows the company of a ledger, and another one."""
    mine = Trusted(licence, company, origin, (certificates.fingerprint(signers.authority(company).certificate),))
    other = certificates.fingerprint(signers.authority(OTHER).certificate)
    companies = (mine, Trusted("L-2", OTHER, "armarium/other", (other,)))
    return TrustList(AUTHORITY, ORIGIN_KEY.public.hex(), 1, 0, companies)
