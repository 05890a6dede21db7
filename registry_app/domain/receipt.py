"""The receipt that an authority gives for a return: it has this file, with this head, since this moment.

Signed with the authority's Ed25519 key (`docs/formats/receipt-v1.md`). It is the evidence, outside the company, that
the ledger had so many entries with that root; whoever holds it never again takes a shorter or another history.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from registry_app.domain import vouched
from registry_app.domain.days import is_day
from registry_app.domain.errors import Damaged, refuse
from registry_app.domain.head import Head
from registry_app.domain.signing import Key

FAMILY, VERSION = "armarium-receipt/", 1
FORMAT = f"{FAMILY}{VERSION}"
LARGEST = 10_000
"""Bytes that a receipt never has."""
MOST_NAME, MOST_NUMBER, MOST_CODE = 200, 120, 60
_KEYS = {
    "format", "authority", "authority_key", "number", "received_at", "return", "report", "until", "origin", "size",
    "root", "file_sha256", "signature",
}  # fmt: skip


@dataclass(frozen=True)
class Receipt:
    """What was received: the `return_number` and `report` of the return, the last day that it is about, its head, its
    file's SHA-256; `number` is the running one at the authority's desk, `received_at` in UTC ms, keys in hex."""

    authority: str
    authority_key: str
    number: int
    received_at: int
    return_number: str
    report: str
    until: str
    head: Head
    file_sha256: str


def write(receipt: Receipt, key: Key) -> bytes:
    """The bytes of the receipt, signed by the key that it names."""
    return vouched.vouch(
        "receipt",
        {
            "format": FORMAT,
            "authority": receipt.authority,
            "authority_key": receipt.authority_key,
            "number": receipt.number,
            "received_at": receipt.received_at,
            "return": receipt.return_number,
            "report": receipt.report,
            "until": receipt.until,
            "origin": receipt.head.origin,
            "size": receipt.head.size,
            "root": receipt.head.root,
            "file_sha256": receipt.file_sha256,
        },
        key,
    )


def parse(content: bytes) -> Receipt:
    """The receipt that `content` holds, signed by the key that it names; whose key that is, the caller must know.

    Raises `Damaged("receipt_damaged")` or `Unavailable("desk_newer")`.
    """
    try:
        found = vouched.read(content, most=LARGEST)
        vouched.check_format(found["format"], FAMILY, VERSION)
        receipt = _receipt(found)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Damaged(refuse("receipt_damaged")) from None
    if not vouched.is_vouched("receipt", found, receipt.authority_key):
        raise Damaged(refuse("receipt_damaged"))
    return receipt


def _receipt(found: dict[str, Any]) -> Receipt:
    if set(found) != _KEYS:
        raise ValueError("not the keys of version 1")
    head = Head(
        vouched.text(found, "origin", MOST_NUMBER), vouched.number(found, "size"), vouched.digest(found, "root")
    )
    return Receipt(
        vouched.text(found, "authority", MOST_NAME), vouched.digest(found, "authority_key"),
        vouched.number(found, "number"), vouched.moment(found, "received_at"),
        vouched.text(found, "return", MOST_NUMBER), vouched.text(found, "report", MOST_CODE),
        _day(found), head, vouched.digest(found, "file_sha256"),
    )  # fmt: skip


def _day(found: dict[str, Any]) -> str:
    if not is_day(day := vouched.text(found, "until", 10)):
        raise ValueError("until is a day")
    return day


def told(receipt: Receipt) -> str:
    """The receipt's number as people write it down: the running number, and enough of its key to tell desks apart."""
    return f"{receipt.number}-{fingerprint(receipt.authority_key)[:8]}"


def fingerprint(authority_key: str) -> str:
    """What is compared by telephone: SHA-256 of an authority's public key, in hex."""
    return sha256(bytes.fromhex(authority_key)).hexdigest()
