"""A whole day is typed as people write it: in filters, notes, tokens and enrolling."""

import re
from collections.abc import Iterator

import httpx
import pytest

from models.records.store import EVERYTHING, handover_notes, list_api_tokens, recorded_facts
from tests.web.filling_forms import hidden
from tests.web.pages import Pages, pages_over, post, words

NO_SUBJECT = "a Day number counts from the infusion of one subject, and none is named here"
ONE_DAY = "write one whole day, such as 10 Mar or 2026-03-10"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages_over(tmp_path_factory.mktemp("whole_days")) as running:
        yield running


@pytest.fixture(scope="module")
def nurse(kept: Pages) -> httpx.Client:
    return kept.signed_in()


def note_for(nurse: httpx.Client, day: str, **more: str) -> httpx.Response:
    fields = hidden(nurse.get("/handover").text) | {"text": "Fetch it", "day": day} | more
    return nurse.post("/handover", data=fields)


@pytest.mark.parametrize("address", ["/audit", "/deviations"])
@pytest.mark.parametrize("since", ["2026-03-09", "9 Mar", "3月9日", "yesterday", "Mon 9 March"])
def test_a_filter_reads_the_day_and_says_it_back(
    nurse: httpx.Client, address: str, since: str
) -> None:
    page = nurse.get(address, params={"since": since})

    assert page.status_code == 200
    assert "Read as Mon 9 Mar" in words(page)


def test_the_file_of_a_filter_is_asked_for_by_the_day_that_was_read(nurse: httpx.Client) -> None:
    page = nurse.get("/audit", params={"since": "9 Mar"})

    assert "since=2026-03-09" in page.text


def test_a_day_that_can_mean_two_is_asked_about_and_the_chosen_one_stays(
    nurse: httpx.Client,
) -> None:
    asked = nurse.get("/audit", params={"since": "3/5"})
    assert asked.status_code == 422
    assert "“3/5” can be 2026-03-05 or 2026-05-03; say which" in words(asked)
    assert 'name="is_since" value="2026-03-05"' in asked.text

    chosen = nurse.get("/audit", params={"since": "3/5", "is_since": "2026-03-05"})
    assert chosen.status_code == 200
    assert 'name="since" value="2026-03-05"' in re.sub(r'id="since" ', "", chosen.text)


@pytest.mark.parametrize("typed", ["9 Mar 14:00", "2026-03-UN", "14:00", "some day"])
def test_what_is_no_whole_day_is_refused_with_its_field(nurse: httpx.Client, typed: str) -> None:
    page = nurse.get("/deviations", params={"until": typed})

    assert page.status_code == 422
    assert re.search(f"Found until ?: {ONE_DAY}", words(page))


def test_a_note_for_tomorrow_is_kept_for_the_next_day(kept: Pages, nurse: httpx.Client) -> None:
    assert note_for(nurse, "tomorrow").status_code == 200

    assert str(handover_notes(kept.engine, EVERYTHING)[-1].day) == "2026-03-11"


def ticked(page: httpx.Response) -> list[tuple[str, str]]:
    """The days that a page has ticked, by their fields."""
    return re.findall(r'type="radio" name="is_(\w+)" value="([^"]+)" checked', page.text)


def test_a_refused_note_keeps_what_was_typed_and_which_day_is_meant(
    kept: Pages, nurse: httpx.Client
) -> None:
    before = len(handover_notes(kept.engine, EVERYTHING))
    page = note_for(nurse, "3/5", is_day="2026-03-05", text="")

    assert page.status_code == 422
    assert 'name="day" value="3/5"' in page.text
    assert ticked(page) == [("day", "2026-03-05")]
    assert "Which day is meant? Thu 5 Mar Sun 3 May Read as Thu 5 Mar" in words(page)
    assert len(handover_notes(kept.engine, EVERYTHING)) == before


@pytest.mark.parametrize(
    ("page", "field", "meant", "rest"),
    [
        ("/enrol", "consent", "2026-03-05", {"subject": "", "site": "CN01", "sex": "female"}),
        ("/tokens", "ends", "2027-03-05", {"name": "list"}),
    ],
)
def test_whatever_else_is_refused_the_day_that_was_ticked_stays_ticked(
    nurse: httpx.Client, page: str, field: str, meant: str, rest: dict[str, str]
) -> None:
    answer = post(nurse, page, page, **rest, **{field: "3/5", f"is_{field}": meant})

    assert answer.status_code == 422
    assert ticked(answer) == [(field, meant)]


def test_a_filter_keeps_the_day_that_was_chosen_while_the_other_one_is_refused(
    nurse: httpx.Client,
) -> None:
    asked = {"since": "3/5", "is_since": "2026-03-05", "until": "some day"}
    for page in ("/audit", "/deviations"):
        answer = nurse.get(page, params=asked)
        assert answer.status_code == 422
        assert 'name="since" value="2026-03-05"' in answer.text
        assert "Which day is meant?" not in words(answer)


@pytest.mark.parametrize("page", ["/audit", "/deviations"])
@pytest.mark.parametrize("field", ["since", "until"])
def test_a_day_number_in_a_filter_needs_a_subject_and_is_refused(
    nurse: httpx.Client, page: str, field: str
) -> None:
    answer = nurse.get(page, params={field: "D-3"})

    assert answer.status_code == 422
    assert f"{NO_SUBJECT}; write the day, such as 10 Mar or 2026-03-10" in words(answer)


def test_a_note_of_a_subject_can_be_meant_for_its_day_number(
    kept: Pages, nurse: httpx.Client
) -> None:
    kept_note = note_for(nurse, "D−3", subject="CN01-007")  # the infusion is booked for 18 Mar
    of_the_shift = note_for(nurse, "D−3")

    assert kept_note.status_code == 200
    note = handover_notes(kept.engine, EVERYTHING)[-1]
    assert (note.subject, str(note.day)) == ("CN01-007", "2026-03-15")
    assert of_the_shift.status_code == 422
    assert NO_SUBJECT in words(of_the_shift)


def test_the_consent_of_somebody_new_and_a_tokens_end_have_no_day_number(
    nurse: httpx.Client,
) -> None:
    new = {"subject": "CN01-078", "site": "CN01", "sex": "male", "consent": "D-3"}
    assert NO_SUBJECT in words(post(nurse, "/enrol", "/enrol", **new))
    token = post(nurse, "/tokens", "/tokens", name="x", read="yes", ends="D+3")
    assert NO_SUBJECT in words(token)


def test_a_day_number_is_said_back_for_the_subject_that_is_named_and_may_be_seen(
    nurse: httpx.Client,
) -> None:
    def said(subject: str, field: str = "day") -> str:
        return words(nurse.get(f"/typed/{field}", params={field: "D-3", "subject": subject}))

    assert said("CN01-007") == "Read as Sun 15 Mar"
    assert said("CN01-007", "reported_on") == "Read as Sun 15 Mar"
    assert "which has no date yet" in said("CN01-009")
    for hidden_or_none in ("CN02-001", "CN01-999", ""):
        assert NO_SUBJECT in said(hidden_or_none)


def test_somebody_is_enrolled_with_the_day_of_consent_as_it_was_typed(
    kept: Pages, nurse: httpx.Client
) -> None:
    typed = {"subject": "CN01-077", "site": "CN01", "sex": "female"}
    refused = post(nurse, "/enrol", "/enrol", **typed, consent="9 Mar 14:00")
    assert ONE_DAY in words(refused)

    assert post(nurse, "/enrol", "/enrol", **typed, consent="9 Mar").status_code == 200
    assert "2026-03-09" in str(recorded_facts(kept.engine, "CN01-077"))


def test_a_token_ends_on_the_day_that_was_typed(kept: Pages, nurse: httpx.Client) -> None:
    post(nurse, "/tokens", "/tokens", name="list", read="yes", ends="30 Jun")

    [token] = list_api_tokens(kept.engine, "nurse")
    assert token.expires_at.isoformat() == "2026-07-01T00:00:00+00:00"
    assert ONE_DAY in words(post(nurse, "/tokens", "/tokens", name="x", read="yes", ends="never"))


def test_a_day_is_said_back_while_it_is_typed(nurse: httpx.Client) -> None:
    assert "Read as Mon 9 Mar" in words(nurse.get("/typed/since", params={"since": "9 Mar"}))
    assert nurse.get("/typed/other", params={"other": "9 Mar"}).status_code == 404


@pytest.mark.parametrize(
    ("ends", "read"),
    [
        ("31 Dec", "Thu 31 Dec"),
        ("5 Mar", "Fri 5 Mar 2027"),
        ("10 Mar", "Tue 10 Mar"),
        ("29 Feb", "Tue 29 Feb 2028"),
        ("2026-03-05", "Thu 5 Mar"),
        ("yesterday", "Mon 9 Mar"),
    ],
)
def test_an_end_without_a_year_is_the_next_day_of_that_name(
    nurse: httpx.Client, ends: str, read: str
) -> None:
    assert f"Read as {read}" in words(nurse.get("/typed/ends", params={"ends": ends}))


@pytest.mark.parametrize("since", ["0001-01-01", "9999-12-31", "2026-W10"])
def test_a_day_that_no_record_can_say_is_refused_and_ends_in_no_error(
    nurse: httpx.Client, since: str
) -> None:
    for page in ("/audit", "/deviations"):
        answer = nurse.get(page, params={"since": since, "until": since})
        assert answer.status_code == 422
        assert since in answer.text
