"""The window remembers its user's choices, and starts without them when they cannot be read."""

from pathlib import Path

import pytest

from ui.settings import RECENT, Settings, load, save


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    settings = Settings(theme="dark", language="pt", points=12, window=[1200, 800])
    settings.remember(tmp_path / "one.armarium", "ana")
    save(settings, tmp_path / "deep" / "window.json")
    assert load(tmp_path / "deep" / "window.json") == settings


@pytest.mark.parametrize(
    "text", ["", "[1]", "{", '{"theme": 3, "recent": [1, null], "window": ["x"], "other": 1}', "\0"]
)
def test_junk_counts_as_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "window.json"
    file.write_text(text)
    assert load(file) == Settings()


def test_a_folder_that_refuses_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    save(Settings(), tmp_path / "file" / "window.json")
    assert load(tmp_path / "file" / "window.json") == Settings()


def test_the_last_register_stands_first_and_old_ones_go(tmp_path: Path) -> None:
    settings = Settings()
    for n in [*range(RECENT + 2), 5]:
        settings.remember(tmp_path / f"{n}.armarium", "ana")
    assert [Path(each).stem for each in settings.recent] == ["5", "9", "8", "7", "6", "4", "3", "2"]
    assert set(settings.last_user) == set(settings.recent)
    settings.forget(tmp_path / "5.armarium")
    assert len(settings.recent) == RECENT - 1
