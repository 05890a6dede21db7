"""What stands in a cell of a filter row means one criterion, or is refused with the remedy."""

import pytest

from registry_app.domain.criterion import Criterion, read
from registry_app.domain.errors import Refused
from registry_app.domain.fields import Field
from registry_app.domain.wording import say
from registry_app.i18n import speaking

TEXT, NUMBER, DAY = Field("name", "Name"), Field("many", "Many", "integer", least=1), Field("on", "On", "date")
MINUTE, CALIBRE = Field("at", "At", "moment"), Field("calibre", "Calibre", "calibre")
KIND = Field("kind", "Kind", "choice", choices={"pistol": "Pistol", "shotgun": "Shotgun", "rifle": "Rifle"})
ROLES = Field("roles", "Roles", "choices", choices={"it": "IT", "reader": "Reader"})


@pytest.mark.parametrize(
    ("field", "text", "does", "values"),
    [
        (TEXT, " glock ", "holds", ("glock",)),
        (TEXT, "=007", "is", ("007",)),
        (TEXT, "<> x", "not", ("x",)),
        (TEXT, "b..d", "between", ("b", "d")),
        (TEXT, "a.b", "holds", ("a.b",)),
        (TEXT, "=", "empty", ()),
        (TEXT, "<>", "filled", ()),
        (NUMBER, "0", "is", (0,)),
        (NUMBER, ">=5", "between", (5, "")),
        (NUMBER, "<5", "below", (5,)),
        (NUMBER, "5..9", "between", (5, 9)),
        (NUMBER, "..9", "between", ("", 9)),
        (DAY, "5/3/2026", "is", ("2026-03-05",)),
        (DAY, "2026-02", "between", ("2026-02-01", "2026-02-28")),
        (DAY, ">2026", "above", ("2026-12-31",)),
        (DAY, "<= 2/2026", "between", ("", "2026-02-28")),
        (DAY, "<>2026", "outside", ("2026-01-01", "2026-12-31")),
        (DAY, "2025..2026-03-05", "between", ("2025-01-01", "2026-03-05")),
        (MINUTE, "2026-03-05", "between", ("2026-03-05T00:00", "2026-03-05T23:59")),
        (MINUTE, ">2026-03-05 14:30", "above", ("2026-03-05T14:30",)),
        (KIND, "gun", "among", ("shotgun",)),
        (KIND, "=Pistol", "is", ("pistol",)),
        (ROLES, "read", "holds", ("", "reader")),
        (CALIBRE, "magnum", "holds", ("magnum", "357mag", "magnum")),
    ],
)  # fmt: skip
def test_a_text_means_a_criterion(field: Field, text: str, does: str, values: tuple[str | int, ...]) -> None:
    assert read(field, text) == Criterion(does, values)  # type: ignore[arg-type]


def test_an_empty_cell_asks_for_nothing() -> None:
    assert read(TEXT, "  ") is None


def test_choices_are_found_by_the_readers_words() -> None:
    kind = Field("kind", "Kind", "choice", choices={"pistol": "Pistol", "revolver": "Revolver"})
    with speaking("es"):
        assert read(kind, "revólver") == Criterion("among", ("revolver",))


def test_countries_are_found_by_a_part_of_their_names() -> None:
    found = read(Field("country", "Country", "country"), "bra")
    assert found is not None
    assert "BR" in found.values


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        (NUMBER, ">", "Many: write after “>” what it is to be compared with."),
        (NUMBER, "9..5", "Many: the range ends before it begins. Write 5..9."),
        (NUMBER, "few", "Many: “few” is not a whole number. Write digits alone, without points or commas."),
        (DAY, "soon", "On: “soon” is not a day. Write it as 2026-12-31 or 31/12/2026."),
        (DAY, "2026-13", "On: “2026-13” is not a day. Write it as 2026-12-31 or 31/12/2026."),
        (KIND, "tank", "Kind: “tank” is not in the list (Pistol, Shotgun, Rifle)."),
    ],
)
def test_what_means_nothing_is_refused_with_the_remedy(field: Field, text: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        read(field, text)
    assert say(caught.value.findings[0]) == said


def test_what_is_longer_than_any_filter_is_refused() -> None:
    with pytest.raises(Refused):
        read(TEXT, "x" * 201)
