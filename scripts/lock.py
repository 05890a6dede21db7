"""Makes requirements.lock: every library the project uses, pinned with hashes, for all systems and Pythons.

    python3 scripts/lock.py

Resolves pyproject.toml's dependencies and its group `dev` with uv, in a throw-away environment. The file names no
package index: hashes alone say what may be installed.
"""

import os
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
HEADER = "# Made by scripts/lock.py from pyproject.toml. Hashes alone say what may be installed.\n"


def wanted() -> list[str]:
    """The requirements that pyproject.toml states, runtime and development."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [*stated["project"]["dependencies"], *stated["dependency-groups"]["dev"]]


def resolved(folder: Path) -> str:
    """The pinned list for every system and Python from 3.11 on."""
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
    requirements = folder / "requirements.in"
    requirements.write_text("\n".join(wanted()), "utf-8")
    made = subprocess.run(
        [programs / "uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes",
         "--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header", "--quiet", requirements],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return made.stdout


def main() -> int:
    """Write the lock; refuses to write an address into it."""
    with tempfile.TemporaryDirectory() as folder:
        text = resolved(Path(folder))
    if "://" in text:
        print("The list holds an address; nothing was written.", file=sys.stderr)
        return 1
    LOCK.write_text(HEADER + text, "utf-8")
    print(f"{LOCK.name}: {text.count('==')} libraries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
