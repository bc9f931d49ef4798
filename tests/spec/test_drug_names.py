"""Which drug a name in a chart means: the names that are easily taken for another."""

import pytest

from models.chart.catalogue.drugs import load_catalogue


def meant_by(name: str) -> str | None:
    drug = load_catalogue().find(name)
    return drug.id if drug else None


@pytest.mark.parametrize(
    ("name", "drug"),
    [
        ("MTX", "methotrexate"),
        ("MIT", "mitoxantrone"),  # one letter from MTX
        ("MXT", "mitoxantrone"),  # the same letters as MTX
        ("ADM", "doxorubicin"),
        ("ADR", "doxorubicin"),
        ("DNR", "daunorubicin"),
        ("IDA", "idarubicin"),
        ("EPI", "epirubicin"),
        ("THP", "pirarubicin"),
        ("ACR", "aclarubicin"),
        ("ACM", "aclarubicin"),
        ("Ara-C", "cytarabine"),
        ("AraC", "cytarabine"),
        ("ARA C", "cytarabine"),
        ("cytosine arabinoside", "cytarabine"),  # as the entry spells it
        ("6-mercaptopurine", "mercaptopurine"),  # as the entry spells it
        ("6-MP", "mercaptopurine"),
        ("6-TG", "tioguanine"),
        ("VCR", "vincristine"),
        ("VDS", "vindesine"),
        ("VLB", "vinblastine"),
        ("VP-16", "etoposide"),
        ("VP16", "etoposide"),
        ("VM-26", "teniposide"),
        ("CTX", "cyclophosphamide"),
        ("hydroxyurea", "hydroxycarbamide"),  # the entry's name, not WHO's
        ("demethoxydaunorubicin", "idarubicin"),  # the entry's name, not WHO's
        ("CsA", "ciclosporin"),
        ("FK-506", "tacrolimus"),
        ("MMF", "mycophenolic-acid"),
        ("chidamide", "tucidinostat"),
        ("homoharringtonine", "omacetaxine-mepesuccinate"),
    ],
)
def test_an_abbreviation_means_one_drug(name: str, drug: str) -> None:
    assert meant_by(name) == drug


@pytest.mark.parametrize(
    ("name", "drug"),
    [
        ("伊馬替尼", "imatinib"),
        ("羥基脲", "hydroxycarbamide"),
        ("長春新鹼", "vincristine"),
        ("門冬醯胺酶", "asparaginase"),
        ("培門冬酶", "pegaspargase"),  # never taken for the one above
        ("環磷醯胺", "cyclophosphamide"),
        ("氟達拉濱", "fludarabine"),
        ("去甲氧柔紅黴素", "idarubicin"),
        ("鹽酸柔紅黴素", "daunorubicin"),  # with its salt
        ("注射用氫化可的松", "hydrocortisone"),  # with its form
        ("強的松龍", "prednisolone"),  # never taken for prednisone, 強的松
        ("長春新鹻", "vincristine"),  # as chemists in Taiwan write it
        ("格列衞", "imatinib"),  # as Hong Kong does
        ("複方磺胺甲噁唑", "sulfamethoxazole-and-trimethoprim"),
    ],
)
def test_a_name_in_traditional_characters_means_the_same_drug(name: str, drug: str) -> None:
    assert meant_by(name) == drug


@pytest.mark.parametrize(
    ("name", "drug"),
    [
        ("伊马替尼", "imatinib"),
        ("甲磺酸伊马替尼", "imatinib"),  # with its salt
        ("甲磺酸伊马替尼片", "imatinib"),  # with salt and form
        ("格列卫", "imatinib"),  # brand
        ("达沙替尼", "dasatinib"),
        ("奥雷巴替尼", "olverembatinib"),
        ("芦可替尼", "ruxolitinib"),
        ("羟基脲", "hydroxycarbamide"),
        ("阿糖胞苷", "cytarabine"),
        ("甲氨蝶呤", "methotrexate"),
        ("甲氨喋呤", "methotrexate"),  # the other common character
        ("长春新碱", "vincristine"),
        ("注射用硫酸长春新碱", "vincristine"),
        ("长春地辛", "vindesine"),  # two characters from vincristine, another rule
        ("长春瑞滨", "vinorelbine"),
        ("巯嘌呤", "mercaptopurine"),
        ("硫唑嘌呤", "azathioprine"),
        ("门冬酰胺酶", "asparaginase"),
        ("左旋门冬酰胺酶", "asparaginase"),
        ("注射用门冬酰胺酶", "asparaginase"),
        ("培门冬酶", "pegaspargase"),
        ("培门冬酶注射液", "pegaspargase"),
        ("聚乙二醇化门冬酰胺酶", "pegaspargase"),  # holds the whole word for asparaginase
        ("阿霉素", "doxorubicin"),
        ("表阿霉素", "epirubicin"),  # holds the whole word for doxorubicin
        ("吡喃阿霉素", "pirarubicin"),  # likewise
        ("柔红霉素", "daunorubicin"),
        ("去甲氧柔红霉素", "idarubicin"),  # holds the whole word for daunorubicin
        ("阿克拉霉素", "aclarubicin"),
        ("克拉霉素", "clarithromycin"),  # an antibiotic, held in the word for aclarubicin
        ("米托蒽醌", "mitoxantrone"),
        ("地塞米松", "dexamethasone"),
        ("地塞米松磷酸钠注射液", "dexamethasone"),
        ("泼尼松", "prednisone"),
        ("泼尼松龙", "prednisolone"),
        ("醋酸泼尼松片", "prednisone"),
        ("甲泼尼龙", "methylprednisolone"),
        ("注射用甲泼尼龙琥珀酸钠", "methylprednisolone"),
        ("氢化可的松", "hydrocortisone"),
        ("可的松", "cortisone"),
        ("氟氢可的松", "fludrocortisone"),
        ("环孢素", "ciclosporin"),
        ("他克莫司", "tacrolimus"),
        ("他克莫司软膏", "tacrolimus-topical"),
        ("维奈克拉", "venetoclax"),
        ("贝林妥欧单抗", "blinatumomab"),
        ("奥加伊妥珠单抗", "inotuzumab-ozogamicin"),
        ("西达本胺", "tucidinostat"),
        ("高三尖杉酯碱", "omacetaxine-mepesuccinate"),
        ("布地奈德", "budesonide"),
    ],
)
def test_a_chinese_name_means_one_drug(name: str, drug: str) -> None:
    assert meant_by(name) == drug


@pytest.mark.parametrize(
    ("code", "drug"),
    [
        ("L01EA01", "imatinib"),
        ("l01ea01", "imatinib"),  # capitals do not matter
        ("L01XX02", "asparaginase"),  # E. coli and Erwinia alike
        ("L01XX24", "pegaspargase"),
        ("L01XX86", "calaspargase-pegol"),
        ("L01BA01", "methotrexate"),
        ("L04AX03", "methotrexate"),  # its code as an immunosuppressant
        ("L04AH01", "sirolimus"),
        ("L01EG04", "sirolimus"),  # its code against tumours
        ("L01BB04", "cladribine"),
        ("L04AA40", "cladribine"),  # its code in multiple sclerosis
        ("L04AD02", "tacrolimus"),
        ("D11AH01", "tacrolimus-topical"),
        ("L01EJ01", "ruxolitinib"),
        ("D11AH09", "ruxolitinib-topical"),
        ("J01FA09", "clarithromycin"),
        ("H02AB02", "dexamethasone"),
        ("D07AB19", "local-steroid"),  # dexamethasone for the skin
        ("A07EA02", "local-steroid"),  # hydrocortisone for the gut
        ("R03BA02", "budesonide"),  # listed, though its group is a local one
        ("S01BA01", "local-steroid"),  # dexamethasone eye drops
        ("S01XA18", "ciclosporin-eye-drops"),
        ("J07BF03", "poliomyelitis-vaccine-inactivated"),
        ("J07BF04", "poliomyelitis-vaccine-live-oral"),
    ],
)
def test_an_atc_code_means_one_drug(code: str, drug: str) -> None:
    assert meant_by(code) == drug


@pytest.mark.parametrize(
    "code",
    [
        "L01EA99",  # the group exists, the code does not
        "L01EA",  # a group is no drug
        "H02AB",  # nor is a group of systemic steroids, whose factors differ
        "D07",  # a local group, but still no product
    ],
)
def test_a_code_that_who_has_not_given_means_nothing(code: str) -> None:
    assert meant_by(code) is None


@pytest.mark.parametrize(
    ("name", "asks_for"),
    [
        ("VP", "VP-16"),  # vincristine and prednisone, or short for etoposide
        ("flu", "FLU"),  # influenza
        ("flu injection", "FLU"),
        ("Flu", "FLU"),
        ("ASP", "PEG-ASP"),  # one week or four
        ("ASNase", "PEG-ASP"),
        ("MP", "6-MP"),  # mercaptopurine, methylprednisolone, or melphalan and prednisone
        ("AZA", "azathioprine"),  # or azacitidine
        ("MPA", "MMF"),  # or medroxyprogesterone
        ("Aclarithromycin", "aclarubicin"),  # the entry's own misspelling
        ("红霉素", "erythromycin"),  # erythromycin, or an anthracycline cut short
        ("VDLP", "each drug"),  # a regimen has several washouts
        ("激素", "which drug"),  # a steroid needs its factor
        ("TBI", "radiotherapy"),
        ("DLI", "exclusion 8"),
        ("DEX", "dexrazoxane"),
        ("CPM", "chlorphenamine"),
    ],
)
def test_an_ambiguous_name_is_not_resolved_and_the_sentence_asks_for_more(
    name: str, asks_for: str
) -> None:
    assert meant_by(name) is None
    asked = load_catalogue().ambiguous(name)

    assert asked
    assert asks_for in asked.english


def test_flu_means_fludarabine_in_capitals_only() -> None:
    assert meant_by("FLU") == "fludarabine"
    assert load_catalogue().ambiguous("FLU") is None
    assert meant_by("flu") is None


@pytest.mark.parametrize(
    "name",
    [
        "imatanib",  # misspelt
        "甲泼尼松",  # meprednisone: neither prednisone nor methylprednisolone
        "门冬",  # cut short
        "dexamethasone 5",  # a number without a unit is no strength
        "imatinib 400",
        "vincristine + prednisone",  # two drugs
        "MTX, Ara-C",
        "imatinib (dasatinib)",  # the brackets contradict the name
        "",
    ],
)
def test_nothing_is_guessed(name: str) -> None:
    assert meant_by(name) is None
    assert load_catalogue().ambiguous(name) is None


def test_a_misspelt_name_brings_suggestions_to_ask_with() -> None:
    assert load_catalogue().suggestions("imatanib") == ("imatinib",)
    assert load_catalogue().suggestions("甲泼尼松")[0] == "泼尼松"
    assert load_catalogue().suggestions("zzzzzz") == ()


@pytest.mark.parametrize(
    "name", ["伊马替尼（格列卫）", "imatinib (Glivec)", "Imatinib mesylate tablets (L01EA01)"]
)
def test_a_second_name_in_brackets_may_only_confirm_the_first(name: str) -> None:
    assert meant_by(name) == "imatinib"
