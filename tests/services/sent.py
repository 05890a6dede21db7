"""Returns as an authority would have them in hand: made from a test's register, with the entries that they bring."""

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from registry_app.domain import merkle, received, signing
from registry_app.domain.entry import canonical
from registry_app.domain.received import Received
from registry_app.services import ledger, ledger_files, returns
from registry_app.services.desk import Desk
from tests.make import CHEAP, Clock, Make

NAME, PASSPHRASE = "Superintendencia de Vigilancia", "the desk has a passphrase"
ZEROS = "0" * 64


def desk(folder: Path, clock: Clock | None = None) -> Desk:
    """A desk of an authority with a key."""
    return Desk.create(folder / "test.authority", name=NAME, passphrase=PASSPHRASE, cost=CHEAP, clock=clock or Clock())


def lines(make: Make) -> list[bytes]:
    """Every entry of the register as its line of a ledger file."""
    with make.register.opened.store.snapshot() as session:
        _head, *entries = ledger_files.lines(session, ledger.head(session))
    return list(entries)


def inventory(make: Make, *, entries: bool = True, since: int = 0, **changed: Any) -> Received:
    """The inventory return of a register now; `changed` stands in place of what it says."""
    content = make.register.read(returns.inventory, by=make.register.actor) | changed
    return received.of(content, canonical(content), entries=lines(make)[since:] if entries else ())


def invented(
    origin: str, *, size: int = 10, root: str = ZEROS, company: str = "", day: str = "2026-01-31",
    jurisdiction: str = "generic", firearms: list[Mapping[str, Any]] = (), events: list[Mapping[str, Any]] = (),
    **more: Any,
) -> Received:  # fmt: skip
    """An inventory return without a register behind it, for what only looks at its data."""
    content: dict[str, Any] = {
        "format": "armarium-inventory-return/1", "number": f"IR-{day.replace('-', '')}-{size}-{root[:8].upper()}",
        "as_of": {"day": day, "moment": f"{day}T23:59:59.999-05:00", "zone": "America/Bogota"},
        "made": {"moment": f"{day}T23:59:59.999-05:00", "user": "ana", "roles": "director", "build": "test"},
        "company": {"name": company or origin, "licence_number": f"L-{origin}"},
        "policy": {"jurisdiction": jurisdiction},
        "head": {"origin": origin, "size": size, "root": root},
        "firearms": list(firearms), "events": list(events),
    }  # fmt: skip
    return received.of(content | more, canonical(content | more))


def entry_lines(many: int, *, mark: str = "", first: int = 0) -> Iterator[bytes]:
    """So many lines of a ledger file whose bodies differ by `mark`: nothing but what the tree looks at."""
    for seq in range(first, many):
        body, packed = f'{{"seq":{seq},"mark":"{mark}"}}', base64.b64encode(b"\0").decode()
        leaf = merkle.leaf_hash(signing.leaf(body.encode(), b"\0")).hex()
        yield json.dumps({"seq": seq, "body": body, "signatures": packed, "leaf_hash": leaf}).encode() + b"\n"


def root_of(found: list[bytes]) -> str:
    """The root over some lines, in hex."""
    peaks, _size = received.grown((), 0, found)
    return merkle.root_of_peaks(peaks).hex()
