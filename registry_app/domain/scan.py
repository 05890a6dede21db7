"""What a scanner typed, understood: cleaned, and told apart into our own codes, misread ones, and all others.

`read` needs no register. It takes off what scanners add: the AIM identifier (`]C0`, ISO/IEC 15424), line ends,
tabs, field separators, and spaces at the ends. Capitals and small letters mean the same, so CapsLock changes nothing.
"""

import re
from dataclasses import dataclass
from typing import Literal

from registry_app.domain import codes, keyboards
from registry_app.domain.codes import Code
from registry_app.domain.errors import Finding, refuse

State = Literal["empty", "own", "other", "misread", "layout"]
_AIM = re.compile(r"\]([A-Za-z])([0-9A-Za-z])")
_GTIN = re.compile(r"(?:01)?([0-9]{14})")
_BARE_GTIN = re.compile("[0-9]{8}|[0-9]{12,14}")
_GTIN_LENGTHS = (8, 12, 13, 14)


@dataclass(frozen=True)
class Scan:
    """`raw` is what was typed, `text` what is left in capitals; `symbology` the AIM letter and digit where sent.

    State `own`: `code` is ours and whole. `misread`: it is ours and was read wrongly, so nothing may be looked up.
    `layout`: the computer's keyboard is `keyboard`, and the scanner is set to another. `other`: to be looked up.
    """

    raw: str
    text: str
    state: State
    symbology: str = ""
    code: Code | None = None
    keyboard: str = keyboards.US

    @property
    def barcodes(self) -> tuple[str, ...]:
        """The spellings of a maker's barcode that this may be: GTINs stand with and without their leading zeros."""
        match = _GTIN.match(self.text) if self.symbology in ("C1", "d2", "Q3", "e0") else None
        found = match[1] if match else self.text
        if not _BARE_GTIN.fullmatch(found):
            return (self.text,)
        digits = found.lstrip("0")
        spelt = (digits.zfill(length) for length in _GTIN_LENGTHS if len(digits) <= length)
        return tuple(dict.fromkeys((self.text, found, *spelt)))


def read(raw: str, keyboard: str = keyboards.US) -> Scan:
    """Understand what was typed; `keyboard` is the one that is known to have read it, where that was learnt."""
    readings = [_cleaned(each) for each in keyboards.sent(raw, keyboard)]
    for symbology, text in readings:
        if code := codes.parse(bare(text)):
            return Scan(raw, bare(text), "own", symbology, code)
    symbology, text = readings[0]
    if not text:
        return Scan(raw, text, "empty", symbology)
    if keyboard == keyboards.US and (other := _other_keyboard(raw)):
        return Scan(raw, text, "layout", symbology, keyboard=other)
    return Scan(raw, text, "misread" if codes.is_misread(bare(text)) else "other", symbology)


def bare(text: str) -> str:
    """`text` without its spaces."""
    return text.replace(" ", "")


def _cleaned(raw: str) -> tuple[str, str]:
    """The AIM identifier without its bracket, `""` where none was sent, and the text in capitals."""
    text = " ".join("".join(c if c.isprintable() else " " for c in raw).split())
    match = _AIM.match(text)
    symbology = match[1] + match[2] if match else ""
    return symbology, (text[3:] if match else text).upper()


def _other_keyboard(raw: str) -> str:
    """The keyboard under which `raw` is one of our codes, or that left its signs in it; `""` for none."""
    for keyboard in keyboards.KEYBOARDS:
        if keyboard != keyboards.US and any(_is_ours(each) for each in keyboards.sent(raw, keyboard)):
            return keyboard
    return "fr" if keyboards.is_french("".join(raw.split())) else ""


def _is_ours(raw: str) -> bool:
    return codes.parse(bare(_cleaned(raw)[1])) is not None


def problem(scan: Scan) -> Finding | None:
    """Why nothing can be looked up for this scan; `None` when it can."""
    if scan.state == "misread":
        return refuse("scan_misread", value=scan.text)
    if scan.state == "layout":
        return refuse("scan_other_layout", keyboard=keyboards.KEYBOARDS[scan.keyboard])
    return refuse("scan_empty") if scan.state == "empty" else None


def unknown(scan: Scan) -> Finding:
    """That nothing on the register answers to this scan."""
    return refuse("scan_unknown", value=scan.text)
