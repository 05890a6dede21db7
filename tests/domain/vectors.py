"""The examples of the formats that an authority signs: the seed and the bytes, read out of their pages."""

import re
from pathlib import Path

from registry_app.domain.signing import Key

FORMATS = Path(__file__).resolve().parents[2] / "docs" / "formats"


def example(page: str) -> tuple[Key, bytes]:
    """The key and the file that a page of the formats shows."""
    text = (FORMATS / page).read_text("utf-8")
    (seed,) = re.findall(r"^    ([0-9a-f]{64})$", text, re.M)
    (shown,) = re.findall(r"```json\n(.*?)\n```", text, re.S)
    return Key(bytes.fromhex(seed)), shown.encode()


def flipped(content: bytes) -> list[bytes]:
    """The content with each of its bits flipped, one at a time."""
    return [content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :]
            for at in range(len(content)) for bit in range(8)]  # fmt: skip
