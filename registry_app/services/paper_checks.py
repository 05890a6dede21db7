"""Several papers verified against what an authority has in a folder: the returns it received, and its trust list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from registry_app.domain.errors import Finding, Unavailable
from registry_app.domain.trust import TrustList
from registry_app.services import desk as desks
from registry_app.services import verifying
from registry_app.services.carried_entries import Progress
from registry_app.services.desk import Desk
from registry_app.services.verifying import Verified


@dataclass(frozen=True)
class Against:
    """What papers are held against: the desk with what was received, whom to trust; `None` for what there is not."""

    desk: Desk | None = None
    trust: TrustList | None = None


def against(state: Path | None = None, trust: Path | None = None) -> Against:
    """What lies in the folder of a desk and in one with a trust list; without the second, the desk's own list counts.

    A desk that is not there yet has received nothing. Raises `Unavailable`, `Damaged` or `Refused` for folders that
    hold something else.
    """
    desk = Desk.open(state) if state is not None and _is_something(state) else None
    if trust is not None:
        return Against(desk, desks.trust_in(trust))
    return Against(desk, desk.trust() if desk else None)


def in_folder(folder: Path) -> Against:
    """What lies in one folder: a desk, or a trust list alone. Raises as `against`."""
    return against(folder) if desks.is_desk(folder) else against(trust=folder)


def _is_something(folder: Path) -> bool:
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


def check(paths: Iterable[Path], held: Against, *, progress: Progress | None = None) -> Iterator[Verified]:
    """Verify papers one after the other; one that cannot be read from the disk is told as that."""
    for path in paths:
        try:
            yield verifying.verify(path, desk=held.desk, trust=held.trust, progress=progress)
        except Unavailable as unavailable:
            facts = unavailable.finding.facts
            yield Verified(path.name, "cannot tell", (Finding("cannot_read", "warning", facts),))
