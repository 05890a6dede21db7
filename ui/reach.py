"""The way to things: which page shows a record of which kind, and which page does which act."""

from collections.abc import Container
from dataclasses import dataclass

from registry_app.i18n import N_

PAGES: dict[str, tuple[str, ...]] = {
    "firearm": ("firearms",),
    "person": ("people",),
    "lot": ("ammunition",),
    "article": ("articles",),
    "place": ("places",),
    "entry": ("journal",),
    "loss": ("cases",),
    "discharge": ("cases",),
    "user": ("users",),
    "audit": ("audits",),
}
"""The pages that can open a record of a kind, the most fitting one first."""

CALLED: dict[str, tuple[str, str]] = {
    "firearm": (N_("Firearm"), "pistol"),
    "person": (N_("Person"), "user"),
    "lot": (N_("Ammunition lot"), "cartridge"),
    "article": (N_("Article"), "package"),
    "place": (N_("Place"), "map-pin"),
    "entry": (N_("Entry"), "hash"),
    "loss": (N_("Loss"), "shield-alert"),
    "discharge": (N_("Discharge"), "triangle-alert"),
}
"""What a kind is called (a msgid), and its drawing."""


@dataclass(frozen=True)
class Deed:
    """Something that can be done: its name (a msgid), the acts it makes, and the page that does it.

    `act` is what that page is asked to begin; empty: to arrive is enough.
    """

    label: str
    icon: str
    kinds: tuple[str, ...]
    page: str
    act: str = ""


DEEDS: tuple[Deed, ...] = (
    Deed(N_("Issue firearms"), "arrow-up-right", ("issue",), "handover", "issue"),
    Deed(N_("Take firearms back"), "arrow-down-left", ("take_back",), "handover", "take_back"),
    Deed(N_("Receive ammunition"), "cartridge", ("receive",), "ammunition", "receive"),
    Deed(N_("Receive an article"), "package", ("receive",), "articles", "receive"),
    Deed(N_("Report a loss"), "search", ("lose",), "cases", "missing"),
    Deed(N_("Report a theft"), "shield-alert", ("lose",), "cases", "stolen"),
    Deed(N_("Report lost documents"), "file-text", ("describe",), "cases", "documents"),
    Deed(N_("Report a discharge"), "triangle-alert", ("discharge",), "cases", "shot"),
    Deed(N_("Import a list"), "file-spreadsheet", ("receive", "describe"), "imports"),
    Deed(N_("Begin an audit"), "clipboard-check", ("audit",), "audits", "begin"),
    Deed(N_("Count in the open audit"), "clipboard-check", ("sight",), "audits", "count"),
    Deed(N_("Plan of counts"), "calendar", (), "audits", "plan"),
    Deed(N_("Results of counts over time"), "chart-column", (), "audits", "trend"),
    Deed(N_("Make a paper for an authority"), "file-text", (), "returns", "make"),
    Deed(N_("See what was sent to authorities"), "file-text", (), "returns", "sent"),
    Deed(N_("Add a user"), "users", ("user",), "users"),
    Deed(N_("Change the company's record"), "building-2", ("amend",), "company"),
)
"""What the palette offers to do."""


def page_of(kind: str, pages: Container[str]) -> str:
    """The key of the page among `pages` that shows a record of this kind; empty where there is none."""
    return next((key for key in PAGES.get(kind, ()) if key in pages), "")
