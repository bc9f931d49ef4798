"""Which rules a drug falls under, and what of that the entry says itself."""

from fractions import Fraction

import pytest

from models.chart.catalogue.drugs import load_catalogue


def classes_of(name: str) -> set[str]:
    drug = load_catalogue().find(name)
    return set(drug.classes) if drug else set()


def test_asparaginase_waits_one_week_and_its_pegylated_forms_four() -> None:
    assert classes_of("asparaginase") == {"one_week"}
    assert classes_of("Erwinia asparaginase") == {"one_week"}
    assert classes_of("crisantaspase") == {"one_week"}
    assert classes_of("PEG-asparaginase") == {"pegylated_asparaginase"}
    assert classes_of("calaspargase pegol") == {"pegylated_asparaginase"}


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("hydroxyurea", {"tki_or_hydroxyurea"}),
        ("sorafenib", {"tki_or_hydroxyurea"}),  # TKI is not limited to BCR-ABL
        ("ibrutinib", {"tki_or_hydroxyurea", "gvhd_by_purpose"}),
        ("ruxolitinib", {"tki_or_hydroxyurea", "gvhd_by_purpose"}),
        ("methotrexate", {"methotrexate", "gvhd_by_purpose"}),  # the dose decides
        ("cytarabine", {"cytarabine"}),  # likewise
        ("vincristine", {"one_week"}),
        ("vindesine", {"chemotherapy"}),  # not on the entry's one-week list
        ("fludarabine", {"chemotherapy", "lymphodepletion_capable"}),
        ("idarubicin", {"chemotherapy", "anthracycline"}),
        ("blinatumomab", {"chemotherapy"}),
        ("rituximab", {"chemotherapy", "gvhd_by_purpose"}),
        ("tacrolimus", {"gvhd"}),
        ("tacrolimus ointment", {"local_immunosuppressant"}),
        ("budesonide", {"local_steroid"}),
        ("fludrocortisone", {"mineralocorticoid"}),
        ("dexamethasone", {"steroid", "gvhd_by_purpose"}),
        ("clarithromycin", {"no_washout"}),
        ("Japanese encephalitis vaccine, live", set()),  # a comma could part two vaccines
        ("乙脑减毒活疫苗", {"live_vaccine"}),
        ("乙脑灭活疫苗", {"inactivated_vaccine"}),
        ("乙脑疫苗", {"maybe_live_vaccine"}),  # both kinds are used in China
        ("甲肝减毒活疫苗", {"live_vaccine"}),  # licensed in China, without a code of WHO
        ("Ad5-nCoV", {"inactivated_vaccine"}),  # its vector does not replicate
        ("J07BX04", {"maybe_live_vaccine"}),
    ],
)
def test_the_classes_that_the_rules_speak_of(name: str, classes: set[str]) -> None:
    assert classes_of(name) == classes


@pytest.mark.parametrize(
    ("name", "ten_mg_hydrocortisone"),
    [
        ("hydrocortisone", Fraction(10)),
        ("cortisone", Fraction("12.5")),
        ("prednisone", Fraction("2.5")),
        ("prednisolone", Fraction("2.5")),
        ("methylprednisolone", Fraction(2)),
        ("triamcinolone", Fraction(2)),
        ("deflazacort", Fraction(3)),
        ("dexamethasone", Fraction("0.375")),  # no float holds its factor, 80/3
        ("betamethasone", Fraction("0.3")),  # the stricter of two published factors
    ],
)
def test_steroid_doses_equal_to_10_mg_of_hydrocortisone_are_exact(
    name: str, ten_mg_hydrocortisone: Fraction
) -> None:
    drug = load_catalogue().find(name)

    assert drug is not None
    assert drug.hydrocortisone_mg is not None
    assert drug.hydrocortisone_mg * ten_mg_hydrocortisone == 10


@pytest.mark.parametrize(
    ("name", "basis", "confirm"),
    [
        ("vincristine", "registry entry", False),  # named in the entry
        ("imatinib", "registry entry", False),  # a TKI by WHO's own group
        ("vindesine", "site default", False),  # chemotherapy, but not named
        ("ibrutinib", "site default", False),  # a TKI that is not BCR-ABL
        ("blinatumomab", "site default", True),  # is it chemotherapy at all?
        ("venetoclax", "site default", True),
        ("tocilizumab", "site default", True),  # against GVHD, or against something else?
        ("prednisone", "site default", False),  # the entry gives no factors
        ("hydrocortisone", "registry entry", False),  # the entry's own measure
    ],
)
def test_what_was_inferred_is_marked_and_what_is_doubtful_is_asked(
    name: str, basis: str, *, confirm: bool
) -> None:
    drug = load_catalogue().find(name)

    assert drug is not None
    assert (drug.basis, drug.confirm_class) == (basis, confirm)
