"""The colours of the window by meaning, one set per theme.

The scales follow Radix Colors (MIT): step 11 on step 3 is the readable pair of text on tint. Every pair that the window
puts text on is listed in `TEXT_PAIRS` and keeps a contrast of 4.5:1 (WCAG 2.2, 1.4.3); the sets for high contrast keep
7:1 for text and 3:1 for the edges of controls (1.4.6, 1.4.11). tests/ui/test_tokens.py measures all of them.
"""

from dataclasses import dataclass

TONES = ("green", "amber", "red", "blue", "gray")
"""Colours that carry a state; each has a tint `<tone>_t` to stand on."""


@dataclass(frozen=True)
class Tokens:
    """One theme: every colour as `#RRGGBB`, named by what it is for."""

    name: str
    is_dark: bool
    bg: str
    sidebar: str
    surface: str
    raised: str
    hover: str
    press: str
    line: str
    line2: str
    edge: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    accent_tint: str
    green: str
    green_t: str
    amber: str
    amber_t: str
    red: str
    red_t: str
    blue: str
    blue_t: str
    gray: str
    gray_t: str
    series1: str
    series2: str


LIGHT = Tokens(
    "light", False, bg="#FCFCFD", sidebar="#F4F4F7", surface="#FFFFFF", raised="#FFFFFF", hover="#F3F3F6",
    press="#E8E8EC", line="#E8E8EC", line2="#D5D6DD", edge="#C9CAD2", text="#1C2024", text2="#585C65", text3="#646872",
    accent="#3A5BC7", accent_hover="#3150B5", on_accent="#FFFFFF", accent_text="#3A5BC7", accent_tint="#EDF2FE",
    green="#18704A", green_t="#E6F6EB", amber="#8A5000", amber_t="#FFF4D5", red="#C0272D", red_t="#FEEBEC",
    blue="#0B63B2", blue_t="#E6F4FE", gray="#585C65", gray_t="#F0F0F3", series1="#3E63DD", series2="#B4C4F5",
)  # fmt: skip

DARK = Tokens(
    "dark", True, bg="#121316", sidebar="#0D0E10", surface="#18191C", raised="#1E2023", hover="#1F2124",
    press="#2A2D31", line="#26282C", line2="#3A3E44", edge="#4A4F56", text="#EDEEF0", text2="#B0B4BA", text3="#9499A2",
    accent="#4567E0", accent_hover="#3D5ED6", on_accent="#FFFFFF", accent_text="#9EB1FF", accent_tint="#1B2443",
    green="#3DD68C", green_t="#13291F", amber="#FFCA16", amber_t="#2C2009", red="#FF9592", red_t="#371619",
    blue="#70B8FF", blue_t="#0F2542", gray="#B0B4BA", gray_t="#25282C", series1="#6E8BF7", series2="#34447F",
)  # fmt: skip

CONTRAST_LIGHT = Tokens(
    "contrast-light", False, bg="#FFFFFF", sidebar="#FFFFFF", surface="#FFFFFF", raised="#FFFFFF", hover="#E9EDFB",
    press="#D9E0F7", line="#767676", line2="#595959", edge="#3B3B3B", text="#000000", text2="#1F1F1F", text3="#333333",
    accent="#1B378F", accent_hover="#12276B", on_accent="#FFFFFF", accent_text="#1B378F", accent_tint="#E3EAFD",
    green="#00451F", green_t="#E8F8EE", amber="#573000", amber_t="#FFF4D5", red="#7F0D14", red_t="#FFEDEE",
    blue="#00376E", blue_t="#E6F2FE", gray="#2B2B2B", gray_t="#EDEDED", series1="#1B378F", series2="#7A7A7A",
)  # fmt: skip

CONTRAST_DARK = Tokens(
    "contrast-dark", True, bg="#000000", sidebar="#000000", surface="#000000", raised="#0A0A0A", hover="#1A2038",
    press="#26304F", line="#7D7D7D", line2="#A3A3A3", edge="#D0D0D0", text="#FFFFFF", text2="#E6E6E6", text3="#D0D0D0",
    accent="#A9BBFF", accent_hover="#C9D5FF", on_accent="#000000", accent_text="#B8C7FF", accent_tint="#141C38",
    green="#6BF0AE", green_t="#06210F", amber="#FFD94D", amber_t="#241900", red="#FFB3B1", red_t="#2B0A0C",
    blue="#A0D0FF", blue_t="#05192E", gray="#E0E0E0", gray_t="#1C1C1C", series1="#A9BBFF", series2="#8A8A8A",
)  # fmt: skip

ALL = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)

_GROUNDS = ("bg", "sidebar", "surface", "raised", "hover", "accent_tint")
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "text2", "text3") for ground in _GROUNDS),
    *((tone, ground) for tone in TONES for ground in (f"{tone}_t", "surface", "bg")),
    ("text", "press"), ("text2", "press"), ("text2", "gray_t"), ("text", "gray_t"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"),
    ("accent_text", "bg"), ("accent_text", "surface"), ("accent_text", "accent_tint"), ("accent_text", "sidebar"),
)  # fmt: skip
"""Which text stands on which ground."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, by WCAG 2.2 relative luminance."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def chosen(mode: str, system_is_dark: bool) -> Tokens:
    """The set for a setting: `light`, `dark`, `contrast-dark`, or `contrast` and `system`, which follow the system."""
    if mode == "contrast-dark":
        return CONTRAST_DARK
    if mode == "contrast":
        return CONTRAST_DARK if system_is_dark else CONTRAST_LIGHT
    is_dark = system_is_dark if mode == "system" else mode == "dark"
    return DARK if is_dark else LIGHT
