"""Rules of reliefs: what one guard has goes to the one who takes over the post."""

from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.errors import Finding, refuse


def reliefs_are_of_two(case: Case) -> Iterator[Finding]:
    """A relief leads from one person to one other: whose word would it be otherwise?"""
    if case.entry.kind != "relieve":
        return
    givers = {line.source.person for line in case.fresh_lines}
    takers = {line.target.person for line in case.fresh_lines}
    if len(givers) > 1 or len(takers) > 1:
        yield refuse("relief_of_many")
    elif givers == takers:
        yield refuse("relief_of_oneself", person=case.name(givers.pop()))


RELIEF_RULES = (reliefs_are_of_two,)
