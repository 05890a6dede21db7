"""What verifying one paper costs, in a process of its own: `python -m benchmarks._verified FILE` prints JSON.

CPU seconds of the whole and of its parts, those of checking the same signatures and nothing else, the most memory above
the imports in MiB, and the codes of what was found.
"""

import base64
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks._weights import most
from registry_app.domain import signing
from registry_app.domain.entry import skim
from registry_app.persistence.check_entries import keys_in
from registry_app.reports import opened_paper, redrawn
from registry_app.services import carried_entries, paper_ledger, recomputed_reports, verifying

PARTS = {
    "drawing it again": (redrawn, "differing"), "walking the entries": (carried_entries.Walk, "walk"),
    "judging them": (carried_entries, "judge"), "computing it anew": (recomputed_reports, "differing"),
}  # fmt: skip


def _timed(parts: dict[str, float], name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return work(*given, **named)
        finally:
            parts[name] = parts.get(name, 0.0) + time.process_time() - start

    return run


def bare(lines: list[bytes]) -> float:
    """The CPU seconds of the signatures of the entries alone."""
    keys: dict[bytes, bytes] = {}
    kept = []
    for line in lines:
        told = json.loads(line)
        body = told["body"].encode()
        kept.append((body, signing.unpack(base64.b64decode(told["signatures"]))))
        for change in skim(body).records:
            keys |= {signing.key_id(public): public for _user, public in keys_in(change)}
    start = time.process_time()
    wrong = sum(not signing.is_signed(each, keys[each.key_id], body) for body, signed in kept for each in signed)
    took = time.process_time() - start
    if wrong:
        raise ValueError(f"{wrong} signatures of the benchmark do not hold")
    return took


def main(file: Path) -> None:
    """Verify the file."""
    imported, parts = most(), dict[str, float]()
    for name, (owner, work) in PARTS.items():
        setattr(owner, work, _timed(parts, name, getattr(owner, work)))
    start = time.process_time()
    found = verifying.verify(file)
    took, peak = time.process_time() - start, most() - imported
    told = {"entries": len(found.entries), "seconds": took, "parts": parts, "peak": peak, "file": file.stat().st_size}
    carried = opened_paper.read(file.read_bytes()).attachments[paper_ledger.ENTRIES].content
    codes = [each.code for each in found.findings]
    print(json.dumps({**told, "codes": codes, "bare": bare(carried.split(b"\n")[1:-1])}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
