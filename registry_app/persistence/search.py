"""The search of firearms over rows that are not in the file: as they were, matched as the file's own index matches."""

from collections.abc import Iterable, Mapping, Sequence

import sqlcipher3.dbapi2 as sqlcipher

from registry_app.persistence import seals

SEARCHED = seals.SEARCHED
MATCH = "SELECT rowid FROM firearm_search WHERE firearm_search MATCH ?"


def matching(rows: Mapping[int, Mapping[str, object]], expressions: Sequence[str]) -> list[set[int]]:
    """For each expression of FTS5 the numbers of the rows that it matches; a row has the columns `SEARCHED`.

    They are indexed in memory, by the statement that makes the file's own index.
    """
    memory = sqlcipher.connect(":memory:", isolation_level=None)
    try:
        columns = ", ".join(SEARCHED)
        memory.execute(f"CREATE TABLE firearm (id INTEGER PRIMARY KEY, {columns})")
        memory.execute(seals.statements()["firearm_search"])
        _index(memory, columns, ((number, *(values[c] for c in SEARCHED)) for number, values in rows.items()))
        return [{number for (number,) in memory.execute(MATCH, (sought,))} for sought in expressions]
    finally:
        memory.close()


def _index(memory: sqlcipher.Connection, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    places = ", ".join("?" * (len(SEARCHED) + 1))
    memory.execute("BEGIN")
    memory.executemany(f"INSERT INTO firearm_search(rowid, {columns}) VALUES ({places})", rows)  # noqa: S608 - own names
    memory.execute("COMMIT")
