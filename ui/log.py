"""The window's log: JSON lines in a few rotating files, without personal data.

A line says when, how grave, what kind of error, and at which lines of our code. Messages of exceptions are left out,
because they may quote what a user typed.
"""

import datetime as dt
import faulthandler
import json
import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from registry_app import BUILD
from registry_app.faults import frames

LOG = logging.getLogger("armarium.window")
_GRAVE = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
}
_crash_file: TextIO | None = None


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), "event": record.getMessage(), "build": BUILD}
        if record.exc_info and record.exc_info[1]:
            line["frames"] = ", ".join(frames(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False)


def start(folder: Path) -> None:
    """Log into `folder`, take Qt's messages in, note crashes of the interpreter; silent where it cannot write."""
    global _crash_file
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lines = RotatingFileHandler(folder / "window.log", maxBytes=500_000, backupCount=3, encoding="utf-8")
        _crash_file = (folder / "crash.log").open("a", encoding="utf-8")
    except OSError:
        return
    lines.setFormatter(_Lines())
    LOG.addHandler(lines)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    faulthandler.enable(_crash_file)
    qInstallMessageHandler(_from_qt)


def _from_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    LOG.log(_GRAVE.get(kind, logging.ERROR), "qt %s", message.replace(str(Path.home()), "~")[:300])
    if sys.stderr is not None and kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        sys.stderr.write(f"{message}\n")
