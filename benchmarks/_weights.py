"""What writing one paper weighs, in a process of its own: prints MiB after the imports, with the data, and at most."""

import json
import sys
from pathlib import Path

from benchmarks import papers


def most() -> float:
    """The most memory that this process has had, MiB; unlike `ru_maxrss` without what the parent had."""
    told = Path("/proc/self/status").read_text("ascii")
    return int(told.split("VmHWM:")[1].split()[0]) / 1024


def main(name: str, count: int) -> None:
    """Write one paper."""
    imported = most()
    case = papers.CASES[name]
    content = case.content(count)
    filled = most()
    case.write(content)
    print(json.dumps({"imports": imported, "data": filled - imported, "peak": most() - imported}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
