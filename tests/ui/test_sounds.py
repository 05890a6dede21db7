"""Three sounds that differ, are there as files, and are silent when they are off."""

import wave
from pathlib import Path

import pytest

from scripts import sounds as made
from ui.sounds import FOLDER, NO, OK, TWICE, Sounds, play, player


def test_the_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    made.write(tmp_path)
    assert {f.name: f.read_bytes() for f in FOLDER.glob("*.wav")} == {
        f.name: f.read_bytes() for f in tmp_path.iterdir()
    }


def test_an_ear_tells_them_apart() -> None:
    lengths = {}
    for name in (OK, NO, TWICE):
        with wave.open(str(FOLDER / f"{name}.wav")) as file:
            lengths[name] = round(file.getnframes() / file.getframerate(), 2)
    assert lengths == {OK: 0.15, NO: 0.5, TWICE: 0.23}


@pytest.mark.parametrize(
    ("there", "words"),
    [("afplay", ["/x/afplay"]), ("paplay aplay", ["/x/paplay"]), ("aplay", ["/x/aplay", "-q"]), ("", [])],
)
def test_the_player_is_the_first_that_is_there(there: str, words: list[str]) -> None:
    assert player(lambda name: f"/x/{name}" if name in there.split() else None) == words


@pytest.mark.parametrize(("is_on", "heard"), [(True, [OK, NO]), (False, [])])
def test_sound_can_be_off(*, is_on: bool, heard: list[str]) -> None:
    played: list[str] = []
    sounds = Sounds(lambda: is_on, played.append)
    sounds(OK)
    sounds(NO)
    assert played == heard


def test_without_a_screen_nothing_is_played() -> None:
    play(OK)
