"""The recovery kit of a register: made from the code while that is shown; no copy of either is kept."""

from sqlalchemy.orm import Session

from registry_app import i18n
from registry_app.domain.actor import Actor
from registry_app.services import frame
from registry_app.services.frame import Asked, Content

NAME = "recovery-kit"


def make(
    session: Session, *, code: str, folder: str, paper: str = "a4", language: str = "", by: Actor
) -> bytes:  # fmt: skip
    """The kit as PDF, in the language in force unless one is named; `folder` is the name of the register's folder."""
    from registry_app.reports import package

    told = content(session, code=code, folder=folder, by=by)
    return package.write(NAME, told, ".pdf", paper=paper, language=language or i18n.language())


def content(session: Session, *, code: str, folder: str, by: Actor) -> Content:
    """What the kit says."""
    taken = frame.of_a_moment(session, Asked(by))
    return {**frame.top(taken, NAME, "RK"), "code": code, "folder": folder}
