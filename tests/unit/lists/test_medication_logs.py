"""A concomitant-medication log as a hospital exports it, at the command line."""

import csv
from hashlib import sha256
from pathlib import Path

import pytest

from tests.unit.commands.command_line import Run, exported
from tests.unit.records.recorded import SUBJECT

GBK_LOG = (
    "五病区合并用药表,,,,,,\n"
    "姓名,住院号,药物名称,剂量,频次,用药途径,开始日期,结束日期\n"
    "王小明,0012345,地塞米松,5mg,qd,口服,2026/3/1,2026年3月5日\n"
    "王小明,0012345,达沙替尼,100 mg/day,,口服,2026.2.1,持续\n"
)
FOR_SUBJECT = ("--subject", SUBJECT)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "cm.csv"
    file.write_bytes(GBK_LOG.encode("gbk"))
    return file


def drugs(run: Run) -> list[dict[str, object]]:
    return [fact for fact in exported(run)["facts"] if fact["kind"] == "drug"]


def without_ids(facts: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{name: fact[name] for name in fact if name != "id"} for fact in facts]


def test_a_chinese_log_in_gbk_is_recorded_in_the_wards_own_words(enrolled: Run, log: Path) -> None:
    assert enrolled("import", log, *FOR_SUBJECT, "--accept-columns").code == 0

    assert without_ids(drugs(enrolled)) == [
        {
            "kind": "drug",
            "drug": "地塞米松",
            "route": "口服",
            "dose": {"value": "5", "unit": "mg", "times_per_day": "1"},
            "first": "2026-03-01",
            "last": "2026-03-05",
        },
        {
            "kind": "drug",
            "drug": "达沙替尼",
            "route": "口服",
            "dose": {"value": "100", "unit": "mg/day"},
            "first": "2026-02-01",
            "ongoing": True,
        },
    ]


def test_guessed_columns_are_shown_and_count_only_once_somebody_accepted_them(
    enrolled: Run, log: Path
) -> None:
    shown = enrolled("import", log, *FOR_SUBJECT, "--dry-run")
    refused = enrolled("import", log, *FOR_SUBJECT)

    assert "“药物名称” is drug, “剂量” is dose, “频次” is frequency" in shown.out
    assert f"{log}: not read: 姓名 and 住院号\n" in shown.out
    assert "say that they are right with --accept-columns" in shown.out
    assert refused.code == 2
    assert refused.err == (
        f"{log}: its columns are guessed from their headings; look at them with --dry-run,"
        " then say --accept-columns, or what they are with --column\n"
    )
    assert drugs(enrolled) == []


def test_what_was_accepted_once_is_kept_for_the_sites_next_list(enrolled: Run, log: Path) -> None:
    enrolled("import", log, *FOR_SUBJECT, "--accept-columns")
    log.write_bytes(
        (GBK_LOG + "王小明,0012345,甲氨蝶呤,15mg,,鞘注,2026/3/2,2026/3/2\n").encode("gbk")
    )

    again = enrolled("import", log, *FOR_SUBJECT)

    assert again.code == 0
    assert "3 rows: recorded 1 fact; 2 facts already recorded" in again.out


def test_a_preview_shows_each_row_what_would_move_and_writes_nothing(
    enrolled: Run, log: Path
) -> None:
    before = enrolled("export", SUBJECT).out

    shown = enrolled("import", log, *FOR_SUBJECT, "--dry-run")

    assert shown.code == 0
    assert f"{log} row 3: CN01-007: drug: 地塞米松, oral, 5 mg" in shown.out
    assert "2 rows: dry run, nothing written: would record 2 facts" in shown.out
    assert "“达沙替尼” is read as dasatinib" in shown.out
    assert "CN01-007: infusion: " in shown.out
    assert enrolled("export", SUBJECT).out == before


def test_the_same_log_twice_is_recorded_once(enrolled: Run, log: Path) -> None:
    enrolled("import", log, *FOR_SUBJECT, "--accept-columns")
    before = enrolled("export", SUBJECT).out

    again = enrolled("import", log, *FOR_SUBJECT)

    assert "2 rows: recorded 0 facts; 2 facts already recorded" in again.out
    assert enrolled("export", SUBJECT).out == before


def test_two_equal_rows_are_two_administrations(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "it.csv"
    row = "methotrexate,15 mg,IT,2026-03-02\n"
    file.write_text(f"Drug,Dose,Route,Date\n{row}{row}")

    enrolled("import", file, *FOR_SUBJECT, "--accept-columns")

    assert len(drugs(enrolled)) == 2


def test_no_name_and_no_hospital_number_reaches_the_records(
    enrolled: Run, log: Path, tmp_path: Path
) -> None:
    enrolled("import", log, *FOR_SUBJECT, "--accept-columns")

    kept = [file.read_bytes() for file in (tmp_path / "home").rglob("*") if file.is_file()]
    assert kept
    for private in ("王小明", "0012345"):
        assert not any(private.encode() in content for content in kept)


def test_the_audit_has_the_hash_of_the_file_and_the_row_of_each_fact(
    enrolled: Run, log: Path
) -> None:
    enrolled("import", log, *FOR_SUBJECT, "--accept-columns")

    enrolled("audit", "--csv", "audit.csv")
    with Path("audit.csv").open(encoding="utf-8-sig", newline="") as file:
        (why,) = [line["why"] for line in csv.DictReader(file) if "drug:" in line["what"]]
    first, second = (fact["id"] for fact in drugs(enrolled))
    digest = sha256(log.read_bytes()).hexdigest()
    assert why == f"sha256 {digest}: {first} row 3, {second} row 4"


def test_one_row_that_cannot_be_read_keeps_all_of_them_out(enrolled: Run, log: Path) -> None:
    log.write_bytes(GBK_LOG.replace("2026/3/1", "2026/2/30").encode("gbk"))

    refused = enrolled("import", log, *FOR_SUBJECT, "--accept-columns")

    assert refused.code == 2
    assert refused.err == f"{log} G3: “2026-02-30” is not a day of the calendar\n"
    assert drugs(enrolled) == []


def test_each_fault_is_told_with_its_cell(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "cm.csv"
    file.write_text(
        "Drug,Dose,Unit,Start,Stop\n"
        "imatinib,400,mgg,2026-02-01,2026-03-01\n"
        "dasatinib,100,mg/day,2026-03-05,2026-03-01\n"
        "nilotinib,300,mg/day,2026-02-01,\n"
        "ponatinib,15,mg/day,01/02/2026,2026-03-01\n"
    )

    refused = enrolled("import", file, *FOR_SUBJECT, "--accept-columns")

    assert refused.code == 2
    assert [line.split(": ")[0] for line in refused.err.splitlines()] == [
        f"{file} D5",
        f"{file} C2",
        f"{file} E3",
        f"{file} row 4",
    ]


def test_a_list_is_told_in_the_language_of_the_installation(
    enrolled: Run, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_LANGUAGE", "zh")

    shown = enrolled("import", log, *FOR_SUBJECT, "--dry-run")

    assert f"{log}：不读取：姓名和住院号" in shown.out
    assert "2 行：试运行，未写入任何内容：将记录 2 条事实" in shown.out


def test_an_unknown_drug_stays_as_it_was_written_and_is_asked_about(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "cm.csv"
    file.write_text("Drug,Start,Stop\ndasatanib,2026-02-01,2026-03-01\n")

    said = enrolled("import", file, *FOR_SUBJECT, "--accept-columns")

    (fact,) = drugs(enrolled)
    assert fact["drug"] == "dasatanib"
    assert "“dasatanib” is not in the drug catalogue (did you mean" in said.out


def test_tablets_are_no_dose_and_are_told_with_their_cell(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "cm.csv"
    file.write_text(
        "Drug,Dose,Unit,Start,Stop\n"
        "imatinib,2,TABLET,2026-02-01,2026-03-01\n"
        "dasatinib,1片,,2026-02-01,2026-03-01\n"
    )

    said = enrolled("import", file, *FOR_SUBJECT, "--accept-columns")

    assert f"{file} B2: left out: “2 TABLET” says nothing that a chart knows\n" in said.out
    assert f"{file} B3: left out: “1片” says nothing that a chart knows\n" in said.out
    assert all("dose" not in fact for fact in drugs(enrolled))
