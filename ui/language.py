"""The window's language: our words by gettext, those of Qt's own dialogs by the catalogues that come with Qt."""

from PySide6.QtCore import QEvent, QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from registry_app import i18n

QT_NAMES = {"es": "es", "fr": "fr", "pt": "pt_BR"}
"""Qt has no European Portuguese; its few words of Brazilian are understood."""

_of_qt = QTranslator()


def speak(app: QApplication, code: str) -> None:
    """Speak `code` (one of `i18n.LANGUAGES`, or the pseudo-locale) from now on, in every window that is open."""
    i18n.use(code)
    app.removeTranslator(_of_qt)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if code in QT_NAMES and _of_qt.load(f"qtbase_{QT_NAMES[code]}", place):
        app.installTranslator(_of_qt)
    for window in app.topLevelWidgets():
        QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
