"""One article whole: its pieces position by position, record, papers, life, and what can be done with it."""

from collections.abc import Mapping
from dataclasses import replace

from registry_app.domain.choices import ARTICLE_KINDS
from registry_app.domain.fields import Value
from registry_app.i18n import N_, _, date
from registry_app.services import receiving
from ui.desk import Desk
from ui.pages.item_acts import PIECES
from ui.pages.item_sheet import ItemSheet
from ui.pages.record_facts import Groups
from ui.pages.record_form import RECEIVED, Edited
from ui.pages.record_sheet import About
from ui.pages.whole import Whole
from ui.tasks import Scope
from ui.when import today

GROUPS: Groups = {
    N_("Identity"): ("code", "name", "kind", "is_single", "number", "maker", "model", "barcode"),
    N_("About it"): ("expires_on", "calibre", "capacity", "firearm_id", "opens_id", "protection"),
}
ICONS: Mapping[str, str] = {"key": "key-round", "permit_card": "file-badge", "vest": "shield-check"}


def _kind(values: Mapping[str, Value]) -> str:
    return _(ARTICLE_KINDS.get(str(values["kind"]), ""))


def _state(values: Mapping[str, Value]) -> tuple[str, str]:
    until = str(values.get("expires_on") or "")
    if until and until < today():
        return _("Expired on {day}").format(day=date(until)), "red"
    return "", "gray"


ABOUT = About(
    "article", "package", N_("Articles"), lambda values: str(values["name"]),
    lambda values: " · ".join((_kind(values), str(values["code"]))), _state,
)  # fmt: skip
_MANY = replace(
    PIECES, label=N_("Pieces that come in"), required=False, help=N_("One, unless another number is typed.")
)
EDITED = Edited(
    "article", N_("A new article"), N_("Change the record of the article"),
    usual={"is_single": 1, "came_by": "purchase"}, make=receiving.receive, only_new=(_MANY, *RECEIVED),
)  # fmt: skip


class ArticleSheet(ItemSheet):
    """See `ItemSheet`."""

    def __init__(self, jobs: Scope, desk: Desk) -> None:
        super().__init__(jobs, desk, ABOUT, GROUPS, EDITED)

    def tell_head(self, whole: Whole) -> None:
        """Which article it is, with the drawing of its kind."""
        super().tell_head(whole)
        icon = ICONS.get(str(whole.values.get("kind") or ""), "package")
        self.tile.show_icon(icon, "accent_text", "accent_tint")
