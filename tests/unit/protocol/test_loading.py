"""A protocol is read once and known by its content; files that are none are refused."""

import re
import shutil
from pathlib import Path

import pytest

from models.errors import ProtocolRefused
from models.protocol import Protocol, load_protocol
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.checks.network import cycle_in
from models.protocol.loading.loader import read_protocol
from models.protocol.path import Link
from models.protocol.source import Source, read_source
from models.texts import Texts
from tests.refusals import refuses, said
from tests.unit.protocol.authored import BESIDE, SHIPPED, refusal_of, with_slip, written

PROTOCOL = load_protocol()


def test_a_protocol_is_read_once_however_it_is_asked_for() -> None:
    assert load_protocol("NCT04684147") is PROTOCOL
    assert load_protocol("nct04684147") is PROTOCOL


# ---------------------------------------------------------------- the hash


def hash_of(path: Path) -> str:
    return read_protocol(path).hash


def test_the_hash_is_of_the_protocol_and_all_that_it_is_read_with(tmp_path: Path) -> None:
    path = written(SHIPPED, tmp_path)
    shipped = hash_of(path)
    assert re.fullmatch("sha256:[0-9a-f]{64}", shipped)
    assert shipped == PROTOCOL.hash

    for name in ("protocol.toml", *BESIDE):
        file = tmp_path / name
        content = file.read_bytes()
        file.write_bytes(content + b"\n# a remark\n")
        assert read_fresh(path).hash != shipped, name
        file.write_bytes(content)


def read_fresh(path: Path) -> Protocol:
    """The protocol as it is read from a folder that nobody has read before."""
    folder = path.parent / f"copy {len(list(path.parent.iterdir()))}"
    shutil.copytree(path.parent, folder, ignore=shutil.ignore_patterns("copy *"))
    return read_protocol(folder / path.name)


# ---------------------------------------------------------------- files that are none


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(ProtocolRefused) as caught:
        load_protocol("NCT00000000")

    assert said(caught.value) == (
        "nct00000000.toml: the file cannot be read: No such file or directory"
    )


@pytest.mark.parametrize("name", BESIDE)
def test_a_file_that_should_lie_beside_it_is_named(tmp_path: Path, name: str) -> None:
    path = written(SHIPPED, tmp_path)
    (tmp_path / name).unlink()

    with refuses(ProtocolRefused, match=f"{name}: the file cannot be read"):
        read_protocol(path)


def test_a_folder_is_no_protocol(tmp_path: Path) -> None:
    with refuses(ProtocolRefused, match="the file cannot be read: Is a directory"):
        read_protocol(tmp_path)


def test_a_protocol_in_another_encoding_is_refused_at_its_line(tmp_path: Path) -> None:
    line, sentence = refusal_of(SHIPPED.encode("gb18030"), tmp_path)

    assert sentence == "the text is not UTF-8"
    assert line.startswith("title_zh")


def test_an_empty_protocol_is_told_what_it_lacks_first(tmp_path: Path) -> None:
    assert refusal_of("", tmp_path) == ("", "“schema” is missing")


def test_a_mark_of_byte_order_before_the_text_is_read_over(tmp_path: Path) -> None:
    assert read_protocol(written(b"\xef\xbb\xbf" + SHIPPED.encode(), tmp_path)).id == "NCT04684147"


def test_windows_line_ends_are_read_and_do_not_move_the_line_at_fault(tmp_path: Path) -> None:
    windows = SHIPPED.replace("\n", "\r\n")

    assert read_protocol(written(windows, tmp_path)).step == PROTOCOL.step
    line, _ = refusal_of(windows.replace('gap = "72 hours"', 'gap = "72 hurs"', 1), tmp_path)
    assert line == 'gap = "72 hurs"\r'


# ---------------------------------------------------------------- circles of links


def a_link(step: str, anchor: str, earliest: int | None = None, latest: int | None = None) -> Link:
    return Link(
        rule=f"{step} {earliest} {latest} {anchor}",
        step=step,
        anchor=anchor,
        earliest=None if earliest is None else Quantity(days=earliest),
        latest=None if latest is None else Quantity(days=latest),
        text=Texts("x"),
        source=Source(rationale="x"),
        basis="site default",
    )


@pytest.mark.parametrize(
    ("links", "circle"),
    [
        ([("b", "a", 3, 5), ("c", "b", 3, 5), ("c", "a", None, 6)], []),  # just fits
        ([("b", "a", 3, 5), ("c", "b", 3, 5), ("c", "a", None, 5)], [0, 1, 2]),
        ([("b", "a", 3, None), ("a", "b", 1, None)], [0, 1]),
        ([("b", "a", 3, None), ("a", "b", -3, None)], []),  # exactly three days apart
        ([("b", "a", 3, None), ("a", "b", -2, None), ("c", "b", 1, None)], [0, 1]),
        ([("c", "b", 1, None), ("b", "a", 3, None), ("a", "b", -2, None)], [1, 2]),
        ([("b", "a", None, 3), ("a", "b", None, -4)], [0, 1]),
        ([("b", "a", 0, 0)] * 3, []),
    ],
)
def test_links_that_no_dates_satisfy_are_found_and_no_others(
    links: list[tuple[str, str, int | None, int | None]], circle: list[int]
) -> None:
    made = tuple(a_link(*link) for link in links)

    assert {link.rule for link in cycle_in(made)} == {made[place].rule for place in circle}


# ---------------------------------------------------------------- sources


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("NCT04684147 exclusion 3.5", ("exclusion", "3.5")),
        ("NCT04684147 inclusion 3 (2)c", ("inclusion", "3 (2)c")),
        ("NCT04684147 exclusion 12f (2)", ("exclusion", "12f (2)")),
        ("NCT04684147 inclusion 10, “within 3 days before”", ("inclusion", "10")),
        ("good clinical practice; the entry does not state an order", (None, None)),
    ],
)
def test_a_source_is_read_into_list_and_number(
    written: str, place: tuple[str | None, str | None]
) -> None:
    source = read_source(written)

    assert (source.list, source.number) == place
    assert str(source) == written


def test_a_source_that_names_no_criterion_of_its_entry_is_refused_with_its_line(
    tmp_path: Path,
) -> None:
    slip = with_slip("EX-03.5", '"NCT04684147 exclusion 3.5"', '"NCT04684147 point 3.5"')

    line, sentence = refusal_of(slip, tmp_path)

    assert line == 'source = "NCT04684147 point 3.5"'
    assert "names no criterion" in sentence


def test_a_rationale_is_no_source_of_a_rule_of_the_entry(tmp_path: Path) -> None:
    slip = with_slip("EX-03.5", '"NCT04684147 exclusion 3.5"', '"a common one"')

    line, sentence = refusal_of(slip, tmp_path)

    assert line == 'basis = "registry entry"'
    assert "so it is a site default" in sentence
