"""The file of routes: every mistake with its line."""

from pathlib import Path

import pytest

from models.chart.routes import ROUTES, routes
from models.errors import ProtocolRefused
from models.protocol.data_folder import SHIPPED
from tests.refusals import refuses


@pytest.mark.parametrize(
    ("was", "put", "told"),
    [
        ('id = "sc"', 'id = "I.V."', "“I.V.” is written twice"),
        ('"subcut"', '"静滴"', "“静滴” is written twice"),
        ('acts = "intrathecally"', 'acts = "in the spine"', "“acts”"),
        ('schema = "dayzero.routes/1"', 'schema = "dayzero.routes/2"', "“schema”"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, was: str, put: str, told: str) -> None:
    text = (SHIPPED / ROUTES).read_text()
    line = text[: text.index(was)].count("\n") + 1
    changed = tmp_path / ROUTES
    changed.write_text(text.replace(was, put, 1))

    # a list of several lines is told by the line on which it begins
    with refuses(ProtocolRefused, match=rf"{ROUTES}:({line}|{line - 1}): .*{told}"):
        routes(changed)
