"""Calibres by one canonical code, with the names that armorers write for them; false friends are kept apart.

Own list; designations are facts. What is not here stays as it was written.
"""

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Calibre:
    """One calibre: the code stored, the name shown in every language, other names accepted on input."""

    code: str
    name: str
    synonyms: tuple[str, ...] = ()


CALIBRES: tuple[Calibre, ...] = (
    Calibre(
        "9x19",
        "9 × 19 mm",
        (
            "9mm",
            "9 mm luger",
            "9 luger",
            "9 mm parabellum",
            "9 mm para",
            "9 para",
            "9 nato",
            "9x19 parabellum",
            "9 mm nato",
        ),
    ),
    Calibre(
        "380acp",
        ".380 ACP",
        ("380", "380 auto", "9x17", "9 mm corto", "9 corto", "9 mm browning court", "9 kurz", "9 mm kurz"),
    ),
    Calibre(
        "38spl",
        ".38 Special",
        ("38 special", "38 spl", "38 sp", "38 largo", "38 l", "38 lg", "38 especial", "9x29r", "9.652 mm", "9.652"),
    ),
    Calibre("38sw", ".38 S&W", ("38 s&w", "38 sw")),
    Calibre("38super", ".38 Super", ("38 super auto",)),
    Calibre("357mag", ".357 Magnum", ("357 mag", "357", "9x33r")),
    Calibre("357sig", ".357 SIG", ()),
    Calibre("32swl", ".32 S&W Long", ("32 largo", "32 swl", "32 s&w l", "32 sw long")),
    Calibre("32acp", ".32 ACP", ("7.65 browning", "7.65x17sr", "7.65x17", "32 auto", "7.65 mm")),
    Calibre("22lr", ".22 LR", ("22", "22 long rifle", "5.6x15r", "22 largo rifle")),
    Calibre("22wmr", ".22 WMR", ("22 magnum", "22 mag")),
    Calibre("25acp", ".25 ACP", ("6.35", "6.35 mm", "6.35 browning", "25 auto")),
    Calibre("40sw", ".40 S&W", ("40", "10x22", "40 sw")),
    Calibre("45acp", ".45 ACP", ("45", "45 auto", "11.43x23", "11.43 mm")),
    Calibre("45colt", ".45 Colt", ("45 long colt", "45 lc")),
    Calibre("12ga", "12 GA", ("12", "calibre 12", "cal 12", "12 gauge", "12/70", "12/76", "cal. 12")),
    Calibre("16ga", "16 GA", ("16", "calibre 16", "16 gauge")),
    Calibre("20ga", "20 GA", ("20", "calibre 20", "20 gauge")),
    Calibre("410", ".410", ("36 ga", "calibre 36", "410 bore")),
    Calibre("223rem", ".223 Rem", ("223", "223 remington")),
    Calibre("556x45", "5.56 × 45 mm", ("5.56", "5.56 nato", "5.56x45 nato", "5.56 mm")),
    Calibre("308win", ".308 Win", ("308", "308 winchester")),
    Calibre("762x51", "7.62 × 51 mm", ("7.62 nato", "7.62x51 nato")),
    Calibre("762x39", "7.62 × 39 mm", ("7.62x39 mm",)),
    Calibre("30carbine", ".30 Carbine", ("30 carbine", "30 m1")),
    Calibre("9x21", "9 × 21 mm", ("9x21 imi",)),
    Calibre("9x18", "9 × 18 mm", ("9 makarov", "9 mm makarov")),
)

CALIBRE_NAMES = {c.code: c.name for c in CALIBRES}


def _key(text: str) -> str:
    folded = text.casefold().replace("×", "x").replace(",", ".")
    return re.sub(r"[\s_-]+", "", folded).removeprefix(".").removesuffix("mm")


_BY_NAME = {_key(name): c for c in CALIBRES for name in (c.code, c.name, *c.synonyms)}


def canonical(text: str) -> str:
    """The code of the calibre that `text` names, or `text` itself when the list does not know it."""
    found = _BY_NAME.get(_key(text))
    return found.code if found else text


@lru_cache(maxsize=256)
def shown(code: str) -> str:
    """The name shown for a stored calibre."""
    found = _BY_NAME.get(_key(code))
    return found.name if found else code
