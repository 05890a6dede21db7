"""What may be told of our own faults: types and lines of code, never messages or values, which may quote a person."""

import platform
import traceback
from pathlib import Path

from registry_app import BUILD

ROOT = Path(__file__).resolve().parents[1]


def report(error: BaseException, *more: str) -> str:
    """What a supporter needs of `error`: versions (`more` adds some), types, and where it passed through."""
    lines = [" · ".join((BUILD, f"Python {platform.python_version()}", *more, platform.system()))]
    for each in chain(error):
        lines += ["", type(each).__qualname__, *(f"  {frame}" for frame in frames(each))]
    return "\n".join(lines)


def frames(error: BaseException) -> list[str]:
    """Where `error` came from, outermost first, as `file:line function`; paths are told from our own folder on."""
    return [_frame(each) for each in traceback.extract_tb(error.__traceback__)]


def _frame(each: traceback.FrameSummary) -> str:
    file = Path(each.filename)
    short = file.relative_to(ROOT) if file.is_relative_to(ROOT) else Path(*file.parts[-2:])
    return f"{short.as_posix()}:{each.lineno} {each.name}"


def chain(error: BaseException) -> list[BaseException]:
    """`error` and what it was raised from, the first cause last."""
    found: list[BaseException] = []
    each: BaseException | None = error
    while each is not None and each not in found:
        found.append(each)
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return found
