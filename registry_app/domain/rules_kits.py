"""Rules of kits: they belong to where guards work."""

from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.choices import FIELD_PLACES
from registry_app.domain.errors import Finding, refuse


def kits_are_of_posts(case: Case) -> Iterator[Finding]:
    """A kit is of a post, or of the contract or client that posts belong to."""
    for change in case.entry.records:
        place = case.will_be(change.record).number("place_id") if change.kind == "kit" and change.new else 0
        if place and case.known(place).text("kind") not in FIELD_PLACES:
            yield refuse("kit_not_of_post", field="place_id", item=case.name(place))


KIT_RULES = (kits_are_of_posts,)
