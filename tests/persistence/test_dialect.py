"""What one register's engine has compiled, the next one's finds."""

from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from registry_app.persistence.dialect import COMPILED, Dialect
from tests.make import Make, copied


def test_all_dialects_are_equal_and_like_no_other() -> None:
    assert len({Dialect(), Dialect()}) == 1
    assert Dialect() != "sqlite"


def test_nothing_is_compiled_again_for_another_register(make: Make, template: Path, tmp_path: Path) -> None:
    hits: list[str] = []

    def tell(_c: Any, _cursor: Any, _sql: str, _bound: Any, context: Any, _many: bool) -> None:
        hits.append(context.cache_hit.name)

    make.issued(make.firearm(), to=make.person())
    other = copied(template, tmp_path / "other.armarium")
    event.listen(Engine, "before_cursor_execute", tell)
    other.issued(other.firearm(), to=other.person())
    event.remove(Engine, "before_cursor_execute", tell)
    other.register.close()
    assert (hits.count("CACHE_HIT") > 50, "CACHE_MISS" in hits) == (True, False)
    assert len(COMPILED) > 20
