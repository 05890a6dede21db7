"""Labels and buttons that hold an English msgid and its facts, and say it again when the language changes.

`Label(N_("{n} rows"), n=number(5))`. Text is always plain: nobody's name is ever read as markup.
"""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from registry_app.domain.errors import Finding
from registry_app.i18n import _
from ui import icons


class Label(QLabel):
    """A text in the reader's language. Roles: h1 h2 strong muted hint section figure problem code kbd."""

    def __init__(self, msgid: str = "", role: str = "", *, is_wrapping: bool = False, **facts: object) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(is_wrapping)
        if role:
            self.setProperty("role", role)
        self.say(msgid, **facts)

    def say(self, msgid: str, **facts: object) -> None:
        """Show `msgid`, translated, with its facts filled in."""
        self._msgid, self._facts = msgid, facts
        self._show()

    def quote(self, text: str) -> None:
        """Show `text` as it is: a name, a serial, a sentence made elsewhere."""
        self._msgid = ""
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Colour the text by a tone of `ui.tokens`; an empty one takes the colour away."""
        self.setProperty("tone", tone)
        restyle(self)

    def _show(self) -> None:
        self.setText(_(self._msgid).format(**self._facts) if self._facts else _(self._msgid))

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange and self._msgid:
            self._show()
        super().changeEvent(event)


class Elided(Label):
    """A line that is cut in its middle where there is no room, and then whole in its tooltip: a path, a name."""

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text, as much of it as fits."""
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), shown)


class Button(QPushButton):
    """A button with words, perhaps an icon. Kinds: none, `primary`, `danger`, `choice`; `key` is its shortcut."""

    def __init__(self, msgid: str, icon: str = "", kind: str = "", key: str = "") -> None:
        super().__init__()
        self._key, self._has_icon = key, bool(icon)
        if kind:
            self.setProperty("kind", kind)
        if icon:
            icons.dress(self, icon, {"primary": "on_accent", "danger": "red"}.get(kind, "text2"))
        self.setAutoDefault(False)
        self.say(msgid)

    def show_icon(self, icon: str) -> None:
        """Another drawing."""
        icons.dress(self, icon, "on_accent" if self.property("kind") == "primary" else "text2")

    def say(self, msgid: str, **facts: object) -> None:
        """Write `msgid` on the button."""
        self._msgid, self._facts = msgid, facts
        text = _(msgid).format(**facts) if facts else _(msgid)
        # Qt knows no gap between icon and text, so the text brings it.
        self.setText(f" {text}" if self._has_icon else text)
        self.setAccessibleName(text)
        if self._key:
            self.setShortcut(QKeySequence(self._key))
            self.setToolTip(hinted(text, self._key))

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.say(self._msgid, **self._facts)
        super().changeEvent(event)


class IconButton(QToolButton):
    """A button of an icon alone; its words are tooltip and accessible name."""

    def __init__(self, msgid: str, icon: str, key: str = "", size: int = 17) -> None:
        super().__init__()
        self._key = key
        icons.dress(self, icon, "text2", size)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.say(msgid)

    def say(self, msgid: str) -> None:
        """Name the button."""
        self._msgid = msgid
        self.setAccessibleName(_(msgid))
        self.setToolTip(hinted(_(msgid), self._key))
        if self._key:
            self.setShortcut(QKeySequence(self._key))

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.say(self._msgid)
        super().changeEvent(event)


def hinted(text: str, key: str) -> str:
    """A tooltip: what a button says, and its key."""
    return f"{text} ({QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)})" if key else text


def told(finding: Finding) -> str:
    """A finding as a sentence in the reader's language; the wording is loaded when the first one is told."""
    from registry_app.domain.wording import say

    return breakable(say(finding))


def breakable(text: str) -> str:
    """`text` with places to break its lines inside paths, which have no spaces."""
    return text.replace("/", "/\u200b").replace("\\", "\\\u200b")


def restyle(widget: QWidget) -> None:
    """Make the style sheet look at `widget`'s properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
