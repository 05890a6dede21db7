"""Backups: a verified copy of a register as a folder of its own, and a register made out of one.

A backup has the parts of a register and a list, `backup.json`, of what it holds: head, moment, and the SHA-256 of its
files, so that a disk that rots is found without any passphrase. Whoever tampers with it can write the list anew; that
is found by `check`, against a head kept elsewhere.
"""

import contextlib
import datetime as dt
import glob
import json
import shutil
import time
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from registry_app import BUILD
from registry_app.domain import disk
from registry_app.domain.errors import Damaged, Refused, Unavailable, refuse
from registry_app.persistence import atomic, copying, folder, key_file
from registry_app.persistence.copying import Proof
from registry_app.persistence.folder import FILE, KEYS, MANIFEST, RESTORED, Opened
from registry_app.persistence.secret import Secret

FORMAT = "armarium-backup/1"
LARGEST = 10_000
"""Bytes that the list of a backup never has."""
_CHUNK = 1 << 20
_SECOND = 1_000
_LEFT_AFTER = 86_400
"""Seconds after which a half-made copy is nobody's work any more."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: the ledger's origin, its entries and root, when it was made (UTC ms), and by what."""

    format: str
    origin: str
    entries: int
    root: str
    made_at: int
    build: str
    files: dict[str, str]


def backup(opened: Opened, key: Secret, target_dir: Path, *, prove: Proof = copying.verify) -> Path:
    """Make `target_dir`/NAME-yyyymmddThhmmssZ.armarium, verified, while others go on working; answers its path.

    Raises `Unavailable` (disk full, folder read-only...), `Refused` (inside the register), or `Damaged` when what
    was copied is not sound. A copy that did not come to its end is removed.
    """
    target, made_at = _target(opened, target_dir)
    _sweep(target_dir, opened.path.stem)
    with atomic.whole_folder(target, folder.check_is_free) as part:
        _fill(opened, key, part, made_at, prove)
    return target


def _target(opened: Opened, target_dir: Path) -> tuple[Path, int]:
    """A name that is free: a second backup in the same second takes the next one."""
    if target_dir.resolve().is_relative_to(opened.path.resolve()):
        raise Refused(refuse("backup_inside", path=str(target_dir)))
    _make_folder(target_dir)
    made_at = opened.store.clock()
    while (target := target_dir / f"{opened.path.stem}-{_stamp(made_at)}{folder.SUFFIX}").exists():
        made_at += _SECOND
    return target, made_at


def _sweep(target_dir: Path, stem: str) -> None:
    """Remove what a killed backup of this register left, once it is old enough to be nobody's work."""
    for left in target_dir.glob(f".{glob.escape(stem)}-*.part"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_AFTER:
                folder.discard(left)


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise atomic.cannot_write(error, path) from error


def _stamp(moment: int) -> str:
    return dt.datetime.fromtimestamp(moment // _SECOND, dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _fill(opened: Opened, key: Secret, part: Path, made_at: int, prove: Proof) -> None:
    size, root = copying.copy(opened.store, key, part / FILE, prove=prove)
    ring = key_file.load(opened.path)
    key_file.save(part, ring)
    files = {name: _digest(part / name) for name in (FILE, KEYS)}
    manifest = Manifest(FORMAT, ring.origin, size, root.hex(), made_at, BUILD, files)
    atomic.write(part / MANIFEST, (json.dumps(asdict(manifest), indent=1) + "\n").encode())


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def read_manifest(path: Path) -> Manifest:
    """What the list of a backup says. `Unavailable` when `path` is no backup or a newer one, `Damaged` when torn."""
    folder.check_is_register(path)
    try:
        with (path / MANIFEST).open("rb") as file:
            content = file.read(LARGEST)
    except FileNotFoundError:
        raise Unavailable("not_a_backup", path=str(path)) from None
    except OSError as error:
        raise disk.unreadable(error, path / MANIFEST) from error
    try:
        return _manifest(json.loads(content.decode("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Damaged(refuse("backup_damaged", path=str(path), file=MANIFEST)) from None


def _manifest(read: dict[str, object]) -> Manifest:
    if read["format"] != FORMAT:
        raise Unavailable("register_newer", revision=str(read["format"])[:40])
    manifest = Manifest(**read)  # type: ignore[arg-type]
    if set(manifest.files) != {FILE, KEYS}:
        raise ValueError("not the files of a backup")
    return manifest


def restore(source: Path, target: Path) -> Manifest:
    """Make the register `target` out of a backup; never over anything, and whole or not at all.

    It opens for reading only until two persons declare it. Raises `Refused` (name taken or wrong), `Unavailable`,
    or `Damaged` when the backup is not what was made.
    """
    folder.check_is_free(target)
    manifest = read_manifest(source)
    key_file.load(source)
    _make_folder(target.parent)
    with atomic.whole_folder(target, folder.check_is_free) as part:
        for name, digest in manifest.files.items():
            _copy_file(source, part, name, digest)
        atomic.write(part / RESTORED, f"{manifest.origin}\n{manifest.entries}\n{manifest.root}\n".encode())
    return manifest


def _copy_file(source: Path, part: Path, name: str, digest: str) -> None:
    """Copy one file and compare the copy with what the list says."""
    shutil.copyfile(source / name, part / name)
    (part / name).chmod(atomic.new_file_mode(part))
    atomic.sync_file(part / name)
    if _digest(part / name) != digest:
        raise Damaged(refuse("backup_damaged", path=str(source), file=name))
