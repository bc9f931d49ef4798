"""The page of verdicts on what was done: as they were given, and what would be said today."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.protocols.amended import PARTS, a_folder
from tests.unit.records.recorded import bring_in, chart
from tests.unit.records.test_verdicts_on_record import INFUSION, PEGASPARGASE
from tests.web.pages import Pages, pages_over, pass_over, words

SUBJECT = "CN01-021"
PAGE = f"/subjects/{SUBJECT}/verdicts"


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """A subject who was infused, judged, and judged otherwise by a later version."""
    with pages_over(tmp_path_factory.mktemp("pages")) as pages:
        bring_in(pages.engine, chart(INFUSION, PEGASPARGASE, subject=SUBJECT))
        pass_over(pages.engine, SUBJECT)
        with pytest.MonkeyPatch.context() as later:
            later.setenv("DAYZERO_PROTOCOLS", str(longer(tmp_path_factory.mktemp("v2") / "v2")))
            pass_over(pages.engine, SUBJECT)
        yield pages


def longer(folder: Path) -> Path:
    """A version that asks for six weeks after pegaspargase."""
    limit = PARTS["pegaspargase"].replace("28 days", "42 days")
    return a_folder(folder, version='version = "amendment-9"', pegaspargase=limit)


def test_what_stands_comes_with_what_it_was_made_with_and_with_what_would_be_said_today(
    amended: Pages,
) -> None:
    said = words(amended.signed_in().get(PAGE))

    first = said.index("It would be judged otherwise today.")
    assert "Made with version 2025-08-08.1 of the protocol" in said[:first]
    assert "Made with version amendment-9 of the protocol" in said[first:]
    assert said.index("met") < first < said.index("violated", first)


def test_the_subjects_page_leads_there_and_counts_what_would_be_judged_otherwise(
    amended: Pages,
) -> None:
    page = amended.signed_in().get(f"/subjects/{SUBJECT}")

    assert f'href="{PAGE}"' in page.text
    assert "1 would be judged otherwise today" in words(page)


def test_a_chinese_reader_has_the_sentence_of_then_in_chinese(amended: Pages) -> None:
    said = words(amended.signed_in(headers={"Accept-Language": "zh"}).get(PAGE))

    assert "培门冬酶" in said
    assert "按现行版本，判定会不同。" in said


def test_where_nothing_is_done_it_says_so(amended: Pages) -> None:
    said = words(amended.signed_in().get("/subjects/CN01-009/verdicts"))

    assert "judged otherwise" not in said


def test_who_may_not_see_the_site_finds_no_page(amended: Pages) -> None:
    assert amended.signed_in().get("/subjects/CN02-001/verdicts").status_code == 404
