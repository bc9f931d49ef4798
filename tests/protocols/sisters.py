"""The sister trials of CNCT19 as what differs from the adult trial, in our own words.

They are material to try the format with, never a trial's truth.
"""

from models.protocol.loading.data_folder import SHIPPED
from tests.protocols.written import table

ADULT = (SHIPPED / "nct04684147.toml").read_text("utf-8")
SAYS = {"quote": "see source", "consequence": "ineligible", "basis": "site default"}


def _changed(text: str, *changes: tuple[str, str, str]) -> str:
    """A text with the first of each old one behind a place exchanged."""
    for behind, old, new in changes:
        start = text.index(behind)
        at = text.index(old, start)
        text = text[:at] + new + text[at + len(old) :]
    return text


def _performance(rule: str, measure: str, least: str, whom: str) -> str:
    """A performance score by age: of one age the one scale, of the other the other."""
    titles = {"title": f"{measure} at least {least}", "title_zh": f"{measure} 至少 {least}"}
    when = {"step": "screening", "until": "infusion", "max_age": "28 days", "applies": whom}
    needs = [[{"measure": measure, "at_least": least}]]
    keys = {"rule": rule, **titles, **when, "needs": needs, "source": "entry, performance status"}
    return table("condition", {**keys, **SAYS})


def _of_age(name: str, **limit: str) -> str:
    titles = {"title": f"subjects {name}", "title_zh": f"{name} 受试者"}
    needs = [[{"measure": "age_years", **limit}]]
    return table("population", {"id": name, **titles, "needs": needs, "at": "screening"})


def paediatric() -> str:
    """NCT05667506: 3 to 18 years, CD19 within 3 months of screening, a score by age, 10 kg."""
    text = _changed(
        ADULT.replace("NCT04684147", "NCT05667506"),
        ('rule = "IN-04"', 'anchor = "study_entry"', 'anchor = "screening"'),
        ("[age]", "from_years = 18", "from_years = 3"),
        ("[age]", "to_years = 65", "to_years = 18"),
        ("weight_kg", 'least = "15"', 'least = "3"'),  # a child of three can weigh less than 15
        ('id = "bsa"', 'least = "0.5"', 'least = "0.2"'),
    )
    start = text.index('[[condition]]\nrule = "IN-07"')
    text = text[:start] + text[text.index("[[condition]]", start + 1) :]
    weight = {"title": "weight at least 10 kg", "title_zh": "体重至少 10 kg", "step": "screening"}
    by_age = {"title": "age", "title_zh": "年龄", "unit": "years", "formula": "age"}
    scores = [("karnofsky", "KPS"), ("lansky", "Lansky 评分")]
    more = (
        table("measure", {"id": "age_years", **by_age}),
        *(table("measure", {"id": one, "title": one, "title_zh": zh}) for one, zh in scores),
        table(
            "measure",
            {
                "id": "weight",
                "title": "weight",
                "title_zh": "体重",
                "unit": "kg",
                "units": {"kg": "1"},
                "formula": "weight",
            },
        ),
        _of_age("from_16", at_least="16"),
        _of_age("below_16", below="16"),
        _performance("IN-07a", "karnofsky", "70", "from_16"),
        _performance("IN-07b", "lansky", "50", "below_16"),
        table(
            "condition",
            {
                "rule": "IN-WEIGHT",
                **weight,
                "source": "entry, weight",
                "needs": [[{"measure": "weight", "at_least": "10"}]],
                **SAYS,
            },
        ),
    )
    return "\n".join((text, *more))


def first_phase() -> str:
    """NCT04230473: dose-limiting toxicity is watched for 28 days after infusion."""
    watched = {"title": "end of the DLT window", "title_zh": "DLT 观察期结束", "passive": True}
    place = {"phase": "follow-up", "days": "any", "after": ["infusion"], "anchor": "infusion"}
    link = {"rule": "DLT-28", "step": "dlt_end", "anchor": "infusion", "earliest": "28 days"}
    words = {"text": "watched for 28 days", "text_zh": "观察 28 天"}
    more = (
        table("step", {"id": "dlt_end", **watched, **place}),
        table("link", {**link, **words, "source": "entry", "basis": "site default"}),
    )
    return "\n".join((ADULT.replace("NCT04684147", "NCT04230473"), *more))
