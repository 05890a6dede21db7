"""Every page in every language, light and dark, at 1366 x 768 and at 200 %: python -m tests.ui.pictures [PAGE...]

Each picture lies in docs/pictures/all/LANGUAGE-LOOK-PERCENT/PAGE.png (several hundred: not kept in the repository); of
each page docs/pictures/pages/PAGE.webp shows all of them beside each other, a column for each language.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from tests.ui.shots import PAGES, made

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LANGUAGES = ("en", "es", "pt", "fr")
LOOKS = ("light", "dark")
PERCENTS = (100, 200)
TILE = QSize(456, 256)
QUALITY = 40
AT_ONCE = 8
"""So many programs: each waits four fifths of its time, for what moves on the screen to come to rest."""


def _folder(language: str, look: str, percent: int) -> Path:
    return PICTURES / "all" / f"{language}-{look}-{percent}"


def _taken(language: str, look: str, percent: int, pages: Sequence[str], demo: Path) -> "subprocess.Popen[bytes]":
    """A program of its own that takes the pictures of one language, look and size, on its own copy of the register."""
    out = _folder(language, look, percent)
    own = Path(tempfile.mkdtemp()) / "demo"
    shutil.copytree(demo, own)
    asked = [sys.executable, "-m", "tests.ui.shots", str(out), *pages, "--demo", str(own), "--lang", language]
    environment = {**os.environ, "QT_SCALE_FACTOR": str(percent // 100)}
    return subprocess.Popen([*asked, "--look", look], env=environment)


def take(pages: Sequence[str], demo: Path) -> None:
    """Take all pictures."""
    made(demo)
    waiting = list(product(LANGUAGES, LOOKS, PERCENTS))
    for start in range(0, len(waiting), AT_ONCE):
        running = [_taken(*each, pages, demo) for each in waiting[start : start + AT_ONCE]]
        if any(each.wait() for each in running):
            raise SystemExit(1)
    for left in (PICTURES / "all").rglob("*.*"):
        if left.suffix != ".png":
            left.unlink()


def _names() -> Iterator[str]:
    """Every picture that was taken: a page may give several."""
    yield from sorted(file.stem for file in _folder("en", "light", 100).glob("*.png"))


def together(name: str) -> QImage:
    """All pictures of one page: a column for each language; light, dark, and both again at 200 %."""
    rows = list(product(PERCENTS, LOOKS))
    sheet = QImage(TILE.width() * len(LANGUAGES), TILE.height() * len(rows), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    for (row, (percent, look)), (column, language) in product(enumerate(rows), enumerate(LANGUAGES)):
        picture = QImage(str(_folder(language, look, percent) / f"{name}.png"))
        picture.setDevicePixelRatio(1)
        fitted = picture.scaled(TILE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(column * TILE.width(), row * TILE.height(), fitted)
    painter.end()
    return sheet


def main(pages: Sequence[str]) -> None:
    """Take the pictures of some pages, or of all, and lay them beside each other."""
    QGuiApplication([])
    take(pages or PAGES, Path(tempfile.gettempdir()) / "armarium-shots")
    (PICTURES / "pages").mkdir(parents=True, exist_ok=True)
    for name in _names():
        together(name).save(str(PICTURES / "pages" / f"{name}.webp"), "WEBP", QUALITY)


if __name__ == "__main__":
    main(sys.argv[1:])
