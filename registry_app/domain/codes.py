"""The codes that stand on our own labels and cards: `A7`, a letter for the kind, the register's mark, number, check.

`A7FKBB0001237R` is record 123, a firearm, of the register whose mark is `KBB`; the form is laid down in
docs/formats/code-v1.md. The two check characters are those of ISO/IEC 7064, MOD 1271-36: they find every single
wrong character and every two neighbours that changed places. (Its MOD 37-36, with one character, lets some
neighbours pass.) The number is the record's own, which is never given twice, so a code is never used again.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIGN = "A7"
LETTERS = {"firearm": "F", "person": "P", "lot": "L", "article": "A", "place": "S"}
"""The letter of each kind of record that may carry a label."""
DIGITS = 6
_KINDS = {letter: kind for kind, letter in LETTERS.items()}
_FORM = re.compile(f"{SIGN}([{''.join(_KINDS)}])([0-9A-Z]{{3}})([0-9]{{{DIGITS},9}})[0-9A-Z]{{2}}")
_LENGTHS = range(13, 19)
"""Of a text in which one character is missing or too many."""
_MODULUS = 1271


@dataclass(frozen=True)
class Code:
    """What one of our labels says: the kind of record, the mark of its register, and the record's number."""

    kind: str
    mark: str
    number: int

    @property
    def text(self) -> str:
        """The code as it is printed; `KeyError` for a kind that carries no label."""
        body = f"{SIGN}{LETTERS[self.kind]}{self.mark}{self.number:0{DIGITS}}"
        return body + check(body)


def mark_of(origin: str) -> str:
    """The three characters that tell the labels of a ledger from those of others, from its name in every entry."""
    number = int.from_bytes(hashlib.sha256(f"armarium-code-v1/{origin}".encode()).digest()[:8])
    return "".join(ALPHABET[number // 36**i % 36] for i in range(3))


def check(body: str) -> str:
    """The two check characters of a text of `ALPHABET`."""
    wanted = (1 - _value(body) * 36 * 36) % _MODULUS
    return ALPHABET[wanted // 36] + ALPHABET[wanted % 36]


def _value(text: str) -> int:
    return int(text, 36)


def parse(text: str) -> Code | None:
    """The code that `text` is, in capitals and whole; `None` for every other text."""
    match = _FORM.fullmatch(text)
    if match is None or _value(text) % _MODULUS != 1:
        return None
    return Code(_KINDS[match[1]], match[2], int(match[3]))


def is_misread(text: str) -> bool:
    """Whether `text` has the form of our codes and a wrong check, or is one slip away from a good one.

    A slip is a character that is wrong, missing or too many, or two neighbours that changed places.
    """
    if parse(text) is not None:
        return False
    return bool(_FORM.fullmatch(text)) or (len(text) in _LENGTHS and any(parse(each) for each in _slips(text)))


def _slips(text: str) -> Iterator[str]:
    for i in range(len(text)):
        before, here, after = text[:i], text[i], text[i + 1 :]
        yield before + after
        if after:
            yield before + after[0] + here + after[1:]
        for other in ALPHABET:
            yield before + other + after
            yield before + other + here + after
    for other in ALPHABET:
        yield text + other
