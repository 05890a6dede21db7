"""A serial number three ways: as marked, normalised, and folded so that look-alike marks meet.

The confusion key answers "have we seen something like this?"; it asks, it never merges
(national registers' experience with O/0, I/1, S/5, B/8, Z/2, G/6).
"""

import unicodedata

_FOLD = str.maketrans("OQDILSBZG", "000115826")

_LOOKS_LATIN = str.maketrans(
    "АВСЕНІЈКМОРЅТХУҮӀԌԚԜЗБ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ",
    "ABCEHIJKMOPSTXYYIGQW36" "ABEZHIKMNOPTYXCJ",
)  # fmt: skip
"""Cyrillic and Greek capitals that no eye tells from a Latin capital or a digit."""


def latin(text: str) -> str:
    """Text in capitals, with the Latin letter or the digit in place of each sign of another script that looks like one:
    for asking whether two texts look alike, never for calling them the same."""
    plain = unicodedata.normalize("NFKD", text).upper().translate(_LOOKS_LATIN)
    return "".join(str(digit) if (digit := unicodedata.decimal(sign, None)) is not None else sign for sign in plain)


def normalised(serial: str) -> str:
    """Upper case letters and digits only: `sl 123-a` and `SL123A` meet."""
    plain = unicodedata.normalize("NFKD", serial).upper()
    return "".join(c for c in plain if c.isascii() and c.isalnum()) or plain.strip()


def confusion_key(serial: str) -> str:
    """The normalised serial with look-alike characters folded together."""
    return normalised(serial).translate(_FOLD)


def look_key(serial: str) -> str:
    """As `confusion_key`, over all scripts: what two serials share that people take for one another."""
    plain = latin(serial)
    return ("".join(sign for sign in plain if sign.isalnum()) or plain.strip()).translate(_FOLD)
