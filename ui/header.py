"""The header: the page's name, the search field, language, look, lock, and who works."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from registry_app.i18n import LANGUAGES, N_, _, language
from ui import icons
from ui.parts.scanner_chip import ScannerChip
from ui.parts.text import Elided, IconButton
from ui.theme import MODES, is_narrower

LOOKS = {"system": N_("Like the system"), "light": N_("Light"), "dark": N_("Dark"), "contrast": N_("High contrast"),
         "contrast-dark": N_("High contrast, dark")}  # fmt: skip
LOOK_ICONS = {"system": "monitor", "light": "sun", "dark": "moon", "contrast": "contrast", "contrast-dark": "contrast"}

NARROW = 760


class SearchField(QLineEdit):
    """Type or scan; Enter searches, Esc clears, Down goes to the list."""

    left_downwards = Signal()
    typed = Signal(str)
    """What stands in the field, told when the typing pauses."""

    def __init__(self) -> None:
        super().__init__()
        # A scan is one search already, and a person's next letter comes later: several changes at once are told once.
        self._pause = QTimer(self, singleShot=True, interval=0)
        self._pause.timeout.connect(lambda: self.typed.emit(self.text().strip()))
        self.textEdited.connect(lambda _text: self._pause.start())
        self._icon = QAction(self)
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self._keys = QLabel(QKeySequence("Ctrl+F").toString(QKeySequence.SequenceFormat.NativeText), self)
        self._keys.setProperty("role", "kbd")
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._make_room)
        self.setMinimumWidth(120)
        self.setMaximumWidth(420)
        self._say()

    def _say(self) -> None:
        self.setPlaceholderText(_(N_("Search or scan a serial, tag, person or lot")))
        self.setAccessibleName(_(N_("Search")))
        self._icon.setToolTip(_(N_("Search")))
        self._icon.setIcon(icons.icon("search", "text3"))
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(_(N_("Search")))

    def empty(self) -> None:
        """Nothing is sought any more; nobody is told."""
        self._pause.stop()
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave downwards or clear."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.empty()
            self.typed.emit("")
        else:
            super().keyPressEvent(event)

    def _make_room(self) -> None:
        """The hint of keys stands at the right end while nothing is typed."""
        self._keys.setVisible(not self.text())
        size = self._keys.sizeHint()
        self.setTextMargins(0, 0, 0 if self.text() else size.width() + 4, 0)
        self._keys.setGeometry(self.width() - size.width() - 10, (self.height() - size.height()) // 2,
                               size.width(), size.height())  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint of keys at the right end."""
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Another language or look."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "_keys"):
            self._say()
        super().changeEvent(event)


class Menus(QWidget):
    """The buttons for language and look, also on the pages before a register is open."""

    language_chosen = Signal(str)
    look_chosen = Signal(str)

    def __init__(self, look: str) -> None:
        super().__init__()
        self._look = look
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.languages = IconButton(N_("Language"), "languages")
        self.looks = IconButton(N_("Look"), "sun")
        for button, fill in ((self.languages, self._fill_languages), (self.looks, self._fill_looks)):
            menu = QMenu(button)
            menu.aboutToShow.connect(lambda menu=menu, fill=fill: fill(menu))
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            line.addWidget(button)
        self.show_look(look)

    def show_look(self, look: str) -> None:
        """Draw the look that is chosen."""
        self._look = look
        icons.dress(
            self.looks,
            {"dark": "moon", "contrast": "contrast", "contrast-dark": "contrast", "system": "monitor"}.get(look, "sun"),
            size=17,
        )

    def _fill_languages(self, menu: QMenu) -> None:
        _fill(menu, LANGUAGES, language(), self.language_chosen.emit)

    def _fill_looks(self, menu: QMenu) -> None:
        _fill(menu, {mode: _(LOOKS[mode]) for mode in MODES}, self._look, self.look_chosen.emit)


def _fill(menu: QMenu, choices: Mapping[str, str], chosen: str, act: Callable[[str], None]) -> None:
    menu.clear()
    group = QActionGroup(menu)
    for code, name in choices.items():
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(code == chosen)
        action.triggered.connect(lambda _on, code=code: act(code))
        group.addAction(action)


class Header(QWidget):
    """`searched` tells the text of the search field on Enter."""

    searched = Signal(str)
    lock_asked = Signal()

    def __init__(self, menus: Menus, user: str, roles: str) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._user, self._roles = user, roles
        self.title = Elided(role="h1")
        self.search = SearchField()
        self.search.returnPressed.connect(lambda: self.searched.emit(self.search.text().strip()))
        self.scanner = ScannerChip()
        lock = IconButton(N_("Lock"), "lock", "Ctrl+L")
        lock.clicked.connect(self.lock_asked)
        self._avatar = QLabel(initials(user))
        self._avatar.setObjectName("avatar")
        self._avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._avatar.setFixedSize(28, 28)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 11, 20, 11)
        line.setSpacing(8)
        line.addWidget(self.title)
        line.addStretch(1)
        line.addWidget(self.search, 4)
        line.addStretch(1)
        for widget in (self.scanner, menus, lock, self._avatar):
            line.addWidget(widget)
        self._say()

    def _say(self) -> None:
        told = _("Signed in as {user}").format(user=self._user)
        self._avatar.setAccessibleName(told)
        self._avatar.setToolTip(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the search field needs it more than the word on the scanner."""
        super().resizeEvent(event)
        self.scanner.setVisible(not is_narrower(self, NARROW))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


def initials(name: str) -> str:
    """Two letters for a user: of the first and last word, or the first two of a single one."""
    words = [word for word in name.replace(".", " ").replace("_", " ").split() if word]
    letters = words[0][0] + words[-1][0] if len(words) > 1 else name[:2]
    return letters.upper()
