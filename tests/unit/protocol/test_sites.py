from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models.errors import ProtocolRefused
from models.protocol.sites import SITES, load_sites
from tests.refusals import said

WRITTEN = SITES.read_text()


@pytest.fixture
def written_as(tmp_path: Path) -> Callable[[str, str], Path]:
    """Give the real file with one place changed."""

    def change(old: str, new: str) -> Path:
        assert old in WRITTEN
        path = tmp_path / "sites.toml"
        path.write_text(WRITTEN.replace(old, new, 1))
        return path

    return change


def refusal(path: Path) -> ProtocolRefused:
    with pytest.raises(ProtocolRefused) as caught:
        load_sites(path)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'city = "Chongqing"',
            'city = "Chongqing"\nbeds = 12',
            "“beds” is not a field of the sites",
        ),
        ('name = "Nanfang Hospital"', "name = 3", "“name”: input should be a valid string"),
        ('name = "Nanfang Hospital"', 'name = ""', "“name”: string should have at least"),
        (
            'zone = "Asia/Shanghai"',
            'zone = "Asia/Beijing"',
            "“Asia/Beijing” is not a time zone such as Asia/Shanghai",
        ),
        ('zone = "Asia/Shanghai"', 'zone = "Asia"', "“Asia” is not a time zone"),  # a folder
        ('country = "CN"', 'country = "ZZ"', "“ZZ” is not a country whose holidays are known"),
        ('opens = "09:00"', 'opens = "17:30"', "the site opens at 17:30, not before 17:00"),
        ('opens = "09:00"', 'opens = "17:00"', "the site opens at 17:00, not before 17:00"),
        ('opens = "09:00"', 'opens = "9 am"', "“9 am” is not a time from 00:00 to 24:00"),
        ('opens = "09:00"', "opens = 540", None),  # minutes are how a program writes it
        ('closes = "17:00"', 'closes = "24:01"', "“24:01” is not a time from 00:00 to 24:00"),
        ('closes = "17:00"', 'closes = "24:00"', None),
        ('closes = "17:00", ', "", "“hours.closes” is missing"),
        (', basis = "site default"', "", "“hours.basis” is missing"),
        ("closures = []", "closures = [2026-05-18]", "“closures”: input should be a dictionary"),
        (
            "closures = []",
            'closures = [{ day = "2026-05-18", reason = "audit" }]',
            "“closures”: a day is written as 2026-05-18, without quotes or a time",
        ),
        (
            "closures = []",
            "closures = [{ day = 2026-05-18 }]",
            "“closures.reason” is missing",
        ),
        (
            "closures = []",
            'closures = [{ first = 2026-05-18, last = 2026-05-17, reason = "audit" }]',
            "the closure ends on 2026-05-17, before it begins on 2026-05-18",
        ),
        (
            "closures = []",
            'closures = [{ day = 2026-05-18, first = 2026-05-17, reason = "audit" }]',
            "“closures.day” is not a field of the sites",  # either a day or a range
        ),
        (
            "extra_working_days = []",
            "extra_working_days = [2026-05-18T09:00:00]",
            "“extra_working_days”: a day is written as 2026-05-18",
        ),
        ('id = "CN07"', 'id = "CN7"', "“id”: string should match pattern"),
        ('id = "CN07"', 'id = "CN03"', "CN03 is the id of an earlier site as well"),
    ],
)
def test_what_an_author_got_wrong_is_refused_with_its_line(
    written_as: Callable[[str, str], Path], old: str, new: str, sentence: str | None
) -> None:
    path = written_as(old, new)
    if sentence is None:
        assert load_sites(path)
        return

    refused = refusal(path)

    at_fault = next(
        number
        for number, (before, after) in enumerate(
            zip(WRITTEN.split("\n"), path.read_text().split("\n"), strict=False), start=1
        )
        if before != after
    )
    assert sentence in said(refused.reason)
    assert refused.line == at_fault
    assert refused.source == "sites.toml"


def test_a_missing_field_is_refused_at_its_site(
    written_as: Callable[[str, str], Path],
) -> None:
    refused = refusal(written_as('city = "Guangzhou"\n', ""))

    assert said(refused.reason) == "“city” is missing"
    assert refused.line == WRITTEN.split("\n").index('id = "CN03"')  # its header, one line above


def test_a_day_that_is_both_closed_and_worked_is_refused_at_its_site(
    written_as: Callable[[str, str], Path],
) -> None:
    both = 'closures = [{ day = 2026-05-16, reason = "audit" }]\nextra_working_days = [2026-05-16]'

    refused = refusal(written_as("closures = []\nextra_working_days = []", both))

    assert said(refused.reason) == "2026-05-16 is both an extra working day and a closure"
    assert refused.line == WRITTEN.split("\n").index("[[site]]") + 1


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, "“schema” is missing"),
        ('schema = "dayzero.sites/2"', 1, "“schema”: input should be 'dayzero.sites/1'"),
        ('schema = "dayzero.sites/1"', 1, "“site” is missing"),
        ('schema = "dayzero.sites/1"\nsite = []', 2, "“site”: tuple should have at least 1"),
        ('schema = "dayzero.sites/1"\nsite = [3]', 2, "“site”: input should be a dictionary"),
        ('schema = "dayzero.sites/1"\n\n[[sites]]', 3, "“sites” is not a field"),
        ('schema = "dayzero.sites/1"\nday = 2026-02-30', 2, "Invalid date"),
    ],
)
def test_a_file_of_another_shape_is_refused(
    tmp_path: Path, text: str, line: int, sentence: str
) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(text)

    refused = refusal(path)

    assert sentence in said(refused.reason)
    assert refused.line == line


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    assert said(refusal(tmp_path / "none.toml").reason) == "the file cannot be read"


def test_closures_are_read_as_days_and_as_ranges(
    written_as: Callable[[str, str], Path],
) -> None:
    closures = """closures = [
  { day = 2026-05-18, reason = "cell laboratory audit" },
  { first = 2026-07-20, last = 2026-07-24, reason = "ward moves" },
]"""

    site = load_sites(written_as("closures = []", closures))["CN01"]

    assert [(each.first, each.last) for each in site.closures] == [
        (date(2026, 5, 18), date(2026, 5, 18)),
        (date(2026, 7, 20), date(2026, 7, 24)),
    ]


def test_the_sites_are_read_once_and_cannot_be_changed() -> None:
    assert load_sites() is load_sites()
    with pytest.raises(TypeError):
        load_sites()["CN12"] = load_sites()["CN01"]  # type: ignore[index]  # what must not work


def test_hours_are_shown_as_a_clock_shows_them() -> None:
    assert str(load_sites()["CN01"].hours) == "09:00–17:00"
