"""Who fired acknowledges the exact words of the discharge, by PIN or by a drawn signature, as at the hatch."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from registry_app.domain.errors import Refused
from registry_app.services import acknowledgements
from registry_app.services.acknowledgements import Acknowledgement
from registry_app.services.discharge_texts import Shot, text_for
from ui.pages.handover_acknowledge import PIN, Acknowledge
from ui.tasks import Scope


def sign(
    parent: QWidget, jobs: Scope, facts: dict[str, Any], done: Callable[[Acknowledgement], object],
    given_up: Callable[[], object],
) -> None:  # fmt: skip
    """Show the words of the discharge that `facts` make (those of `discharges.record`), and let the person sign.

    `given_up` is called when the words are there, or none could be made; and when the person does not sign.
    """
    shot = Shot(**{name: facts[name] for name in ("firearm", "person", "values", "rounds", "entry", "fired")})
    asked = jobs.latest("words").read(text_for, shot).ended(given_up)
    asked.then(lambda text: _open(parent, jobs, shot.person, text, done, given_up))


def _open(
    parent: QWidget, jobs: Scope, person: int, text: str, done: Callable[[Acknowledgement], object],
    given_up: Callable[[], object],
) -> None:  # fmt: skip
    dialog = Acknowledge(parent, text)

    def signed(found: Acknowledgement) -> None:
        dialog.accept()
        done(found)

    def ask() -> None:
        if dialog.how() == PIN:
            job = jobs.read(acknowledgements.by_pin, person, dialog.pin.text(), text)
        else:
            job = jobs.run(acknowledgements.by_drawing, person, dialog.drawing.strokes, text)
        job.then(signed).otherwise(dialog.tell, Refused)

    dialog.asked.connect(ask)
    dialog.rejected.connect(given_up)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
