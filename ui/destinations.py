"""The pages of the sidebar, in their groups and order. A page's module is imported when it is first visited."""

from collections.abc import Callable
from dataclasses import dataclass

from registry_app.i18n import N_
from ui.desk import Desk
from ui.pages.page import Page

DESK, REGISTER, CONTROL = N_("Desk"), N_("Register"), N_("Control")
GROUPS = (DESK, REGISTER, CONTROL)


@dataclass(frozen=True)
class Destination:
    """One line of the sidebar: `label` is a msgid, `build` imports and makes the page."""

    key: str
    label: str
    icon: str
    group: str
    build: Callable[[Desk], Page]
    is_searchable: bool = False
    """Whether the search field of the header may lead here."""


DESTINATIONS: tuple[Destination, ...] = ()
