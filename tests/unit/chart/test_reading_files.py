"""Charts that are no charts: files that cannot be read, and bytes that are not JSON."""

import io
import json
import sys
from pathlib import Path

import pytest

from models.chart.document import LARGEST_CHART_BYTES
from tests.unit.timeline.plan_runs import CHART, NOW, Run, changed, refused_for, run

__all__ = ["run"]  # a fixture

RAW = json.dumps(CHART).encode()
PRETTY = json.dumps(CHART, indent=1, ensure_ascii=False).replace("dasatinib", "达沙替尼")
COMMA_TOO_MANY = (  # Python says more exactly what it is from 3.13 on
    "a comma stands before a closing bracket"
    if sys.version_info >= (3, 13)
    else "field's name in double quotes is due"
)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "is not JSON: it is empty"),
        (b" \n\t ", "is not JSON: it is empty"),
        (b"hello", "is not JSON at line 1, column 1: a value is missing"),
        (b"[]", "is not a JSON object; a chart starts with “{”"),
        (b"null", "is not a JSON object"),
        (b'"CN01-007"', "is not a JSON object"),
        (b"[" * 100_000 + b"]" * 100_000, "its brackets are nested too deeply"),
        (b'{"facts":' * 100_000, "its brackets are nested too deeply"),
        (RAW[:-1], "is not JSON at line 1"),  # cut off, as by a full disk
        (RAW + RAW, "something follows the chart's closing bracket"),
        (RAW.replace(b'"site": "CN01", ', b'"site": "CN01" '), "a comma or a closing bracket is"),
        (RAW.replace(b'"site": ', b'"site" '), "a colon is missing"),
        (RAW[:-1] + b",}", COMMA_TOO_MANY),
        (RAW.replace(b'"', b"'"), "field's name in double quotes is due"),
        (RAW.replace(b'"CN01"', b'"CN01'), "is not JSON at line 1"),
        (RAW.replace(b"dasatinib", b"dasa\ntinib"), "a text runs over a line end"),
        (RAW.replace(b"dasatinib", b"dasa\\tinib\\q"), "holds a backslash that escapes nothing"),
        (b"{" + b"// a comment\n" + RAW[1:], "field's name in double quotes is due"),
        (PRETTY.encode("utf-16"), "is not UTF-8 text: it holds zero bytes, as UTF-16 does"),
        (PRETTY.encode("utf-16-le"), "is not UTF-8 text: it holds zero bytes, as UTF-16 does"),
        (PRETTY.encode("gb18030"), "is not UTF-8 at line 29; save it as UTF-8"),
        (RAW + b"\0", "it holds zero bytes"),
        (RAW.replace(b"dasatinib", b"dasa\0tinib"), "it holds zero bytes"),
        (RAW.replace(b"dasatinib", b"\xed\xa0\x80"), "is not UTF-8 at line 1"),  # half a character
        (b" " * (LARGEST_CHART_BYTES + 1), "is larger than 5 MB; a chart holds one subject"),
    ],
)
def test_what_is_not_a_chart_is_refused_in_one_sentence(
    run: Run, raw: bytes, sentence: str
) -> None:
    assert sentence in refused_for(run(raw), "chart")


def test_a_file_of_50_megabytes_is_refused_without_reading_it_all(run: Run, tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.write(RAW)
        file.truncate(50_000_000)

    assert refused_for(run(huge), "chart") == "is larger than 5 MB; a chart holds one subject"


def test_a_mark_of_byte_order_before_the_text_is_read_over(run: Run) -> None:
    assert run(b"\xef\xbb\xbf" + RAW, "--json").code == 0


def test_chinese_text_and_escaped_chinese_text_are_one(run: Run) -> None:
    written = PRETTY.encode()
    escaped = json.dumps(json.loads(PRETTY)).encode()

    assert written != escaped
    assert run(written, "--json") == run(escaped, "--json")


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('"site": "CN01"', '"site": "CN01", "site": "CN01"', "site"),  # even where they agree
        ('"drug": "dasatinib"', '"drug": "dasatinib", "drug": "x"', "facts[2].drug"),
        ('"unit": "mg/day"', '"unit": "mg", "unit": "mg/day"', "facts[2].dose.unit"),
        ('"facts": [', '"facts": [], "facts": [', "facts"),
    ],
)
def test_a_field_given_twice_is_named_with_its_path(
    run: Run, old: str, new: str, path: str
) -> None:
    raw = json.dumps(CHART).replace(old, new, 1)

    assert refused_for(run(raw.encode()), path) == "is given twice; keep one"


def test_every_field_given_twice_is_told(run: Run) -> None:
    raw = b'{"a": 1, "a": 1, "facts": [{"b": 1, "b": 2, "c": 1, "b": 3, "c": 2}]}'

    assert [fault.partition(":")[0] for fault in run(raw).faults] == [
        "a",
        "facts[0].b",
        "facts[0].c",
    ]


def test_thousands_of_repeated_fields_take_no_longer_than_reading(run: Run) -> None:
    names = ",".join(f'"k{number}":1' for number in range(200_000))

    answer = run(f'{{{names},"k199999":2}}'.encode())

    assert refused_for(answer, "k199999") == "is given twice; keep one"


@pytest.mark.parametrize(
    ("path", "cause"), [("none.json", "No such file"), (".", "Is a directory")]
)
def test_a_file_that_cannot_be_opened_is_told(
    run: Run, tmp_path: Path, path: str, cause: str
) -> None:
    file = tmp_path / path

    assert cause in refused_for(run(file), str(file))


def test_a_file_without_permission_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)  # the tests may run as root, who may read all
    file = tmp_path / "chart.json"

    said = refused_for(run(file), str(file))

    assert said == "cannot be read: Permission denied; check the path"


def test_a_chart_is_read_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RAW)))

    assert run(Path("-"), "--json") == run(RAW, "--json")


def test_a_file_of_a_million_faults_is_told_in_a_hundred(run: Run) -> None:
    answer = run(b'{"facts":[' + b"{}," * 1_000_000 + b"{}]}")

    assert answer.code == 2
    assert len(answer.faults) == 101
    assert answer.faults[-1] == "chart: has more faults than these; correct these first"


def test_the_moment_of_the_run_is_held(run: Run) -> None:
    assert json.loads(run(RAW, "--json").out)["as_of"] == NOW


@pytest.mark.parametrize("path", ["subject", "facts[2].kind", "facts[2].drug", "facts[2].dose"])
@pytest.mark.parametrize("depth", range(800, 1000, 20))
def test_brackets_nested_as_deep_as_json_is_read_are_refused_where_they_are(
    run: Run, path: str, depth: int
) -> None:
    deep = json.dumps(changed(path, "HERE")).replace('"HERE"', "[" * depth + "]" * depth)

    answer = run(deep.encode())

    assert answer.code == 2
    assert answer.faults[0].split(":")[0] in {path, "chart"}
    assert "Traceback" not in answer.err
