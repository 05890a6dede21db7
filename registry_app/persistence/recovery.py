"""The recovery code: 160 random bits that a person can write down, read out and type.

32 symbols of Crockford's base32 (no I, L, O, U) and one check symbol, in groups of four. The check is the value
at alpha of the polynomial of all symbols over GF(32), x^5 + x^2 + 1: it finds every single wrong symbol and every
swap of two neighbours, which a Luhn digit does not.
"""

import unicodedata
from collections.abc import Iterable

from registry_app.domain.errors import Unavailable

CODE_BYTES = 20

_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = CODE_BYTES * 8 // 5 + 1
_READ_AS = str.maketrans("OIL", "011")


def encode(code: bytes) -> str:
    """The 20 bytes as text, `4XQ7-...-C`; `ValueError` for any other length."""
    if len(code) != CODE_BYTES:
        raise ValueError("a recovery code has 20 bytes")
    number = int.from_bytes(code)
    symbols = [number >> 5 * place & 31 for place in reversed(range(_LENGTH - 1))]
    symbols.append(_times_alpha(_remainder(symbols)))
    text = "".join(_SYMBOLS[symbol] for symbol in symbols)
    return "-".join(text[start : start + 4] for start in range(0, _LENGTH, 4))


def decode(text: str) -> bytes:
    """The 20 bytes of a code as typed: case, spaces and dashes do not matter; O is 0, I and L are 1.

    Raises `Unavailable("misread_recovery_code")` when symbols are missing, unknown or do not fit the check.
    """
    code = _read(text)
    del text  # a misread code is nearly the code: keep it out of a traceback's locals
    if code is None:
        raise Unavailable("misread_recovery_code")
    return code


def _read(text: str) -> bytes | None:
    folded = unicodedata.normalize("NFKC", text).upper().translate(_READ_AS)
    typed = [mark for mark in folded if not mark.isspace() and unicodedata.category(mark) != "Pd"]
    symbols = [_SYMBOLS.find(mark) for mark in typed]
    if len(symbols) != _LENGTH or -1 in symbols or _remainder(symbols):
        return None
    number = 0
    for symbol in symbols[:-1]:
        number = number << 5 | symbol
    return number.to_bytes(CODE_BYTES)


def _remainder(symbols: Iterable[int]) -> int:
    """The polynomial at alpha, by Horner's rule; 0 for a whole code."""
    value = 0
    for symbol in symbols:
        value = _times_alpha(value) ^ symbol
    return value


def _times_alpha(element: int) -> int:
    """Multiply by x in GF(32)."""
    return element << 1 ^ (0b100101 if element & 0b10000 else 0)
