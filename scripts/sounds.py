"""Make the three sounds of the scanner: `python scripts/sounds.py` writes them to resources/sounds.

Each is a few short tones at 22,050 Hz, 16 bit, one channel, with soft ends so that nothing clicks. They differ in
pitch, number and length, so that an ear tells them apart without looking: rising for done, low and long for no, two
alike for "this one was scanned already".
"""

import math
import struct
import wave
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sounds"
RATE, LOUDNESS, SOFT = 22_050, 11_000, 0.006
Tone = tuple[float, float]
"""Hertz (0 for a pause) and seconds."""
SOUNDS: dict[str, tuple[Tone, ...]] = {
    "ok": ((1_319, 0.06), (1_760, 0.09)),
    "no": ((233, 0.16), (0, 0.04), (175, 0.3)),
    "twice": ((880, 0.08), (0, 0.07), (880, 0.08)),
}


def samples(tones: tuple[Tone, ...]) -> list[int]:
    """The tones one after another, as 16-bit numbers."""
    return [value for hertz, seconds in tones for value in _tone(hertz, seconds)]


def _tone(hertz: float, seconds: float) -> list[int]:
    many = int(RATE * seconds)
    soft = int(RATE * SOFT)
    return [
        round(LOUDNESS * min(1, i / soft, (many - i) / soft) * math.sin(2 * math.pi * hertz * i / RATE))
        for i in range(many)
    ]


def write(folder: Path) -> None:
    """Write the files anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, tones in SOUNDS.items():
        told = samples(tones)
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, RATE, len(told), "NONE", "not compressed"))
            file.writeframes(struct.pack(f"<{len(told)}h", *told))


if __name__ == "__main__":
    write(FOLDER)
