"""The articles: magazines, permit cards, vests, keys; where each is, who has it, until when it is valid."""

from dataclasses import replace

from registry_app.i18n import N_, n_
from registry_app.services.listing_articles import ARTICLES, articles_in
from ui.pages.article_sheet import ICONS, ArticleSheet
from ui.pages.stock_page import OUT, StockPage, counted
from ui.parts.columns import Row, of_field
from ui.parts.due_day import until

_F = ARTICLES.fields
KIND = 3
"""Where the kind stands in a row."""


def _drawing(row: Row) -> str:
    return ICONS.get(str(row[KIND]), "package")


class Articles(StockPage):
    """The list of articles; at first those of which any is in the company."""

    KEY, NAME, LISTING, IN_PLACE = "articles", N_("Articles"), ARTICLES, articles_in
    COLUMNS = (
        replace(of_field(_F["code"], 11, "serial"), heading=N_("Code")),
        replace(of_field(_F["name"], 22, "strong", stretches=True), icon=_drawing),
        replace(of_field(_F["kind"], 12, is_hidden=True), heading=N_("Kind")),
        replace(of_field(_F["number"], 11, "serial"), heading=N_("Number")),
        counted(_F["on_hand"], 7),
        replace(counted(_F["out"], 7), heading=OUT),
        of_field(_F["holder"], 16),
        of_field(_F["where"], 18, "muted"),
        until(_F["expires_on"]),
        counted(_F["held"], 8, is_hidden=True),
        counted(_F["away"], 9, is_hidden=True),
        counted(_F["total"], 9, is_hidden=True),
        counted(_F["lost"], 9, is_hidden=True),
        counted(_F["destroyed"], 9, is_hidden=True),
        counted(_F["handed_on"], 9, is_hidden=True),
        of_field(_F["firearm"], 12, "serial", is_hidden=True),
        of_field(_F["opens"], 14, is_hidden=True),
        of_field(_F["maker"], 12, is_hidden=True),
        of_field(_F["model"], 12, is_hidden=True),
        of_field(_F["calibre"], 10, is_hidden=True),
        of_field(_F["capacity"], 9, "number", is_hidden=True),
        of_field(_F["protection"], 10, is_hidden=True),
        of_field(_F["is_single"], 9, is_hidden=True),
        of_field(_F["barcode"], 14, is_hidden=True),
    )
    SEGMENTS = {
        "": N_("In the company"), "in_store": N_("On hand"), "out": N_("With people"), "held": N_("Kept on hold"),
        "away": N_("Under way"), "gone": N_("Gone"),
    }  # fmt: skip
    ICON, KIND = "package", "article"
    NOTHING = (
        N_("No article is on record yet"), N_("Receive a magazine, card, vest or key by Ctrl+N, or import a list."),
    )  # fmt: skip

    def counted(self, n: int) -> str:
        """So many articles."""
        return n_("{n} article", "{n} articles", n)

    def build_sheet(self) -> ArticleSheet:
        """One article whole."""
        return ArticleSheet(self.jobs, self.desk)
