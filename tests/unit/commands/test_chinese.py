"""The commands of a coordinator in an installation that speaks Chinese."""

import json
from pathlib import Path

import pytest
from rich.cells import cell_len
from sqlalchemy import Engine

from models.moments import to_minute
from models.records.alerts.alerts import reconcile_alerts
from models.records.database.engine import open_engine
from models.records.passes.passes import publish_pass
from models.records.subjects.charts import read_for_pass
from models.timeline.values import Severity
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import NOW, SUBJECT, a_deviation, a_pass, an_alert, as_said


@pytest.fixture
def speaking(enrolled: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """An installation that speaks Chinese, in which CN01-007 was screened."""
    monkeypatch.setenv("DAYZERO_LANGUAGE", "zh")
    return enrolled


@pytest.fixture
def records(speaking: Run, tmp_path: Path) -> Engine:
    del speaking  # it sets the database up
    return open_engine(f"sqlite:///{tmp_path / 'home' / 'dayzero.db'}")


def flowing(page: str) -> str:
    return "".join(page.split())


# ------------------------------------------------------------------ what moved


def test_a_booking_says_what_moved(speaking: Run) -> None:
    first = speaking("book", SUBJECT, "infusion", "2026-05-15T10:00")
    again = speaking("book", SUBJECT, "infusion", "2026-05-18")
    same = speaking("book", SUBJECT, "infusion", "2026-05-18", "--again")

    assert first.out.startswith(f"{SUBJECT} 已记录 f2；回输：已计划，不早于 2026-")
    assert "回输：已预约 2026-05-15 10:00 → 已预约 2026-05-18；另有 " in again.out
    assert same.out == f"{SUBJECT} 已记录 f4；回输未变：已预约 2026-05-18\n"


def test_an_option_says_it_in_the_other_language(speaking: Run) -> None:
    answer = speaking("book", SUBJECT, "infusion", "2026-05-18", "--language", "en")

    assert answer.out.startswith(f"{SUBJECT} f2 recorded; infusion: planned, not before 2026-")


def test_a_product_that_failed_says_why_apheresis_is_held_again(speaking: Run) -> None:
    speaking("record", SUBJECT, "step", "apheresis", "done", "--at", "2026-03-05")

    answer = speaking("record", SUBJECT, "step", "product_release", "missed", "--at", "2026-03-09")

    assert "的产品已失败，产品放行错过" in answer.out


def test_a_refusal_is_told_in_chinese_too(speaking: Run) -> None:
    answer = speaking("book", SUBJECT, "surgery", "2026-05-18")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("step: “surgery”不是 NCT04684147 的步骤；请用 ")


# ------------------------------------------------------------------ who stands where


def test_a_subject_is_shown_with_its_facts_in_the_words_of_the_pages(speaking: Run) -> None:
    speaking("record", SUBJECT, "measurement", "ast", "130", "--unit", "U/L", "--uln", "40",
             "--at", "2026-03-08")  # fmt: skip
    speaking("record", SUBJECT, "finding", "gilbert_syndrome", "unknown", "--at", "2026-03-08")
    speaking("record", SUBJECT, "drug", "other", "--last", "2026-03-01", "--purpose", "other")
    speaking("correct", SUBJECT, "f2", "--reason", "化验单 [3]", "--json", '{"value": "13"}')

    page = speaking("show", SUBJECT).out

    assert "谷草转氨酶（AST），130，2026-03-08，U/L，正常值上限 40" in page
    assert "吉尔伯特综合征，未知，2026-03-08" in page
    assert "other，末次 2026-03-01，其他" in page  # a drug's name is as it was recorded
    assert "已由f5更正" in page
    assert "更正 f2：化验单 [3]" in page
    assert "筛选，已完成，2026-03-02" in page
    assert "截至 3月10日 周二 08:00（北京时间）" in page


def test_subjects_are_listed_and_their_columns_stand_below_each_other(
    speaking: Run, records: Engine
) -> None:
    reconcile_alerts(records, SUBJECT, [an_alert(), an_alert("b", severity=Severity.INFO)], NOW)

    head, line, row = speaking("subjects").out.splitlines()[1:4]

    assert head.split() == ["受试者", "中心", "回输", "下次变化", "未解决警报"]
    assert set(line.strip()) == {"─"}
    assert row.split()[:3] == [SUBJECT, "CN01", "已计划，不早于"]
    assert "紧急1，提示1" in row
    assert cell_len(head[: head.index("未解决")]) == cell_len(row[: row.index("紧急")])


@pytest.mark.parametrize(
    "words", [("subjects",), ("show", SUBJECT), ("alerts",), ("deliveries",)], ids=lambda w: w[0]
)
def test_what_programs_read_is_the_same_in_every_language(
    speaking: Run, records: Engine, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    reconcile_alerts(records, SUBJECT, [an_alert()], NOW)
    speaking("deliver", "--without-prefect")

    chinese = speaking(*words, "--json")
    monkeypatch.delenv("DAYZERO_LANGUAGE")

    assert chinese == speaking(*words, "--json", "--language", "zh") == speaking(*words, "--json")
    assert json.loads(chinese.out)


# ------------------------------------------------------------------ alerts


def test_alerts_say_what_to_do_and_how_to_answer(speaking: Run, records: Engine) -> None:
    said = as_said("Move it to 23 March.", "请改至 3 月 23 日或之后。")
    told = an_alert(cause=said, deadline=to_minute(NOW) - 60)
    reconcile_alerts(records, SUBJECT, [told, an_alert("b", rule=None, deadline=None)], NOW)

    page = speaking("alerts").out

    assert page.split()[:5] == ["编号", "级别", "受试者", "期限", "要做什么"]
    assert "请改至 3 月 23 日或之后。" in page
    assert page.count("已过") == 1
    assert "Move the infusion to 23 March" in page  # of an alert from before there was Chinese
    assert "答复：dayzero alerts ack 编号" in page


def test_answers_are_confirmed_and_shown(speaking: Run, records: Engine) -> None:
    deadline = to_minute(NOW) + 600
    reconcile_alerts(records, SUBJECT, [an_alert("a"), an_alert("b", deadline=deadline)], NOW)

    taken = speaking("alerts", "ack", "1", "--why", "已联系病房")
    put_off = speaking("alerts", "snooze", "2", "--until", "2026-03-10T14:00", "--why", "开会")

    assert taken.out == "警报 1 已由 nurse 确认接手\n"
    assert put_off.out == "警报 2 已暂缓至 2026-03-10 14:00\n"
    assert "nurse已确认接手" in speaking("alerts").out
    assert "暂缓至3月10日周二14:00" in flowing(speaking("alerts").out)


def test_nothing_to_list_is_said(speaking: Run) -> None:
    assert speaking("alerts").out == "没有未解决的警报\n"
    assert speaking("deliveries").out == "没有消息记录\n"
    assert speaking("deviations").out == "没有方案偏离\n"


# ------------------------------------------------------------------ messages, deviations


def test_messages_are_listed_with_what_the_mender_of_a_channel_must_know(
    speaking: Run, records: Engine
) -> None:
    reconcile_alerts(records, SUBJECT, [an_alert()], NOW)
    speaking("deliver", "--without-prefect")

    page = speaking("deliveries").out

    assert page.split()[:4] == ["编号", "状态", "收件人", "关于"]
    assert "死信" in page
    assert "未设置 DAYZERO_CHANNEL_COORDINATOR_MAIL" in page
    assert "请修复通道后运行 dayzero deliver --again" in page


def test_a_deviation_that_still_follows_is_told_in_chinese(
    speaking: Run, records: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")  # so that a sentence is not broken
    speaking("record", SUBJECT, "drug", "dasatinib", "--last", "2026-03-08T09:00")
    speaking("record", SUBJECT, "step", "infusion", "done", "--at", "2026-03-09T10:00")
    publish(records)

    page = speaking("deviations").out

    assert "达沙替尼（f2）末次日期为 2026-03-08 09:00；回输（2026-03-09 10:00）过早" in page
    assert "1 天 23 小时 1 分钟" in page
    assert "请 nurse 说明原因（步骤由其记录）" in page


def test_a_deviation_that_no_longer_follows_is_told_in_chinese_too(
    speaking: Run, records: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")  # so that a sentence is not broken
    publish_pass(records, a_pass(records, deviations=(a_deviation(),)))
    publish_pass(records, a_pass(records, deviations=()))
    file = tmp_path / "register.csv"

    assert "回输的完成时间早于时间窗 1 小时 1 分钟" in speaking("deviations").out
    assert speaking("deviations", "--csv", file).out == f"已将 1 条方案偏离写入 {file}\n"
    assert "回输的完成时间早于时间窗 1 小时 1 分钟" in file.read_text("utf-8-sig")
    assert speaking("deviations", "explain", "1", "--why", "急").out == (
        "方案偏离 1 已由 nurse 说明原因\n"
    )
    assert "急（nurse）" in speaking("deviations").out


def publish(records: Engine) -> None:
    """A pass over the subject, as a worker makes it."""
    recorded = Recorded(read_for_pass(records, SUBJECT), ())
    publish_pass(records, work_out(recorded, plan_path(recorded, NOW), NOW))
