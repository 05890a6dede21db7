"""The trust list of a desk: read and issued, and never an older one in place of a newer."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from registry_app.domain import disk
from registry_app.domain import trust as trusts
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.signing import Key
from registry_app.domain.trust import TrustList
from registry_app.persistence import atomic, desk_files


def read(folder: Path) -> TrustList | None:
    """The list of the desk in `folder`, `None` before the first. Raises as `trusts.parse`, and
    `Refused("trust_rolled_back")` for an older list than the desk has issued, or none."""
    path, desk = folder / trusts.FILE, desk_files.load(folder)
    found = trusts.parse(disk.read(path, trusts.LARGEST), authority_key=desk.key) if path.exists() else None
    number = found.number if found else 0
    if number < desk.trusted:
        raise Refused(refuse("trust_rolled_back", number=number, wanted=desk.trusted))
    return found


def issue(folder: Path, change: Callable[[TrustList], TrustList], key: Key) -> TrustList:
    """Write the next list; its moment is never before that of the one before. The caller works at the desk alone."""
    desk = desk_files.load(folder)
    before = read(folder) or TrustList(desk.name, desk.key, 0, 0)
    issued = change(before)
    issued = replace(issued, issued_at=max(issued.issued_at, before.issued_at))
    atomic.write(folder / trusts.FILE, trusts.write(issued, key))
    desk_files.save(folder, replace(desk, trusted=issued.number))
    return issued
