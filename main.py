"""Where everything comes together: no arguments open the window, a verb goes to the command line."""

import os
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the window or a verb; answers the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given:
        from registry_app.cli import run

        return run(given)
    from ui.app import main as open_window

    folder = os.environ.get("ARMARIUM_OPEN")
    return open_window(Path(folder) if folder else None)


if __name__ == "__main__":
    raise SystemExit(main())
