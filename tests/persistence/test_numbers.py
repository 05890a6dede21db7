"""Long lists of numbers come out in their order, however long."""

from sqlalchemy import bindparam, column, select, text

from registry_app.persistence import numbers
from tests.make import Make

COUNT = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) SELECT i FROM n")


def test_tens_of_thousands_come_in_order_and_whole(make: Make) -> None:
    counted = COUNT.columns(column("i")).subquery()
    query = select(counted.c.i * (1 << 40)).order_by(counted.c.i.desc())
    found = make.register.read(numbers.ordered, query, {})
    assert found.tolist() == [i << 40 for i in range(60_000, 0, -1)]


def test_what_the_query_leaves_open_is_given(make: Make) -> None:
    counted = COUNT.columns(column("i")).subquery()
    query = select(counted.c.i).where(counted.c.i <= bindparam("most"))
    assert make.register.read(numbers.ordered, query, {"most": 3}).tolist() == [1, 2, 3]
    assert make.register.read(numbers.ordered, query, {"most": 0}).tolist() == []
