"""No part that can be had under the GPL alone is shipped, and the notice names what asks for it."""

from dataclasses import replace
from pathlib import Path

import pytest

from shipping.__main__ import _changed, main
from shipping.licences import Part, part
from shipping.notice import notice
from shipping.parts import shipped
from shipping.vendored import vendored


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True),
        ("LGPL-3.0-only", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("GPL-3.0-or-later OR Apache-2.0", True),  # one may choose
        ("GPL-2.0-only AND MIT", False),  # both hold
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        (None, False),  # nobody has read it
    ],
)
def test_a_part_is_shipped_only_if_it_can_be_had_without_the_gpl(
    licence: str | None, free: bool
) -> None:
    assert Part("some-part", licence).free_of_gpl is free


def test_everything_that_is_shipped_may_be_and_the_notice_is_todays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_what_is_installed_with_the_program_is_looked_at_and_tools_are_not() -> None:
    parts = shipped()

    assert {"prefect", "psycopg-binary", "prefect-redis", "tzdata"} <= set(parts)
    assert not {"pytest", "ruff", "mkdocs"} & set(parts)


def test_a_part_under_the_gpl_alone_fails_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shipping.__main__.shipped", lambda: ("khal", "uvicorn"))
    monkeypatch.setattr(
        "shipping.__main__.part",
        lambda name: Part(name, "GPL-3.0-only") if name == "khal" else part(name),
    )

    assert main(["--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "khal is under GPL-3.0-only, which would put Day Zero under the GPL"
    ]


def test_a_notice_that_is_not_todays_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shipping.__main__.NOTICE", tmp_path / "NOTICE.md")
    (tmp_path / "NOTICE.md").write_text("of yesterday")

    assert main(["--check"]) == 1
    assert "run `make licences`" in capsys.readouterr().out
    assert main([]) == 0
    assert main(["--check"]) == 0


def test_the_notice_names_what_is_under_the_lgpl_and_the_mpl() -> None:
    said = notice([Part("a", "LGPL-3.0-only"), Part("b", "MPL-2.0"), Part("c", "MIT")], vendored())

    assert "| [a](https://pypi.org/project/a/) | LGPL-3.0-only |" in said
    assert "| [b](https://pypi.org/project/b/) | MPL-2.0 |" in said
    assert "project/c/" not in said
    assert "| [htmx](https://www.npmjs.com/package/htmx.org) 2.0.11 | 0BSD |" in said


def test_what_others_wrote_and_we_serve_is_as_it_was_published() -> None:
    assert [one.name for one in vendored() if one.unchanged] == ["htmx"]
    changed = replace(vendored()[0], file="dayzero/web/static/pages.js")
    assert list(_changed([changed])) == [
        "dayzero/web/static/pages.js is not htmx 2.0.11 as its maker publishes it"
    ]
