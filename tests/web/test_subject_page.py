"""What a coordinator reads on a subject's page, and who may read it."""

import re
from http import HTTPStatus
from xml.etree import ElementTree as ET

import httpx
import pytest

from dayzero.settings import Settings
from dayzero.web.application import create_app
from dayzero.web.recording.every_form import SELDOM
from models.records.store import open_alerts, open_engine
from tests.spec.test_in_chinese import english_in
from tests.web.pages import PASSWORD, SECRET_REASON, Pages, post, words

PAGE = "/subjects/CN01-007"


def test_what_needs_action_comes_first_with_what_to_do_by_when_and_the_rule(pages: Pages) -> None:
    said = words(pages.signed_in().get(PAGE))

    assert said.index("What needs action") < said.index("Day 0: infusion")
    assert (
        "Critical Move infusion from Wed 18 Mar 10:00 to Wed 18 Mar 11:15:"
        " dasatinib of Sun 15 Mar 11:00 needs more than 72 hours (EX-03.2) before Fri 13 Mar"
        in said
    )
    assert "Rule and source: EX-03.2 TKI or hydroxyurea (NCT04684147 exclusion 3.2)" in said


def test_day_zero_is_told_with_the_earliest_safe_infusion_and_what_holds_it(pages: Pages) -> None:
    said = words(pages.signed_in().get(PAGE))

    assert "Booked for Wed 18 Mar 10:00." in said
    assert "Margin of this time: −1 h 1 min (EX-03.2)." in said
    assert "Earliest safe infusion: Wed 18 Mar 11:01" in said
    assert "All washouts are over from Wed 18 Mar 11:01." in said


def test_the_page_says_as_of_when_and_by_whose_clock(pages: Pages) -> None:
    said = words(pages.signed_in().get(PAGE))

    assert "As of Tue 10 Mar 08:00; times are those of Asia/Shanghai (UTC+08:00)." in said


def test_the_picture_has_a_name_and_its_rows_stand_in_the_table_beside_it(pages: Pages) -> None:
    page = pages.signed_in().get(PAGE).text
    picture = ET.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])  # noqa: S314  our own
    drawn = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    table = page[page.index('class="cards steps"') :]
    rows = re.findall(
        r'<th scope="row">([^<]+?)\s*(?:<span|</th>)', table[: table.index("</table")]
    )

    assert picture.findtext("{http://www.w3.org/2000/svg}title") == "Timeline of CN01-007"
    assert "washouts before infusion" in rows
    assert [title for title in drawn if title in rows] == rows


def test_site_defaults_are_marked_and_what_is_not_met_is_told(pages: Pages) -> None:
    page = pages.signed_in().get(PAGE)
    said = words(page)

    assert "lymphodepletion start site default" in said
    assert "Rules that are not simply met violated EX-03.2" in said
    assert "Before lymphodepletion start: the point of no return" in said


def test_criteria_of_which_nothing_is_recorded_are_listed_and_not_said_to_be_met(
    pages: Pages,
) -> None:
    said = words(pages.signed_in().get(PAGE))

    unrecorded = said.partition("Nothing is recorded on ")[2].partition("What changed last")[0]
    assert "criteria: confirm them in the source documents" in unrecorded
    assert "IN-08.1 AST at most 3 × ULN (NCT04684147 inclusion 8.1)" in unrecorded
    assert "EX-03.2" not in unrecorded  # it is judged, and told above


def test_what_the_last_pass_changed_is_told(pages: Pages) -> None:
    said = words(pages.signed_in().get(PAGE))

    assert "infusion: new, Wed 18 Mar 10:00" in said[said.index("What changed last") :]


def test_facts_are_listed_without_the_free_text_that_somebody_wrote(pages: Pages) -> None:
    page = pages.signed_in().get(PAGE)
    said = words(page)

    assert "f9 drug dasatinib, 100 mg/day, bridging, oral last Sun 15 Mar 11:00" in said
    assert "f3 step screening, done corrected by f10" in said
    assert SECRET_REASON not in page.text


@pytest.mark.parametrize("subject", ["CN02-001", "CN99-001", "CN01-007%00", "'; DROP"])
def test_another_sites_subject_is_as_unknown_as_one_that_nobody_has(
    pages: Pages, subject: str
) -> None:
    nurse = pages.signed_in()
    answer, unknown = nurse.get(f"/subjects/{subject}"), nurse.get("/subjects/nobody")

    assert answer.status_code == unknown.status_code == HTTPStatus.NOT_FOUND
    assert words(answer) == words(unknown)


def test_nothing_is_changed_about_another_sites_subject(pages: Pages) -> None:
    nurse = pages.signed_in()
    (alert, *_) = open_alerts(pages.engine, "CN01-007")
    tries = {
        "/subjects/CN02-001/record/step": {
            "step": "infusion",
            "state": "done",
            "day": "2026-03-09",
        },
        f"/subjects/CN02-001/alerts/{alert.number}/acknowledge": {"reason": "mine"},
        "/subjects/CN02-001/calendar": {},
    }
    for action, fields in tries.items():
        answer = post(nurse, "/subjects", action, **fields)
        assert answer.status_code == HTTPStatus.NOT_FOUND, action


def test_who_sees_all_sites_sees_this_one(pages: Pages) -> None:
    assert pages.signed_in("chief").get("/subjects/CN02-001").status_code == HTTPStatus.OK


def test_a_reader_reads_and_is_offered_no_form(pages: Pages) -> None:
    reader = pages.signed_in("reader")
    page = reader.get(PAGE)
    (alert, *_) = open_alerts(pages.engine, "CN01-007")
    tried = post(reader, PAGE, f"{PAGE}/alerts/{alert.number}/acknowledge", reason="mine")

    assert page.status_code == HTTPStatus.OK
    assert page.text.count("<form") == 1  # to sign out
    assert tried.status_code == HTTPStatus.FORBIDDEN
    assert "You may only read" in words(tried)
    assert reader.get(f"{PAGE}/record/step").status_code == HTTPStatus.FORBIDDEN


def test_the_page_speaks_chinese_to_who_asks_for_it_and_remembers(pages: Pages) -> None:
    browser = pages.signed_in(headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.1"})
    page = browser.get(PAGE)
    english = browser.get(PAGE, params={"lang": "en"})
    remembered = browser.get(PAGE)

    assert '<html lang="zh-CN">' in page.text
    assert (
        "紧急 回输由 3月18日 周三 10:00 改至 3月18日 周三 11:15："
        "3月15日 周日 11:00 的达沙替尼须超过 72 小时（EX-03.2）" in words(page)
    )
    assert "请于3月13日 周五前处理" in words(page)
    assert "该时间的余量：−1小时1分钟（EX-03.2）。" in words(page)
    assert "不能同时满足" not in words(page)
    assert "回输不早于 3月18日 周三 11:01：记录 f9 的洗脱期 EX-03.2" in words(page)
    assert '<html lang="en">' in english.text
    assert '<html lang="en">' in remembered.text


@pytest.mark.parametrize(
    "page",
    [
        "",
        "/CN01-007",
        "/CN01-008",
        "/CN01-009",
        "/CN02-001",
        "/CN01-008/record/drug",
        "/CN01-008/record/stop",
        *(f"/CN01-008/record/{name}" for name in SELDOM),
        "/CN01-008/record/drug?corrects=f9",
        "/CN01-008/record/retraction?corrects=f9",
    ],
)
def test_no_english_is_left_on_a_page_in_chinese(pages: Pages, page: str) -> None:
    chief = pages.signed_in("chief", headers={"Accept-Language": "zh-CN"})

    people = ("chief", "nurse", "test", "coordinator")
    formats = ("CSV", "XLSX", "JSON", "CDISC", "SV", "DV", "FHIR", "R4B")
    drugs = ("dasatinib", "imatinib", "nilotinib", "EA")  # INN and ATC codes, beside their names
    names = (
        "Day Zero",
        "English",
        "UTC",
        "UN",
        "IU",
        "mol",
        "/day",
        *drugs,
        *formats,
        *people,
    )
    said = words(chief.get(f"/subjects{page}"))
    assert english_in(said, *names) == []


def test_a_refusal_is_told_in_the_readers_language(pages: Pages) -> None:
    nurse = pages.signed_in(headers={"Accept-Language": "zh-CN"})
    form = f"{PAGE}/record/test"
    future = {"test": "cd19", "result": "positive", "day": "2026-03-20", "action": "preview"}

    too_late = words(post(nurse, form, form, **future))
    empty = words(post(nurse, form, form, **{**future, "day": ""}))
    assert "晚于现在（2026-03-10T08:00+08:00），不可能已经发生；请更正" in too_late
    assert "未填写，请填写" in empty


def test_private_pages_are_kept_by_nobody_and_run_only_our_own_scripts(pages: Pages) -> None:
    page = pages.signed_in().get(PAGE)
    policy = page.headers["content-security-policy"]

    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    scripts = re.findall(r"<script([^>]*)>([^<]*)</script>", page.text)
    assert [re.sub(r"\?v=\w{12}", "", attributes) for attributes, _ in scripts] == [
        ' src="/static/htmx.min.js" defer',
        ' src="/static/pages.js" defer',
    ]
    assert {inside for _, inside in scripts} == {""}
    assert not re.search(r'\son\w+="|\sstyle="', page.text)


def test_an_alert_is_taken_over_with_a_reason_and_the_page_says_by_whom(pages: Pages) -> None:
    browser = pages.signed_in()
    alert = next(one for one in open_alerts(pages.engine, "CN01-008"))
    page = "/subjects/CN01-008"
    silent = post(browser, page, f"{page}/alerts/{alert.number}/acknowledge", reason="  ")
    answered = post(
        browser, page, f"{page}/alerts/{alert.number}/acknowledge", reason="asked the <b>ward</b>"
    )

    assert silent.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "say why in a few words" in words(silent)
    assert f"Alert {alert.number} is taken over." in words(answered)
    assert "Taken over by nurse, Tue 10 Mar 08:00 : asked the <b>ward</b>" in words(
        answered
    ).replace("08:00:", "08:00 :")
    assert "<b>ward</b>" not in answered.text
    (now,) = [o for o in open_alerts(pages.engine, "CN01-008") if o.number == alert.number]
    assert now.acknowledged_by == "nurse"


@pytest.mark.parametrize(
    ("until", "says"),
    [
        ("", "say until when"),
        ("2026-03-09T08:00", "must be ahead"),
        ("2026-03-18T12:00", "after its deadline"),
        ("nonsense", "say until when"),
    ],
)
def test_an_alert_is_not_put_off_to_when_it_helps_nobody(
    pages: Pages, until: str, says: str
) -> None:
    browser = pages.signed_in()
    alert = next(o for o in open_alerts(pages.engine, "CN01-007") if o.alert.rule == "EX-03.2")
    answer = post(
        browser, PAGE, f"{PAGE}/alerts/{alert.number}/snooze", reason="on rounds", until=until
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert says in words(answer)
    assert 'value="on rounds"' in answer.text  # nobody types it twice
    assert (
        next(o for o in open_alerts(pages.engine, "CN01-007") if o.number == alert.number).tell_from
        == alert.tell_from
    )


def test_an_alert_is_put_off_until_a_time_on_the_sites_clock(pages: Pages) -> None:
    browser = pages.signed_in("chief")
    page = "/subjects/CN02-001"
    alert = open_alerts(pages.engine, "CN02-001")[0]
    answer = post(
        browser,
        page,
        f"{page}/alerts/{alert.number}/snooze",
        reason="bed manager is away",
        until="2026-03-10T14:00",
    )

    assert "Put off until Tue 10 Mar 14:00 by chief" in words(answer)
    taken = post(
        browser, page, f"{page}/alerts/{alert.number}/acknowledge", reason="here I am after all"
    )
    assert "Taken over by chief, Tue 10 Mar 08:00" in words(taken)


def test_a_page_that_nobody_has_is_told_in_words_and_keeps_who_is_signed_in(pages: Pages) -> None:
    answer = pages.signed_in().get("/subject/CN01-007")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "There is no such page" in words(answer)
    assert "Signed in as nurse" in words(answer)


async def test_while_the_records_are_away_a_page_says_so_and_not_where_they_are() -> None:
    app = create_app(open_engine("sqlite:////nowhere/at-all/secret.db"), Settings())
    transport, cookies = httpx.ASGITransport(app), {"dayzero": "a token"}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://pages", cookies=cookies
    ) as browser:
        answer = await browser.get(PAGE)

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "The records cannot be read now" in words(answer)
    assert "secret" not in answer.text


def test_an_alert_that_was_resolved_meanwhile_leads_back_to_the_page(pages: Pages) -> None:
    browser = pages.signed_in()
    answer = post(browser, PAGE, f"{PAGE}/alerts/99999/acknowledge", reason="late")

    assert answer.status_code == HTTPStatus.OK
    assert answer.url.path == PAGE


def test_a_calendar_link_is_made_shown_once_replaced_and_taken_back(pages: Pages) -> None:
    browser, page = pages.signed_in(), "/subjects/CN01-008"
    made = post(browser, page, f"{page}/calendar")
    address = re.search(r"<code>([^<]+)</code>", made.text)
    assert address
    path = address[1].removeprefix(pages.url)

    assert browser.get(path).status_code == HTTPStatus.OK
    assert "webcal://127.0.0.1" in made.text
    assert 'src="data:image/svg+xml' in made.text
    assert path not in browser.get(page).text
    number = re.search(r"calendar/(\d+)/take-back", made.text)
    assert number
    replaced = post(browser, page, f"{page}/calendar", replaces=number[1])
    assert browser.get(path).status_code == HTTPStatus.GONE
    second = re.search(r"calendar/(\d+)/take-back", replaced.text)
    assert second
    assert f"Link {second[1]} is revoked." in words(
        post(browser, page, f"{page}/calendar/{second[1]}/take-back")
    )
    assert PASSWORD not in made.text


def test_what_an_address_says_was_done_is_repeated_only_if_it_can_be_true(pages: Pages) -> None:
    said = words(pages.signed_in().get(f"{PAGE}?recorded=call-this-number&acknowledged=<b>"))

    assert "call-this-number" not in said
    assert "taken over." not in said[:200]


def test_what_is_only_to_be_known_stands_apart_and_is_not_answered(pages: Pages) -> None:
    page = pages.signed_in().get(PAGE)
    known = words(page).partition("To be known")[2].partition("Book a step")[0]

    assert "Note Lymphodepletion start is booked for Fri 13 Mar" in known
    assert "Answer this alert" not in known
