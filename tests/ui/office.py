"""A company that sends papers to authorities, for tests of the page of returns."""

from typing import Any

from registry_app.services import company
from tests.make import Make
from tests.ui.hands import Hands


def addressed(make: Make, *, days: int = 40) -> Make:
    """A company that addresses two authorities, so many days after it began."""
    arms, security = (
        make.described("place", code=code, name=code.title(), kind="authority") for code in ("ARMS", "SECURITY")
    )
    make.do(company.complete, values={"arms_registry_id": arms, "security_regulator_id": security})
    make.firearm("SLX-1")
    make.clock.pass_(days=days)
    return make


def choose(desk: Hands, **values: Any) -> Any:
    """The page with these options, chosen one after the other as the keyboard does it."""
    page = desk.page("returns")
    for name, value in values.items():
        page.options.rows[name].show_value(value)
        page.options.form.changed.emit()
        desk.until(lambda: not page._pause.isActive())
        desk.settle()
    return page
