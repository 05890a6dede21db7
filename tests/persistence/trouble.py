"""Trouble on demand: a folder that cannot be written, a disk that is full, a second process, a file that is spoilt."""

import contextlib
import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from registry_app.domain.errors import Damaged, Finding, Refused, Unavailable

ROOT = Path(__file__).parents[2]
PAGE = 4_096
_CAPABILITY_VERSION = 0x20080522
_OVER_PERMISSIONS = 0b1110
"""CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER: what makes root blind to permission bits."""


@contextlib.contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Permission bits count inside the block, for root too."""
    if sys.platform != "linux" or os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, before = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, before) == 0
    less = (ctypes.c_uint32 * 6)(*before)
    less[0] &= ~_OVER_PERMISSIONS
    assert libc.capset(header, less) == 0
    try:
        yield
    finally:
        assert libc.capset(header, before) == 0


@contextlib.contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Neither `folder` nor anything in it can be written inside the block."""
    modes = {path: path.stat().st_mode for path in (folder, *folder.iterdir())}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        with as_ordinary_user():
            yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@contextlib.contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """A full disk without any right to make one: no file may grow beyond `size` bytes inside the block."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def process(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """A second Python on our code, which talks by its standard input and output."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def said(process: "subprocess.Popen[str]") -> str:
    """The next line that the process says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


@contextlib.contextmanager
def refused(code: str) -> Iterator[Any]:
    """Exactly this code is raised inside the block, and by one of our own errors."""
    with pytest.raises((Refused, Damaged, Unavailable)) as caught:
        yield caught
    assert [f.code for f in findings(caught.value)] == [code]


def findings(error: Exception) -> tuple[Finding, ...]:
    """What one of our own errors found."""
    if isinstance(error, Unavailable):
        return (error.finding,)
    assert isinstance(error, (Refused, Damaged))
    return error.findings


def content(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, but for locks and the database's shared memory."""
    names = (p for p in folder.iterdir() if p.is_file() and p.suffix not in (".lock", ".db-shm") and p.name != "lock")
    return {path.name: path.read_bytes() for path in names}


def swap_pages(path: Path, one: int, other: int) -> None:
    """Exchange two pages of a file."""
    data = bytearray(path.read_bytes())
    a, b = slice(one * PAGE, (one + 1) * PAGE), slice(other * PAGE, (other + 1) * PAGE)
    data[a], data[b] = data[b], data[a]
    path.write_bytes(bytes(data))


def flip_bit(path: Path, at: int, bit: int = 0) -> None:
    """Flip one bit of a file; `at` may count from the end."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(bytes(data))
