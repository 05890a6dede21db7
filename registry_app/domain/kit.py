"""Kits: what a guard takes to a post beside the firearm, one record for each kind of thing."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from registry_app.domain.choices import ARTICLE_KINDS, LOADS
from registry_app.domain.declare import Record, field
from registry_app.i18n import N_

KIT_KINDS = {"rounds": N_("Rounds"), **ARTICLE_KINDS}


class Kit(Record, kw_only=True, eq=False, repr=False):
    """One line of the usual set of a post: so many rounds, magazines, permit cards or vests for each firearm."""

    __tablename__ = "kit"
    KIND: ClassVar[str] = "kit"
    LABEL: ClassVar[str] = N_("Kit of a post")

    place_id: Mapped[int] = field(
        N_("Post"), "reference", required=True, refers_to="place", in_table=True, index=True,
        help=N_("A post, or a contract or client for all of its posts."),
    )  # fmt: skip
    kind: Mapped[str] = field(N_("What"), "choice", required=True, choices=KIT_KINDS, in_table=True)
    quantity: Mapped[int] = field(
        N_("Quantity for each firearm"), "integer", required=True, least=0, most=10_000, in_table=True,
        help=N_("Nothing (0) takes the line out of the kit."),
    )  # fmt: skip
    load: Mapped[str | None] = field(
        N_("Load"), "choice", choices=LOADS, only_for=("rounds",), in_table=True,
        help=N_("Any load where nothing is chosen. The calibre is that of the firearm."),
    )  # fmt: skip
