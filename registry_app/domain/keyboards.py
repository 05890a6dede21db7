"""What becomes of a scan when scanner and computer disagree about the keyboard.

A scanner that types sends the keys of a keyboard of the United States; a computer set to another one reads other
letters. The tables say how each key is read without and with Shift. Keys that wait for a second one (dead keys) are
left out: what they make of a code cannot be foretold.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from registry_app.i18n import N_

KEYBOARDS = {
    "us": N_("United States"),
    "fr": N_("French"),
    "de": N_("German"),
    "es": N_("Spanish"),
    "pt": N_("Portuguese"),
}
"""The keyboards that a computer may be set to, by their languages."""
US = "us"

_PLAIN = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
_SHIFT = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
_READ: Mapping[str, tuple[str, str]] = {
    "fr": ("²&é\"'(-è_çà)=azertyuiop\0$*qsdfghjklmùwxcvbn,;:!", "\x001234567890°+AZERTYUIOP\0£µQSDFGHJKLM%WXCVBN?./§"),
    "de": ("\x001234567890ß\0qwertzuiopü+#asdfghjklöäyxcvbnm,.-", '°!"§$%&/()=?\0QWERTZUIOPÜ*\'ASDFGHJKLÖÄYXCVBNM;:_'),
    "es": ("º1234567890'¡qwertyuiop\0+çasdfghjklñ\0zxcvbnm,.-", 'ª!"·$%&/()=?¿QWERTYUIOP\0*ÇASDFGHJKLÑ\0ZXCVBNM;:_'),
    "pt": ("\\1234567890'«qwertyuiop+\0\0asdfghjklçºzxcvbnm,.-", '|!"#$%&/()=?»QWERTYUIOP*\0\0ASDFGHJKLÇªZXCVBNM;:_'),
}  # fmt: skip
"""The keys of `_PLAIN` and of `_SHIFT`, in their order, as each keyboard reads them."""
_DIGITS_OF_FRENCH = frozenset("&é\"'(-è_çàÉÈÇÀ")
_ENOUGH = 3
"""So many signs are no accident of a name."""
_ONLY_FRENCH = frozenset("éèçàÉÈÇÀ")


@cache
def _tables(keyboard: str) -> tuple[dict[int, str], ...]:
    """Back from what was read to what was sent: as it is, with CapsLock on letters, and with CapsLock on every key."""
    plain, shift = _READ[keyboard]
    usual = _table(plain + shift, _PLAIN + _SHIFT)
    letters = _table("".join(map(_swapped, plain + shift)), _PLAIN + _SHIFT)
    every = _table(plain + shift, _SHIFT + _PLAIN)
    return usual, letters, every


def _swapped(letter: str) -> str:
    """Capital for small and the other way round; `ß` has no capital on a keyboard."""
    return other if len(other := letter.swapcase()) == 1 else letter


def _table(read: str, sent: str) -> dict[int, str]:
    return {ord(there): here for there, here in zip(read, sent, strict=True) if there != "\0"}


def sent(text: str, keyboard: str) -> Iterator[str]:
    """What a scanner may have sent where `keyboard` made `text` of it: without CapsLock first. `us` changes nothing."""
    if keyboard == US:
        yield text
        return
    for table in _tables(keyboard):
        yield text.translate(table)


def is_french(text: str) -> bool:
    """Whether `text` looks like digits that a French keyboard read: its signs of that row stand where digits should."""
    signs = [c for c in text if c in _DIGITS_OF_FRENCH]
    if len(signs) < _ENOUGH or any(c.isdigit() for c in text):
        return False
    return not _ONLY_FRENCH.isdisjoint(signs) or (len(signs) * 2 > len(text) and set(signs) != {"-"})
