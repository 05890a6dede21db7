"""What other programs say of every kind of paper, unsigned and signed, tagged and not: none of them finds a fault."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from registry_app.reports import signing
from tests.reports import every, verapdf
from tests.signed_papers import signed

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]


class Made(NamedTuple):
    """A paper as a file: of which kind, and by which profiles of PDF/A and PDF/UA it is to be judged."""

    name: str
    file: Path
    profiles: tuple[str, ...]


def _papers() -> Iterator[tuple[str, bytes, tuple[str, ...]]]:
    for name, content in every.CONTENTS.items():
        yield name, every.written(name, content(), language="es"), ("3a", "ua1")
    for name in every.LONG:
        yield f"{name}-long", every.written(name, every.many(name), paper="letter", language="pt"), ("3u",)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """All papers, and those with fields once more, signed by three people."""
    folder, found = tmp_path_factory.mktemp("papers"), []
    for name, file, profiles in _papers():
        fields = [each.name for each in signing.fields(file)][:3] if b"/AcroForm" in file else []
        forms = {"unsigned": file} | ({"signed": signed(file, *fields)} if fields else {})
        for form, content in forms.items():
            path = folder / f"{name}-{form}.pdf"
            path.write_bytes(content)
            found.append(Made(name, path, profiles))
    return found


@pytest.mark.skipif(bool(verapdf.lacking()), reason=f"veraPDF needs what is not installed: {verapdf.lacking()}")
def test_verapdf_finds_archives_that_everybody_can_read(made: list[Made], capsys: pytest.CaptureFixture[str]) -> None:
    refused = verapdf.refused((profile, each.file) for each in made for profile in each.profiles)
    with capsys.disabled():
        print(f"\npapers that veraPDF judged: {len(made)} files, {sum(len(m.profiles) for m in made)} profiles, "
              f"faults: {len(refused)}")  # fmt: skip
    assert refused == []


def test_verapdf_would_say_so(made: list[Made], tmp_path: Path) -> None:
    """A file that says of itself that it is tagged, and is not."""
    if lacking := verapdf.lacking():
        pytest.skip(f"veraPDF needs what is not installed: {lacking}")
    long = next(each.file for each in made if each.profiles == ("3u",))
    assert any(line.startswith("3a ") for line in verapdf.refused([("3a", long)]))


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_the_files_sound(made: list[Made]) -> None:
    for each in made:
        done = subprocess.run(["qpdf", "--check", str(each.file)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), (each.file.name, done.stdout)
