"""The forms in the tabs of a record: which one is asked for, what was typed into it, and leaving it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.pages import giving_up
from ui.parts.listed import Listed
from ui.parts.segments import Segments


class TabForms:
    """`tabs` chooses among `shown`, of which some are lists with a form behind them."""

    def __init__(self, tabs: Segments, shown: Mapping[str, QWidget]) -> None:
        self._tabs = tabs
        self.all = {code: each for code, each in shown.items() if isinstance(each, Listed)}
        self._awaited: dict[str, Any] = {}
        for each in self.all.values():
            each.left.connect(self.leave)

    def draft(self) -> dict[str, Any]:
        """What was typed and not entered, with the code of its tab; empty when nothing was."""
        typed = ({"tab": code, **draft} for code, each in self.all.items() if (draft := each.draft()))
        return self._awaited or next(typed, {})

    def await_record(self, draft: Mapping[str, Any]) -> None:
        """Ask again for what was typed, as soon as the record is shown."""
        self._awaited = dict(draft)

    def take_up(self) -> None:
        """The record is shown."""
        draft, self._awaited = self._awaited, {}
        if draft:
            self._tabs.choose(draft["tab"])
            self.all[draft["tab"]].take_up(draft)

    def forget(self) -> None:
        """Another record is to be shown: nothing is asked for any more."""
        self._awaited = {}
        for each in self.all.values():
            each.leave()

    def leave(self) -> bool:
        """Leave the form that is seen; what was typed is given up only by somebody who says so, and not while it is
        entered. Whether there is one."""
        seen = self.all.get(self._tabs.code())
        if seen is None or not seen.is_asking:
            return False
        if seen.draft() and seen.isEnabled():
            giving_up.ask(seen, seen.leave)
        elif seen.isEnabled():
            seen.leave()
        return True

    def enter(self) -> bool:
        """Put the cursor into the form that was typed into, else into the one that is seen; whether there is one."""
        code = self.draft().get("tab", self._tabs.code())
        if (form := self.all.get(code)) is None or not form.is_asking:
            return False
        self._tabs.choose(code)
        form.form.focus_first()
        return True
