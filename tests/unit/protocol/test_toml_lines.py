import pytest

from models.errors import ProtocolRefused
from models.protocol.loading.toml_lines import line_of, read_toml
from tests.refusals import refuses, said

PROTOCOL = '''\
id = "NCT04684147"
note = """
[[step]]
id = "not a step: this is text"
"""

[[step]]  # the first
id = "consent"

[[step]]
id = "apheresis"
days = [
  ["a list"],
  ["of lists"]
]
"title" = "apheresis"
window.opens = 1

[step.links]
earliest = 3

[age]
id = "IN-02"
'''


@pytest.mark.parametrize(
    ("table", "index", "key", "line"),
    [
        ("step", 0, None, 7),  # the header inside the text of line 2 is not one
        ("step", 1, None, 10),
        ("step", None, "id", 8),  # without an index the first
        ("step", 1, "id", 11),  # the key of that step, not of an earlier one
        ("step", 1, "title", 16),  # quoted, after a list of several lines
        ("step", 1, "window", 17),  # dotted
        ("step", 1, "links", 19),  # written as a table of its own
        ("step", 1, "earliest", 10),  # belongs to the table within: the step itself is meant
        ("step", 0, "links", 7),  # the second step's, not the first's
        ("step", 0, "days", 7),  # missing: the header stands for it
        ("step.links", None, "earliest", 20),
        ("age", None, "id", 23),
        ("", None, "id", 1),  # above all headers
        ("", None, "note", 2),
    ],
)
def test_a_table_or_key_is_found_on_its_line(
    table: str, index: int | None, key: str | None, line: int
) -> None:
    assert line_of(PROTOCOL, table, index, key) == line


@pytest.mark.parametrize(("table", "index"), [("visit", None), ("step", 2), ("age", 1)])
def test_a_table_that_is_not_there_has_no_line(table: str, index: int | None) -> None:
    assert line_of(PROTOCOL, table, index, "id") is None


def test_windows_line_ends_do_not_move_a_line() -> None:
    assert line_of(PROTOCOL.replace("\n", "\r\n"), "step", 1, "title") == 16


@pytest.mark.parametrize(
    ("raw", "line", "sentence"),
    [
        (b"a = 1\nb = 2026-02-30\n", 2, "Invalid date or datetime"),
        (b"a = 1\n[x]\na = 1\na = 2\n", 4, "a key is given twice in one table"),
        # the last line stands for the end
        (b"a = 1\nb = [\n1,\n", 3, "the file ends where a value is due"),
        (b"", 1, None),  # an empty file is TOML
        ("a = 1\nb = '上海'\n".encode("gb18030"), 2, "not UTF-8"),
    ],
)
def test_what_is_not_toml_is_refused_at_its_line(
    raw: bytes, line: int, sentence: str | None
) -> None:
    if sentence is None:
        assert read_toml(raw, "x.toml") == {}
        return
    with refuses(ProtocolRefused, match=sentence) as caught:
        read_toml(raw, "x.toml")

    assert caught.value.line == line
    assert said(caught.value).startswith(f"x.toml:{line}: ")
