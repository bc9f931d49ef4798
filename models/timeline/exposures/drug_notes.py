"""What a reader should know of how a drug was classified, in both languages."""

from fractions import Fraction

from models.chart.drugs import Drug
from models.chart.facts import DrugFact, Purpose
from models.said import Said
from models.timeline.exposures.daily_doses import Amount, sum_on
from models.timeline.exposures.doses import hydrocortisone_per_day
from models.timeline.exposures.drug_rules import INTRATHECAL_ROUTES, DrugContext


def note_on(fact: DrugFact, context: DrugContext) -> Said | None:
    """What to say of a drug's class: that the investigator confirms it, or the catalogue's note."""
    drug = context.drug_of[fact.id]
    if _half_life_without_source(fact):
        return _WITHOUT_SOURCE
    if drug is None:
        return None
    if fact.route in INTRATHECAL_ROUTES and fact.purpose is not Purpose.CNS_PROPHYLAXIS:
        return _INTRATHECAL
    if drug.confirm_class:
        return _CLASS_NOT_NAMED
    return _note_on_dose(fact, drug, context) or _note_of_catalogue(drug)


def _note_of_catalogue(drug: Drug) -> Said | None:
    return Said(drug.note, drug.note_zh or drug.note) if drug.note else None


def _note_on_dose(fact: DrugFact, drug: Drug, context: DrugContext) -> Said | None:
    daily = hydrocortisone_per_day(fact, drug, context.chart)
    if fact.purpose is Purpose.REPLACEMENT and _therapeutic(daily, context):
        return _USUAL_REPLACEMENT
    together = _on_its_last_day(fact, context)
    if together is None or not _near_the_limit(together):
        return None
    alone = together == daily and drug.hydrocortisone_mg == 1
    return _CLOSE_ITSELF if alone else _CLOSE_TO_THE_LIMIT


def _on_its_last_day(fact: DrugFact, context: DrugContext) -> Amount | None:
    """What all systemic steroids come to on the last day of one; None where it is not one."""
    courses = context.steroid_courses
    day = next((c.possible.last for c in courses if c.fact.id == fact.id), None)
    if day is None:
        return None
    return Amount(sum_on(day, courses, certainly=True), sum_on(day, courses, certainly=False))


_WITHOUT_SOURCE = Said(
    "its half-life has no source: record where it is stated",
    "其半衰期没有出处：请记录出处",
)
_INTRATHECAL = Said(
    "intrathecal treatment runs on the clock of prophylaxis: investigator to confirm",
    "鞘内治疗按中枢预防的洗脱期计算：请研究者确认",
)
_CLASS_NOT_NAMED = Said(
    "the entry does not name its class: investigator to confirm",
    "登记条目未列明其类别：请研究者确认",
)
_USUAL_REPLACEMENT = Said(
    "usual replacement is above what the entry allows: ask the sponsor before it is changed",
    "常规替代剂量已超过登记条目所允许的剂量：调整之前请询问申办方",
)
_CLOSE_TO_THE_LIMIT = Said(
    "close to the limit, and the equivalence factor is contested: check the dose",
    "接近界限，且等效换算系数有争议：请核对剂量",
)


_CLOSE_ITSELF = Said("close to the limit: check the dose", "接近界限：请核对剂量")


def _half_life_without_source(fact: DrugFact) -> bool:
    trial = fact.other_trial
    return trial is not None and trial.half_life_hours is not None and not trial.half_life_source


def _therapeutic(daily: Amount, context: DrugContext) -> bool:
    limits = (w.daily_hydrocortisone_from for w in context.washouts)
    return any(daily.least >= Fraction(limit) for limit in limits if limit)


def _near_the_limit(daily: Amount) -> bool:
    """9 to 12 mg of hydrocortisone a day: another published factor could turn the answer."""
    return any(_BOUNDARY[0] <= amount <= _BOUNDARY[1] for amount in (daily.least, daily.most))


_BOUNDARY = (Fraction(9), Fraction(12))
