"""A lifetime dose in Chinese: what was given in all, what is allowed, and what lowers it."""

from collections.abc import Sequence
from fractions import Fraction

from models.chart.drugs import load_catalogue
from models.chart.facts import DrugFact, RadiotherapyFact
from models.protocol.lifetime_dose import Cap, LifetimeDose, LowerCap
from models.timeline.chinese.titles import title_zh
from models.timeline.chinese.words import DRUG_CLASSES
from models.timeline.exposures.exposed import given, irradiated
from models.timeline.fact_names import name_of
from models.timeline.history.lifetime_courses import Courses, courses_before, sums_of
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.windows.case import Case


def lifetime_zh(verdict: Verdict, rule: LifetimeDose, case: Case) -> str:
    """One verdict in words, without its source."""
    fact, cap = _capped(verdict, rule, case)
    if fact is None or cap is None:
        return f"没有与此规则有关的记录：{rule.title_zh}"
    courses = courses_before(verdict.judged_at, case.drugs, case.chart.radiotherapy)
    if not courses.holds(fact):
        return f"{_name(fact, case)}在{title_zh(rule.step, case)}之后"
    sums = sums_of(courses.of(cap.drug))
    said = f"{_given(fact, sums, case)}；{rule.rule} 允许{_allowed(cap, courses, case)}"
    if verdict.value is VerdictValue.MET:
        return said + _unlowered(cap, sums, courses)
    return f"无法判定：{said}" if verdict.question else said


def _capped(verdict: Verdict, rule: LifetimeDose, case: Case) -> tuple[DrugFact | None, Cap | None]:
    caps = {cap.drug: cap for cap in rule.caps}
    for fact, drug in case.drugs:
        if fact.id == verdict.fact and drug is not None:
            return fact, next((caps[one] for one in (drug.id, *drug.holds) if one in caps), None)
    return None, None


def _given(fact: DrugFact, sums: Sequence[Fraction | None], case: Case) -> str:
    name = _name(fact, case)
    known = [_dose(one) for one in sums if one is not None]
    if None in sums and not sums[0]:
        return f"{name}的累积剂量未记录"
    more = "或更多" if None in sums else ""
    return f"{name}累积剂量为 {' 或 '.join(known)}{more}"


def _allowed(cap: Cap, courses: Courses, case: Case) -> str:
    lower, most = cap.lower, f"不超过 {_dose(cap.up_to, cap.disputed_to)}"
    if lower is None or True not in courses.lowered(cap):
        return most
    names = "、".join(_name(fact, case) for fact in courses.lowering(cap))
    less = f"低于 {_dose(lower.below, lower.disputed_to)}"
    if False in courses.lowered(cap):
        return f"{most}；如{names}涉及胸部，则须{less}"
    return f"{less}，因有{names}"


def _unlowered(cap: Cap, sums: Sequence[Fraction | None], courses: Courses) -> str:
    """What would lower the cap, where that would matter and nothing of it is recorded."""
    lower, most = cap.lower, sums[-1]
    if lower is None or True in courses.lowered(cap) or most is None or most < lower.below:
        return ""
    less = _dose(lower.below, lower.disputed_to)
    return f"；如曾用{_what(lower)}则须低于 {less}，但均未见记录"


def _what(lower: LowerCap) -> str:
    named = [load_catalogue().by_id[drug].name_zh for drug in lower.drugs]
    named += [f"其他{DRUG_CLASSES.get(each, each)}" for each in lower.drug_classes]
    return "、".join([*named, *(["胸部放疗"] if lower.fields else [])])


def _name(fact: DrugFact | RadiotherapyFact, case: Case) -> str:
    if isinstance(fact, RadiotherapyFact):
        return f"{name_of(irradiated(fact)).zh}（{fact.id}）"
    known = {one.id: drug for one, drug in case.drugs}
    return f"{name_of(given(fact, known[fact.id])).zh}（{fact.id}）"


def _dose(amount: Fraction, up_to: Fraction | None = None) -> str:
    """`550 mg/m²`; of a range, `900 至 1000 mg/m²`."""
    ends = [amount] if up_to is None else [amount, up_to]
    return f"{' 至 '.join(f'{float(end):.10g}' for end in ends)} mg/m²"
