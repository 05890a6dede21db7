"""What a list asks for, and what it will ask for if the key that the scanner's wedge holds is a person's.

The wedge holds a key for 50 ms, in which the answer is mostly found. It is shown only when the key has been typed: of a
scan that goes over a search line nothing is seen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit

from ui.job import Job

Asked = Mapping[str, Any]


@dataclass
class _Ahead:
    """What was asked before its time; `answers` holds the answer once it is there."""

    asked: Asked
    job: Job[Any]
    answers: list[Any]
    is_over: bool = False

    def end(self) -> None:
        """The work has ended, well or not."""
        self.is_over = True


class Foresight:
    """`ask` starts the job that answers; whoever asks anew hears no more of what was asked before."""

    def __init__(self, ask: Callable[[Asked], Job[Any]]) -> None:
        self._ask = ask
        self._now: Job[Any] | None = None
        self._ahead: _Ahead | None = None

    def ask(self, asked: Asked, show: Callable[[Any], object]) -> None:
        """Ask now; what was foreseen is shown at once, or as soon as it is there."""
        ahead, self._ahead = self._ahead, None
        if self._now is not None:
            self._now.drop()
        if ahead is not None and ahead.asked == asked and ahead.answers:
            show(ahead.answers[0])
        elif ahead is not None and ahead.asked == asked and not ahead.is_over:
            self._now = ahead.job.then(show)
        else:
            self._drop(ahead)
            self._now = self._ask(asked).then(show)

    def foresee(self, asked: Asked) -> None:
        """Ask before anybody wants it."""
        self.forget()
        job, answers = self._ask(asked), list[Any]()
        self._ahead = _Ahead(asked, job.then(answers.append), answers)
        job.ended(self._ahead.end)

    def forget(self) -> None:
        """What was foreseen may have changed meanwhile."""
        self._drop(self._ahead)
        self._ahead = None

    def _drop(self, ahead: _Ahead | None) -> None:
        if ahead is not None:
            ahead.job.drop()


def with_key(line: QLineEdit, key: str) -> str:
    """What a line will hold once a key has been typed into it."""
    start = line.selectionStart() if line.hasSelectedText() else line.cursorPosition()
    return line.text()[:start] + key + line.text()[start + len(line.selectedText()) :]
