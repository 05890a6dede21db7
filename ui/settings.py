"""What the window remembers of its user between two starts: a small JSON file, no secrets, nothing of a register.

Unreadable or foreign content is treated as absent: settings are a comfort, never a reason not to start.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

RECENT = 8


@dataclass
class Settings:
    """The user's choices. `recent` are the folders opened last.

    `lists` holds how each list was left and its saved views (`ui.pages.views`), by user and list.
    `scanner` is what `Habits.kept()` gave; `sound` is whether scans are heard.
    """

    theme: str = "system"
    language: str = ""
    points: int = 10
    recent: list[str] = field(default_factory=list)
    last_user: dict[str, str] = field(default_factory=dict)
    lists: dict[str, Any] = field(default_factory=dict)
    window: list[int] = field(default_factory=list)
    scanner: dict[str, Any] = field(default_factory=dict)
    sound: bool = True
    acknowledges: bool = False
    """Whether the receiver acknowledges each handover at the hatch."""
    slip_paper: str = "a5"
    """On which paper slips are printed."""
    sheet_paper: str = "a4"
    """On which paper count sheets are printed."""
    sheet_order: str = "rack"
    """In which order: by rack, or by serial."""
    steps_away: list[str] = field(default_factory=list)
    """The folders of the registers whose first steps were put away."""
    idle_minutes: int = 10
    """After so many minutes without key or mouse the register is locked; 0 for never."""
    authority_folder: str = ""
    """Where papers are held against: the folder of an authority's desk, or one with its trust list."""
    labels: dict[str, Any] = field(default_factory=dict)
    """The sheet that labels were printed on last, and by how much each is shifted (`ui.pages.label_options`)."""

    def remember(self, folder: Path, user: str) -> None:
        """Put `folder` first among the recent ones, and `user` as the one who opened it."""
        name = str(folder)
        self.recent = [name, *(each for each in self.recent if each != name)][:RECENT]
        self.last_user = {key: value for key, value in self.last_user.items() if key in self.recent} | {name: user}

    def forget(self, folder: Path) -> None:
        """Take `folder` off the list of recent ones."""
        self.recent = [each for each in self.recent if each != str(folder)]


def default_file() -> Path:
    """Where the settings of this user lie (XDG_CONFIG_HOME on Linux)."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(place) / "armarium" / "window.json"


def log_folder() -> Path:
    """Where the window's log lies (XDG_STATE_HOME on Linux)."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericStateLocation)
    return Path(place) / "armarium"


def load(file: Path) -> Settings:
    """The settings in `file`; the usual ones where it says nothing usable."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _of(found) if isinstance(found, dict) else Settings()


def _of(found: Mapping[str, Any]) -> Settings:
    usual = asdict(Settings())
    fitting = {key: found[key] for key in usual if type(found.get(key)) is type(usual[key])}
    settings = Settings(**fitting)
    settings.recent = [each for each in settings.recent if isinstance(each, str)]
    settings.window = [each for each in settings.window if isinstance(each, int)]
    settings.last_user = {str(key): str(value) for key, value in settings.last_user.items()}
    return settings


def save(settings: Settings, file: Path) -> None:
    """Write the settings whole or not at all; a folder that refuses is no reason to disturb the user."""
    draft = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
        os.replace(draft, file)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
