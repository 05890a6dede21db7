"""What benchmarks share: a register in a folder of its own, a process of its own, timing, how a ratio is printed."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from registry_app.services import register as registers
from registry_app.services.register import Register

ROOT = Path(__file__).resolve().parents[1]
PASSPHRASE = "a passphrase for benchmarks"


@contextmanager
def fresh() -> Iterator[Register]:
    """An empty register that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        register, _code = registers.create(
            Path(folder) / "bench.armarium", company="Bench", user="bench", passphrase=PASSPHRASE, zone="America/Bogota"
        )
        try:
            yield register
        finally:
            register.close()


def child(module: str, *arguments: object) -> dict[str, Any]:
    """What a module of ours that is run alone prints."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """The quickest of some runs: what the work costs when nothing else disturbs."""
    best = float("inf")
    for _run in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def row(name: str, ours: float, baseline: float, what: str) -> None:
    """Print one ratio with both figures behind it."""
    print(
        f"{name:<34} {ours / baseline:6.2f} x   ours {ours * 1000:9.2f} ms   {what} {baseline * 1000:9.2f} ms",
        flush=True,
    )
