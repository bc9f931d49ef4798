"""A hospital adds classes of drugs to the catalogue: what it says of a class is what is judged.

The infusion is booked for 11 May. No class of these tests has a name that the program knows.
"""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.chart import read_chart
from models.chart.catalogue.drugs import load_catalogue
from models.chart.read_back import read_back
from models.errors import ProtocolRefused
from models.plan import assess
from models.protocol.loading.data_folder import DRUGS, VOCABULARY
from models.protocol.loading.loader import read_protocol
from models.timeline.windows.case import open_case
from tests.properties.engine import minute_of
from tests.protocols.written import Json, chart, small, table, verdicts, washout
from tests.refusals import said as text_of
from tests.spec.charts import booked, done, drug
from tests.unit.protocol.authored import refusal_of, written
from wording import Voice, say
from wording.plan_document import plan_document

NOW = minute_of("2026-05-01T08:00+08:00")
BOOKED = [done("consent", "2026-03-02"), booked("infusion", "2026-05-11T10:00+08:00")]
WORD = "[[drug_class]]"
SAYS = {"source": "made up for these tests", "basis": "site default"}


def drug_class(name: str, **says: object) -> str:
    titles = {"title": name.replace("_", " "), "title_zh": f"{name} 类"}
    return table("class", {"id": name, **titles, **says})


def new_drug(name: str, *classes: str, **says: object) -> str:
    return table(
        "drug", {"id": name, "names": [name], "atc": [], "classes": classes, **SAYS, **says}
    )


@pytest.fixture
def hospital(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of data of its own, to whose catalogue a test adds."""
    monkeypatch.setenv("DAYZERO_PROTOCOLS", str(tmp_path))
    return tmp_path


def plan_of(folder: Path, added: list[str], rule: str, *facts: Json) -> Json:
    """The plan of a chart, by the shipped catalogue and what the hospital added."""
    path = written(small(rule), folder)
    _add(folder, added)
    protocol = read_protocol(path)
    read = read_chart(chart(small(rule), [*BOOKED, *facts]), protocol=protocol, now=NOW)
    return plan_document(assess(open_case(read, protocol), NOW), protocol)


def said(folder: Path, added: list[str], rule: str, *facts: Json) -> dict[str, str]:
    return verdicts(plan_of(folder, added, rule, *facts), "f3")


def asked(plan: Json) -> str:
    return " ".join(one["text"] for one in plan["alerts"] if one["kind"] == "needs_information")


def _add(folder: Path, added: list[str]) -> None:
    """To the catalogue; of a class that a rule names, its title to the vocabulary."""
    named = [one for one in added if one.startswith("[[class]]")]
    titles = ["\n".join(one.splitlines()[:4]).replace("[[class]]", WORD) for one in named]
    for file, tables in ((DRUGS, added), (VOCABULARY, titles)):
        with (folder / file).open("a", encoding="utf-8") as data:
            data.write("\n" + "\n\n".join(tables) + "\n")


# ---------------------------------------------------------------- a class that rules name


BISPECIFIC = [drug_class("bispecific_antibody"), new_drug("newmab", "bispecific_antibody")]
TWO_WEEKS = washout("BITE", gap="14 days", drug_classes=["bispecific_antibody"])


@pytest.mark.parametrize(("last", "verdict"), [("2026-04-27", "met"), ("2026-04-28", "violation")])
def test_a_rule_names_a_class_that_the_hospital_added(
    hospital: Path, last: str, verdict: str
) -> None:
    assert said(hospital, BISPECIFIC, TWO_WEEKS, drug("newmab", last)) == {"BITE": verdict}


def test_a_name_is_read_back_with_what_the_class_is_called(hospital: Path) -> None:
    path = written(small(TWO_WEEKS), hospital)
    _add(hospital, BISPECIFIC)
    protocol, reason = read_protocol(path), read_back("f1", "newmab", load_catalogue())
    english, chinese = (
        Voice(language=one, zone=ZoneInfo("Asia/Shanghai"), protocol=protocol)
        for one in ("en", "zh")
    )
    assert say(reason, english) == "“newmab” is read as newmab (bispecific antibody)."
    assert say(reason, chinese) == "“newmab”读作 newmab（bispecific_antibody 类）。"


def test_a_drug_that_nobody_knows_may_be_of_the_new_class(hospital: Path) -> None:
    unknown = drug("nobody-knows", "2026-04-29")
    assert said(hospital, BISPECIFIC, TWO_WEEKS, unknown) == {"BITE": "indeterminate"}


def test_a_rule_that_names_a_class_of_no_catalogue_is_refused(tmp_path: Path) -> None:
    line, sentence = refusal_of(small(TWO_WEEKS), tmp_path)
    assert line == 'drug_classes = ["bispecific_antibody"]'
    assert sentence == "no drug of the catalogue is of the class “bispecific_antibody”"


def test_a_drug_of_a_class_that_is_not_listed_is_refused(hospital: Path) -> None:
    written(small(), hospital)
    _add(hospital, [new_drug("newmab", "anthracyclin")])
    with pytest.raises(ProtocolRefused) as caught:
        load_catalogue()
    lines = (hospital / DRUGS).read_text("utf-8").splitlines()
    assert lines[(caught.value.line or 0) - 1] == 'classes = ["anthracyclin"]'
    assert text_of(caught.value.reason) == (
        "“anthracyclin” is not a class of drugs: no [[class]] of this file has that id;"
        " did you mean “anthracycline”?"
    )


# ---------------------------------------------------------------- what is said of a class


def test_steroids_of_a_class_of_any_name_are_summed(hospital: Path) -> None:
    added = [
        drug_class("cortisones", steroid=True),
        new_drug("newsone", "cortisones", hydrocortisone_mg="4"),
    ]
    rule = washout(
        "STER", gap="14 days", drug_classes=["cortisones"], daily_hydrocortisone_from="20 mg"
    )
    low = drug("newsone", "2026-04-29", dose="4.9 mg/day", route="oral")
    high = drug("newsone", "2026-04-29", dose="5 mg/day", route="oral")
    assert said(hospital, added, rule, low) == {"STER": "not_applicable"}
    assert said(hospital, added, rule, high) == {"STER": "violation"}


def test_a_rule_that_names_one_class_of_steroids_does_not_count_another(hospital: Path) -> None:
    added = [
        drug_class("cortisones", steroid=True),
        new_drug("newsone", "cortisones", hydrocortisone_mg="4"),
    ]
    rule = washout(
        "STER", gap="14 days", drug_classes=["steroid"], daily_hydrocortisone_from="20 mg"
    )
    given = drug("newsone", "2026-04-29", dose="50 mg/day", route="oral")
    assert said(hospital, added, rule, given).get("STER") != "violation"


@pytest.mark.parametrize(("local", "verdict"), [(True, "not_applicable"), (False, "violation")])
def test_drugs_of_a_local_class_do_not_count_as_systemic(
    hospital: Path, local: bool, verdict: str
) -> None:
    added = [drug_class("ointments", local=local), new_drug("newointment", "ointments")]
    rule = washout("SYS", gap="14 days", drug_classes=["ointments"], systemic=True)
    assert said(hospital, added, rule, drug("newointment", "2026-04-29")) == {"SYS": verdict}


def test_of_a_class_that_needs_its_purpose_the_purpose_is_asked(hospital: Path) -> None:
    added = [drug_class("perhaps_gvhd", needs_purpose=True), new_drug("newlimus", "perhaps_gvhd")]
    rule = washout("GVHD", gap="14 days", purposes=["gvhd"])
    given = {k: v for k, v in drug("newlimus", "2026-04-29").items() if k != "purpose"}
    plan = plan_of(hospital, added, rule, given)
    assert verdicts(plan, "f3") == {"GVHD": "indeterminate"}
    assert "record the purpose of newlimus (for GVHD or not)" in asked(plan)
    treating = drug("newlimus", "2026-04-29", purpose="gvhd")
    assert said(hospital, added, rule, treating) == {"GVHD": "violation"}


def test_of_a_class_that_the_product_decides_the_product_is_asked(hospital: Path) -> None:
    added = [
        drug_class("shots", vaccine=True, live=True),
        drug_class("perhaps_shots", vaccine=True, product_decides="shots"),
        new_drug("newvax", "perhaps_shots"),
        new_drug("newlive", "shots"),
    ]
    rule = washout("VAC", gap="28 days", drug_classes=["shots"])
    plan = plan_of(hospital, added, rule, drug("newvax", "2026-04-29"))
    assert verdicts(plan, "f3") == {"VAC": "indeterminate"}
    assert "record the product name of newvax, live or not" in asked(plan)


@pytest.mark.parametrize(("vaccine", "verdicts_"), [(True, {}), (False, {"VAC": "indeterminate"})])
def test_an_unknown_drug_that_was_given_for_a_purpose_is_no_vaccine(
    hospital: Path, vaccine: bool, verdicts_: dict[str, str]
) -> None:
    added = [drug_class("shots", vaccine=vaccine), new_drug("newvax", "shots")]
    rule = washout("VAC", gap="28 days", drug_classes=["shots"])
    unknown = drug("nobody-knows", "2026-04-29", purpose="replacement")
    assert said(hospital, added, rule, unknown) == verdicts_


@pytest.mark.parametrize(("of", "expected"), [("chemotherapy", "violation"), (None, None)])
def test_a_class_that_some_rules_sort_by_dose_is_of_another_to_those_that_do_not(
    hospital: Path, of: str | None, expected: str | None
) -> None:
    says = {"of": of} if of else {}
    added = [drug_class("by_dose", **says), new_drug("newtrexate", "by_dose")]
    rule = washout("CHEMO", gap="14 days", drug_classes=["chemotherapy"])
    given = drug("newtrexate", "2026-04-29", dose="10 mg/m2")
    assert said(hospital, added, rule, given).get("CHEMO") == expected


def test_a_mineralocorticoid_is_said_to_be_one(hospital: Path) -> None:
    added = [
        drug_class("salts", mineralocorticoid=True),
        new_drug("newcortisone", "salts"),
    ]
    rule = washout(
        "STER", gap="14 days", drug_classes=["steroid"], daily_hydrocortisone_from="20 mg"
    )
    plan = plan_of(hospital, added, rule, drug("newcortisone", "2026-04-29"))
    [one] = [each for each in plan["verdicts"] if each["fact"] == "f3"]
    assert "a mineralocorticoid" in one["text"]
