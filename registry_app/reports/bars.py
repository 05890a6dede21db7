"""Code 128 (ISO/IEC 15417) in as few modules as it can be: where pairs of digits are shorter, and only there.

ReportLab's own changes to pairs of digits for every single pair, which makes some of our codes a label too wide.
"""

from itertools import accumulate

_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 "
    "122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 "
    "322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 "
    "112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 "
    "331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 "
    "112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 "
    "411311 113141 114131 311141 411131 211412 211214 211232 2331112 "
).split()
"""Bars and spaces of each value in turn, the first one dark, in modules."""
_START, _TO, _STOP = {"B": 104, "C": 105}, {"B": 100, "C": 99}, 106

Ways = dict[str, list[int]]


def encode(text: str) -> list[tuple[int, int]]:
    """Where each bar begins and how wide it is, in modules from the first one, and last where the code ends, 0 wide.

    `ValueError` for a text of other characters than printable ASCII.
    """
    values = _values(text)
    checked = [*values, (values[0] + sum(at * value for at, value in enumerate(values))) % 103, _STOP]
    widths = [int(wide) for value in checked for wide in _WIDTHS[value]]
    starts = [0, *accumulate(widths)]
    return [*zip(starts[:-1:2], widths[::2], strict=True), (starts[-1], 0)]


def _values(text: str) -> list[int]:
    """The shortest row of values that says `text`, from character to character in both sets."""
    if not text.isascii() or not text.isprintable():
        raise ValueError(text)
    ways: list[Ways] = [{name: [start] for name, start in _START.items()}, *({} for _letter in text)]
    for at, letter in enumerate(text):
        if at:
            _change(ways[at])
        if "B" in ways[at]:
            _keep(ways[at + 1], "B", [*ways[at]["B"], ord(letter) - 32])
        pair = text[at : at + 2]
        if "C" in ways[at] and len(pair) == 2 and pair.isdigit():
            _keep(ways[at + 2], "C", [*ways[at]["C"], int(pair)])
    return min(ways[-1].values(), key=len)


def _change(ways: Ways) -> None:
    """Whoever came in one set may go on in the other."""
    for name, values in list(ways.items()):
        other = "C" if name == "B" else "B"
        _keep(ways, other, [*values, _TO[other]])


def _keep(ways: Ways, name: str, values: list[int]) -> None:
    if name not in ways or len(values) < len(ways[name]):
        ways[name] = values
