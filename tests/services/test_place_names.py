"""Places are called by code and name; what every register has is called so that readers of any language know it."""

import pytest

from registry_app import i18n
from registry_app.services import place_names, records
from tests.make import Make


def test_code_and_name_once_where_they_say_the_same(make: Make) -> None:
    plain, named = make.place("ARM-1"), make.place("ARM-2")
    make.do(records.amend, kind="place", record=named, values={"name": "Northern vault"})
    for telling in (place_names.in_full, place_names.in_lists):
        told = make.register.read(telling)
        assert (told[plain], told[named]) == ("ARM-1", "ARM-2 · Northern vault")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_every_register_has_goes_by_its_code_in_lists_whoever_reads(make: Make, language: str) -> None:
    buyer = make.outside("buyer")
    with i18n.speaking(language):
        assert make.register.read(place_names.in_lists)[buyer] == "BUYER"
        assert make.register.read(place_names.in_full)[buyer] == "Buyer"


def test_a_name_that_the_company_gave_is_kept(make: Make) -> None:
    authority = make.outside("authority")
    make.do(records.amend, kind="place", record=authority, values={"name": "Arms registry"})
    assert make.register.read(place_names.in_lists)[authority] == "AUTHORITY · Arms registry"
