"""Characters that nobody sees, and that change what is seen: controls, marks without width or of direction.

No form of the program takes them (`fields.clean`); whatever else holds them was made to look like something it is not.
"""

import re

MARKS = r"\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
"""As a class of a regular expression has them; controls below the space aside."""
_SHOWN = re.compile(rf"[\x00-\x1f{MARKS}]")
_IN_JSON = re.compile(rf"[{MARKS}]|(?<!\\)(?:\\\\)*\\(?:u00[01]|[bf])")
"""In JSON that escapes nothing but what it must; tabs and line ends may stand in a text."""
_AROUND = 20


def visible(text: str) -> str:
    """`text` on one line, each such character by its number: what may stand beside what the program itself says."""
    return _SHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def in_json(text: str) -> str:
    """The first such character in canonical JSON with what stands around it, in ASCII; ``""`` for none."""
    found = _IN_JSON.search(text)
    return ascii(text[max(0, found.start() - _AROUND) : found.end() + _AROUND]) if found else ""
