"""Makes requirements.lock: every library the project uses, pinned with hashes, for all systems and Pythons.

    python3 scripts/lock.py              after a change in pyproject.toml; whatever may stay stays as it is
    python3 scripts/lock.py --upgrade    the newest of everything that pyproject.toml allows

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
RESOLVE = (
    "pip compile --quiet --universal --python-version 3.11 --generate-hashes"
    " --no-emit-index-url --no-emit-find-links --no-annotate --no-header"
).split()


def wanted() -> list[str]:
    """The requirements that pyproject.toml states, runtime and development."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [*stated["project"]["dependencies"], *stated["dependency-groups"]["dev"]]


def resolver(folder: Path) -> Path:
    """uv, installed into a throw-away environment in `folder`."""
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "-qq", "uv"], check=True)
    return programs / "uv"


def resolved(folder: Path, standing: str) -> str:
    """The pinned list for every system and Python from 3.11 on; versions in `standing` stay where they may."""
    requirements, made = folder / "requirements.in", folder / "made.txt"
    requirements.write_text("\n".join(wanted()), "utf-8")
    made.write_text(standing, "utf-8")
    subprocess.run([resolver(folder), *RESOLVE, "--output-file", made, requirements], check=True)
    return made.read_text("utf-8")


def main(arguments: list[str]) -> int:
    """Write the lock; refuses to write an address into it."""
    standing = LOCK.read_text("utf-8") if LOCK.exists() and "--upgrade" not in arguments else ""
    with tempfile.TemporaryDirectory() as folder:
        text = resolved(Path(folder), standing)
    if "://" in text:
        print("The list holds an address; nothing was written.", file=sys.stderr)
        return 1
    LOCK.write_text(HEADER + text, "utf-8", newline="\n")
    print(f"{LOCK.name}: {text.count('==')} libraries")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
