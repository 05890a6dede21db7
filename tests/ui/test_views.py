"""Views of a list: one user's of one list, left and named; what is unreadable counts as absent."""

import pytest

from ui.pages.views import View, Views
from ui.settings import Settings

VIEW = View({"order": ["code"], "sort": ["code", True]}, {"held": ">0", "name": "Ana"}, "ana", "left")


@pytest.fixture
def views() -> Views:
    return Views(Settings(), "ana", "people")


def test_a_named_view_comes_back_whole(views: Views) -> None:
    views.save("Out now", VIEW)
    views.save("again", View())
    assert views.names() == ["again", "Out now"]
    assert views.named("Out now") == VIEW
    views.delete("Out now")
    assert views.named("Out now") is None


def test_views_belong_to_one_user_and_one_list(views: Views) -> None:
    views.save("Out now", VIEW)
    views.keep(VIEW)
    for user, key in (("eva", "people"), ("ana", "firearms")):
        others = Views(views._settings, user, key)
        assert (others.names(), others.last()) == ([], None)


def test_keeping_how_the_list_was_left_keeps_the_named_ones(views: Views) -> None:
    views.save("Out now", VIEW)
    views.keep(View(state="left"))
    assert views.names() == ["Out now"]
    assert views.last() == View(state="left")


def test_names_of_people_can_be_left_out() -> None:
    kept = VIEW.without({"name"})
    assert (kept.text, kept.filters, kept.state) == ("", {"held": ">0"}, "left")


@pytest.mark.parametrize("junk", ["x", [1], {"last": 3, "views": "x"}, {"last": {"filters": [1]}, "views": {"a": 0}}])
def test_junk_counts_as_absent(junk: object) -> None:
    views = Views(Settings(lists={"ana/people": junk}), "ana", "people")
    assert views.last() in (None, View())
    assert views.named("a") is None
