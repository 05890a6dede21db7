"""Articles: what is kept and handed out beside firearms and rounds, and the keys of safes."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from registry_app.domain.choices import ARTICLE_KINDS
from registry_app.domain.declare import Record, field
from registry_app.i18n import N_


class Article(Record, kw_only=True, eq=False, repr=False):
    """A magazine, permit card, vest or key: one piece with its own code, or a stock of pieces that are alike."""

    __tablename__ = "article"
    KIND: ClassVar[str] = "article"
    LABEL: ClassVar[str] = N_("Article")
    KEYS: ClassVar[tuple[tuple[str, ...], ...]] = (("code",),)

    code: Mapped[str] = field(N_("Article code"), "code", required=True, max_length=32, in_table=True, index=True)
    name: Mapped[str] = field(N_("Description"), required=True, max_length=120, in_table=True, in_report=True)
    kind: Mapped[str] = field(N_("Kind of article"), "choice", required=True, choices=ARTICLE_KINDS, in_table=True)
    is_single: Mapped[int] = field(
        N_("One piece"), "boolean", required=True,
        help=N_("Yes for a piece with a code of its own, no for a stock of pieces that are alike."),
    )  # fmt: skip
    maker: Mapped[str | None] = field(N_("Maker"), max_length=60)
    model: Mapped[str | None] = field(N_("Model"), max_length=125)
    number: Mapped[str | None] = field(N_("Number on the article"), max_length=40, in_report=True)
    calibre: Mapped[str | None] = field(N_("Calibre"), "calibre", only_for=("magazine",))
    capacity: Mapped[int | None] = field(
        N_("Capacity (rounds)"), "integer", least=1, most=1_000, only_for=("magazine",)
    )
    firearm_id: Mapped[int | None] = field(
        N_("Belongs to firearm"), "reference", refers_to="firearm", only_for=("magazine", "permit_card"), index=True
    )
    opens_id: Mapped[int | None] = field(
        N_("Opens"), "reference", refers_to="place", only_for=("key",), index=True,
        help=N_("The safe, rack or room that the key opens."),
    )  # fmt: skip
    protection: Mapped[str | None] = field(N_("Protection level"), max_length=40, only_for=("vest",))
    expires_on: Mapped[str | None] = field(N_("Valid until"), "date", in_table=True, index=True)
    barcode: Mapped[str | None] = field(
        N_("Maker's barcode"), "code", max_length=64, index=True,
        help=N_("What a scanner reads from the maker's own label. Others of the model may bear the same."),
    )  # fmt: skip
