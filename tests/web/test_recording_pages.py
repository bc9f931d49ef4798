"""Recording on a page: shown before it is written, refused beside the field, written once."""

import re
from collections.abc import Iterator
from html import unescape
from http import HTTPStatus

import pytest

from models.protocol import load_protocol
from models.protocol.vocabulary import WordKind
from models.records.store import chart_document, recorded_facts
from tests.web.pages import Pages, pages_over, post, token_in, words

PAGE = "/subjects/CN01-007"
CLOSED = {
    *(WordKind.RESULT, WordKind.SPECIMEN, WordKind.PURPOSE, WordKind.ROUTE),
    *(WordKind.FIELD, WordKind.SEVERITY),
}
"""Of these a chart holds known words alone."""
TICKED = re.compile(r'type="radio" name="(is_\w+)" value="([^"]+)" checked')


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """A server whose records nobody else reads, for these tests change them."""
    with pages_over(tmp_path_factory.mktemp("recording")) as running:
        yield running


def facts(pages: Pages, subject: str) -> int:
    return len(recorded_facts(pages.engine, subject))


def hidden(text: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text))


def test_a_preview_shows_what_moves_and_which_alerts_close_and_writes_nothing(
    fresh: Pages,
) -> None:
    browser, before = fresh.signed_in(), facts(fresh, "CN01-007")
    form = {"step": "infusion", "state": "booked", "day": "2026-03-18", "clock": "11:15"}
    said = words(post(browser, PAGE, f"{PAGE}/record/step", action="preview", **form))

    assert "Nothing is recorded yet." in said
    assert "To be recorded: infusion, booked, Wed 18 Mar 11:15" in said
    # still at risk: no CD19 test is on record, and lymphodepletion is booked
    assert "infusion Violated, Wed 18 Mar 10:00 At risk, Wed 18 Mar 11:15" in said
    assert "Alerts that open None opens." in said
    assert "needs more than 72 hours (EX-03.2)" in said[said.index("Alerts that close") :]
    assert facts(fresh, "CN01-007") == before


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("test", WordKind.TEST),
        ("test", WordKind.RESULT),
        ("test", WordKind.SPECIMEN),
        ("drug", WordKind.PURPOSE),
        ("drug", WordKind.ROUTE),
        ("radiotherapy", WordKind.FIELD),
        ("event", WordKind.EVENT),
        ("event", WordKind.SEVERITY),
        ("measurement", WordKind.MEASURE),
        ("finding", WordKind.FINDING),
    ],
)
def test_what_can_be_chosen_are_the_words_of_the_data(
    fresh: Pages, form: str, kind: WordKind, language: str
) -> None:
    answer = fresh.signed_in().get(f"{PAGE}/record/{form}", params={"lang": language})
    page = unescape(answer.text)
    offered = re.search(rf'<select id="{kind}".*?</select>', page, re.DOTALL)
    assert offered

    words = [(word.id, word.titles[language]) for word in load_protocol().lexicon.words(kind)]
    other = [] if kind in CLOSED else [("other", {"en": "other", "zh": "其他"}[language])]
    assert re.findall(r'<option value="(\w+)"[^>]*>([^<]*)<', offered[0]) == [
        *(word for word in words if word[0] != "path_reopened"),  # a form of its own asks why
        *other,
    ]


def test_a_preview_says_which_drug_was_read_and_what_it_is_easily_taken_for(fresh: Pages) -> None:
    browser = fresh.signed_in()
    form = {"drug": "MIT", "day": "2026-03-09", "dose": "10 mg/m2", "times_per_day": "1"}
    said = words(post(browser, PAGE, f"{PAGE}/record/drug", action="preview", **form))

    assert "MIT, 10 mg/m² × 1 a day" in said
    assert "“MIT” is read as mitoxantrone (chemotherapy, anthracycline)." in said
    assert "Easily taken for methotrexate" in said


def test_what_was_seen_is_recorded_by_whom_and_the_page_follows_at_once(fresh: Pages) -> None:
    browser, page = fresh.signed_in(), "/subjects/CN01-009"
    form = {"step": "screening", "state": "done", "day": "2026-03-10"}
    seen = post(browser, page, f"{page}/record/step", action="preview", **form)
    fields = hidden(seen.text)
    done = browser.post(f"{page}/record/step", data={**fields, "action": "commit"})
    again = browser.post(f"{page}/record/step", data={**fields, "action": "commit"})
    line = recorded_facts(fresh.engine, "CN01-009")[-1]

    assert "f2 is recorded." in words(done)
    assert (line.fact, line.recorded_by) == ("f2", "nurse")
    assert line.document == {
        "id": "f2",
        "kind": "step",
        "step": "screening",
        "state": "done",
        "at": "2026-03-10",
    }
    assert words(again) == words(done)  # sent twice, written once
    assert facts(fresh, "CN01-009") == 2


@pytest.mark.parametrize(
    ("kind", "form", "says"),
    [
        ("step", {"step": "infusion", "state": "booked"}, "Day : is empty; fill it in"),
        (
            "step",
            {"step": "holiday", "state": "booked", "day": "2026-03-20"},
            "Step : “holiday” is not",
        ),
        (
            "step",
            {"step": "infusion", "state": "done", "day": "2026-03-20"},
            "Day : ",
        ),  # it has not happened yet
        (
            "step",
            {"step": "infusion", "state": "booked", "day": "2026-02-30"},
            "“2026-02-30” is not a day of the calendar",
        ),
        ("test", {"test": "pregnancy", "result": "maybe", "day": "2026-03-09"}, "Result : “maybe”"),
        ("drug", {"drug": "dasatinib"}, "say the last day, or that it is still being given"),
        (
            "drug",
            {"drug": "dasatinib", "day": "2026-03-09", "dose": "a lot"},
            "Dose : “a lot” is not a dose",
        ),
        ("drug", {"drug": "", "day": "2026-03-09"}, "Drug : is empty"),
        (
            "drug",
            {"drug": "Ara-C", "day": "2026-03-09", "dose": "3 mg/l"},
            "Dose : “mg/l” is not a unit of a dose; use mg, g, ug or IU",
        ),
        (
            "drug",
            {"drug": "Ara-C", "day": "2026-03-09", "dose": "3 g/m2", "times_per_day": "often"},
            "Times a day : must be how many times a day",
        ),
    ],
)
def test_what_cannot_be_recorded_is_told_beside_its_field(
    fresh: Pages, kind: str, form: dict[str, str], says: str
) -> None:
    browser, before = fresh.signed_in(), chart_document(fresh.engine, "CN01-007")
    answer = post(browser, PAGE, f"{PAGE}/record/{kind}", action="commit", **form)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert says in words(answer)
    assert 'class="fault"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    for name, value in form.items():
        if name in {"day", "drug", "dose"} and value:
            assert f'value="{value}"' in answer.text
    assert chart_document(fresh.engine, "CN01-007") == before


def test_the_end_of_a_course_and_when_a_result_was_known_may_be_known_in_part(fresh: Pages) -> None:
    browser, page = fresh.signed_in(), "/subjects/CN01-008"
    stop = {"fact": "f9", "day": "", "partly": "UN-MAR-2026", "reason": "stopped"}
    test = {"test": "pregnancy", "result": "negative", "day": "", "partly": "2026-03-04T10"}
    known = {"reported": "2026-03-04/2026-03-05"}
    stopped = words(post(browser, page, f"{page}/record/stop", action="preview", **stop))
    tested = words(post(browser, page, f"{page}/record/test", action="preview", **test, **known))

    assert "oral, from Fri 20 Feb, last between Sun 1 Mar and Tue 31 Mar" in stopped
    assert "reported between Wed 4 Mar and Thu 5 Mar" in tested
    assert "between Wed 4 Mar 10:00 and Wed 4 Mar 10:59" in tested


def test_a_drug_that_is_still_given_is_stopped_by_a_correction(fresh: Pages) -> None:
    browser, page = fresh.signed_in(), "/subjects/CN01-008"
    form = {"fact": "f9", "day": "2026-03-10", "clock": "07:30", "reason": "stopped on the ward"}
    seen = post(browser, page, f"{page}/record/stop", action="preview", **form)
    browser.post(f"{page}/record/stop", data={**hidden(seen.text), "action": "commit"})
    line = recorded_facts(fresh.engine, "CN01-008")[-1]

    assert "earliest safe infusion" in words(seen)
    assert (line.corrects, line.reason) == ("f9", "stopped on the ward")
    assert line.document["last"] == "2026-03-10T07:30+08:00"
    assert "ongoing" not in line.document
    assert line.document["dose"] == {"value": "100", "unit": "mg/day"}
    said = words(browser.get(f"{page}/record/stop"))
    assert "No drug on record is still being given." in said


def test_a_test_is_recorded_at_its_minute_with_its_sample(fresh: Pages) -> None:
    browser = fresh.signed_in()
    form = {
        "test": "pregnancy",
        "result": "negative",
        "day": "2026-03-10",
        "clock": "07:00",
        "specimen": "serum",
    }
    seen = post(browser, PAGE, f"{PAGE}/record/test", action="preview", **form)
    browser.post(f"{PAGE}/record/test", data={**hidden(seen.text), "action": "commit"})
    document = recorded_facts(fresh.engine, "CN01-007")[-1].document

    assert document["at"] == "2026-03-10T07:00+08:00"
    assert (document["result"], document["specimen"]) == ("negative", "serum")


@pytest.mark.parametrize(
    ("partly", "shown"),
    [
        ("2026-02-UN", "between Sun 1 Feb and Sat 28 Feb"),
        ("UN-FEB-2026", "between Sun 1 Feb and Sat 28 Feb"),
        ("2026---15", "between Thu 15 Jan and Tue 15 Dec"),
        ("2026-02-03/2026-02-05", "between Tue 3 Feb and Thu 5 Feb"),
        ("2026-02-03T10", "between Tue 3 Feb 10:00 and Tue 3 Feb 10:59"),
    ],
)
def test_a_day_may_be_written_as_far_as_it_is_known(fresh: Pages, partly: str, shown: str) -> None:
    browser = fresh.signed_in()
    form = {"drug": "imatinib", "day": "", "partly": partly}
    seen = post(browser, PAGE, f"{PAGE}/record/drug", action="preview", **form)
    browser.post(f"{PAGE}/record/drug", data={**hidden(seen.text), "action": "commit"})

    assert shown in words(seen).partition("To be recorded: imatinib")[2]
    assert recorded_facts(fresh.engine, "CN01-007")[-1].document["last"] == partly


@pytest.mark.parametrize("ticked", [{}, {"ongoing": "yes"}])
def test_a_last_day_that_is_written_as_ongoing_is_none(
    fresh: Pages, ticked: dict[str, str]
) -> None:
    browser = fresh.signed_in()
    form = {"drug": "imatinib", "day": "", "partly": "ONGOING", **ticked}
    seen = words(post(browser, PAGE, f"{PAGE}/record/drug", action="preview", **form))

    assert "To be recorded: imatinib, still being given" in seen


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"day": "", "partly": ""}, "Day : is empty"),
        ({"day": "2026-03-09", "partly": "2026-03-UN"}, "“2026-03-09 2026-03-UN” is not a date"),
        (
            {"day": "", "partly": "2026-03-UN", "clock": "10:00"},
            "Day : needs the whole day; leave",
        ),
        ({"day": "", "partly": "BEFORE"}, "“BEFORE” does not say when; write the date as far"),
        ({"day": "", "partly": "2026-03-UNO"}, "Day : “2026-03-UNO”"),
    ],
)
def test_it_is_written_once_and_readably(fresh: Pages, form: dict[str, str], said: str) -> None:
    browser = fresh.signed_in()
    fields = {"step": "screening", "state": "done", **form}
    answer = post(browser, PAGE, f"{PAGE}/record/step", action="preview", **fields)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in words(answer)


@pytest.mark.parametrize(
    ("day", "shown", "kept"),
    [
        ("5 Mar", "Thu 5 Mar", "2026-03-05"),
        ("3月5日 下午2点", "Thu 5 Mar 14:00", "2026-03-05T14:00+08:00"),
        ("２０２６－０３－０６", "Fri 6 Mar", "2026-03-06"),
        ("D-11 9am", "Sat 7 Mar 09:00", "2026-03-07T09:00+08:00"),
        ("yesterday", "Mon 9 Mar", "2026-03-09"),
    ],
)
def test_a_day_is_typed_as_people_write_it_and_said_back_before_it_is_recorded(
    fresh: Pages, day: str, shown: str, kept: str
) -> None:
    browser = fresh.signed_in()
    form = {"drug": "imatinib", "day": day}
    seen = post(browser, PAGE, f"{PAGE}/record/drug", action="preview", **form)
    browser.post(f"{PAGE}/record/drug", data={**hidden(seen.text), "action": "commit"})

    assert f"To be recorded: imatinib, last {shown}" in words(seen)
    assert recorded_facts(fresh.engine, "CN01-007")[-1].document["last"] == kept


def test_a_day_that_can_be_two_is_asked_about_and_only_one_of_them_is_taken(fresh: Pages) -> None:
    browser, form = fresh.signed_in(), {"drug": "imatinib", "day": "3/2"}
    asked = post(browser, PAGE, f"{PAGE}/record/drug", action="preview", **form)
    chosen = {**form, "is_day": "2026-02-03"}
    answers = [
        post(browser, PAGE, f"{PAGE}/record/drug", action="preview", **fields)
        for fields in (chosen, {**chosen, "is_day": "2025-02-03"})
    ]

    assert asked.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "“3/2” can be 2026-03-02 or 2026-02-03; say which" in words(asked)
    assert "Which day is meant? Mon 2 Mar Tue 3 Feb" in words(asked)
    assert "last Tue 3 Feb" in words(answers[0])
    assert answers[1].status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_which_day_is_meant_stays_ticked_while_another_field_is_refused(fresh: Pages) -> None:
    browser = fresh.signed_in()
    form = {"drug": "", "day": "3/2", "is_day": "2026-02-03"}
    refused = post(browser, PAGE, f"{PAGE}/record/drug", action="preview", **form)
    fields = {"drug": "imatinib", "day": "3/2", **dict(TICKED.findall(refused.text))}
    mended = post(browser, PAGE, f"{PAGE}/record/drug", action="preview", **fields)

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert fields["is_day"] == "2026-02-03"
    assert "Which day is meant? Mon 2 Mar Tue 3 Feb Read as Tue 3 Feb" in words(refused)
    assert "last Tue 3 Feb" in words(mended)


def test_a_year_that_is_perhaps_another_is_asked_about_and_can_be_recorded(fresh: Pages) -> None:
    form = {"drug": "imatinib", "day": "2025-03-05"}
    seen = words(post(fresh.signed_in(), PAGE, f"{PAGE}/record/drug", action="preview", **form))

    assert "Is 2025 the right year?" in seen
    assert "To be recorded: imatinib, last Wed 5 Mar 2025" in seen


def test_what_is_typed_is_read_before_the_form_is_sent(fresh: Pages) -> None:
    browser, typed = fresh.signed_in(), f"{PAGE}/typed"
    day = words(browser.get(f"{typed}/day", params={"day": "tomorrow 9:30"}))
    drug = browser.get(f"{typed}/drug", params={"drug": "blumomycin"})
    signed_out = fresh.browser().get(f"{typed}/day", headers={"HX-Request": "true"})

    assert day == "Read as Wed 11 Mar 09:30 · D−7"
    assert "“blumomycin” is not" in words(drug)  # unknown: said so, and nothing is offered
    assert "<option" not in drug.text
    assert browser.get(f"{typed}/dose").status_code == HTTPStatus.NOT_FOUND
    assert signed_out.status_code == HTTPStatus.UNAUTHORIZED
    assert "You are signed out. Sign in" in words(signed_out)


def test_when_a_result_was_reported_is_recorded_with_it(fresh: Pages) -> None:
    browser = fresh.signed_in()
    form = {
        "test": "cd19",
        "result": "positive",
        "day": "2026-03-09",
        "reported": "2026-03-10 07:30",
    }
    seen = post(browser, PAGE, f"{PAGE}/record/test", action="preview", **form)
    browser.post(f"{PAGE}/record/test", data={**hidden(seen.text), "action": "commit"})

    assert "reported Tue 10 Mar 07:30" in words(seen)
    assert recorded_facts(fresh.engine, "CN01-007")[-1].document["reported"] == (
        "2026-03-10T07:30+08:00"
    )


def test_a_form_can_be_changed_after_its_preview(fresh: Pages) -> None:
    browser = fresh.signed_in()
    form = {"step": "infusion", "state": "booked", "day": "2026-03-18", "clock": "11:15"}
    seen = post(browser, PAGE, f"{PAGE}/record/step", action="preview", **form)
    back = browser.post(f"{PAGE}/record/step", data={**hidden(seen.text), "action": "change"})

    assert '<option value="infusion" selected>' in back.text
    assert 'value="2026-03-18 11:15"' in back.text


def test_a_form_without_the_pages_secret_records_nothing(fresh: Pages) -> None:
    browser, before = fresh.signed_in(), facts(fresh, "CN01-007")
    fields = {"step": "infusion", "state": "booked", "day": "2026-03-19", "action": "commit"}
    answer = browser.post(f"{PAGE}/record/step", data=fields)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert facts(fresh, "CN01-007") == before


def test_there_is_no_form_for_what_is_not_recorded_here(fresh: Pages) -> None:
    browser = fresh.signed_in()

    assert browser.get(f"{PAGE}/record/secrets").status_code == HTTPStatus.NOT_FOUND
    token = token_in(browser.get(PAGE))
    answer = browser.post(
        f"{PAGE}/record/stop",
        data={"form_token": token, "fact": "f99", "day": "2026-03-10", "reason": "x"},
    )
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_product_that_failed_is_explained_before_it_is_recorded_and_shown_after(
    fresh: Pages,
) -> None:
    browser, page = fresh.signed_in(), "/subjects/CN01-008"
    form = {"step": "product_release", "state": "missed", "day": "2026-03-09"}
    seen = post(browser, page, f"{page}/record/step", action="preview", **form)
    browser.post(f"{page}/record/step", data={**hidden(seen.text), "action": "commit"})
    shown = words(browser.get(page))

    sentence = "The product of apheresis of Tue 10 Feb (f4) was lost with product release, missed"
    assert sentence in words(seen)
    assert sentence in shown
    assert "before: Tue 10 Feb" in shown
