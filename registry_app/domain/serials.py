"""A serial number three ways: as marked, normalised, and folded so that look-alike marks meet.

The confusion key answers "have we seen something like this?"; it asks, it never merges
(national registers' experience with O/0, I/1, S/5, B/8, Z/2, G/6).
"""

import unicodedata

_FOLD = str.maketrans("OQDILSBZG", "000115826")


def normalised(serial: str) -> str:
    """Upper case letters and digits only: `sl 123-a` and `SL123A` meet."""
    plain = unicodedata.normalize("NFKD", serial).upper()
    return "".join(c for c in plain if c.isascii() and c.isalnum()) or plain.strip()


def confusion_key(serial: str) -> str:
    """The normalised serial with look-alike characters folded together."""
    return normalised(serial).translate(_FOLD)
