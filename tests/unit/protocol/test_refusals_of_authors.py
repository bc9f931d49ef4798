"""What an author of a protocol, a catalogue or a routing is told, where no other test quotes it."""

from pathlib import Path

import pytest

from models.alerting.routing_file import load_routing
from models.chart.catalogue.drugs import load_catalogue
from models.errors import ProtocolRefused
from models.protocol.loading.toml_lines import read_toml
from tests.refusals import refuses
from tests.unit.alerting.alerts_to_tell import BASE, PEOPLE, ROUTES, ZONES
from tests.unit.chart.test_drug_catalogue import SOUND
from tests.unit.protocol.authored import refusal_of, with_slip
from wording.language import languages


@pytest.mark.parametrize(
    ("after", "old", "new", "sentence"),
    [
        (
            'id = "pregnancy_test_apheresis"',
            'anchor = "apheresis"',
            'anchor = "screening"',
            "IN-10a counts towards “apheresis”; so must “pregnancy_test_apheresis”",
        ),
        ('rule = "EX-06"', '"epirubicin"', '"doxorubicin"', "doxorubicin has two caps"),
        (
            'rule = "EX-06"',
            'disputed_to = "1000 mg/m2"',
            'disputed_to = "900 mg/m2"',
            "epirubicin: no dose lies in 900 to 900 mg/m²",
        ),
        (
            "[[measure]]",
            'id = "rr"',
            'id = "rr_interval"',
            "bazett reads a measure “rr” that is not here",
        ),
        (
            'id = "infusion"\ntitle = ',
            'short = "Infusion"',
            'short = "Infusion of CNCT19!"',
            "“short”: “Infusion of CNCT19!” is longer than 18 letters; a phone shows no more",
        ),
    ],
)
def test_a_slip_in_a_protocol(
    tmp_path: Path, after: str, old: str, new: str, sentence: str
) -> None:
    assert refusal_of(with_slip(after, old, new), tmp_path)[1] == sentence


def test_a_table_written_twice_where_one_is_due(tmp_path: Path) -> None:
    sentence = "“age” must be one table, as its name in single brackets or { key = value }"
    assert refusal_of(with_slip("[age]", "[age]", "[[age]]"), tmp_path)[1] == sentence


@pytest.mark.parametrize(
    ("line", "put", "sentence"),
    [
        (
            'names = ["vincristine", "VCR"]',
            'names = ["VCR", "vincristine"]',
            "the first name of vincristine is not its INN",
        ),
        (
            'names = ["vincristine", "VCR"]',
            'names = ["vincristine", "VCR", "长春新碱"]\nname_zh = "新长春碱"',
            "“新长春碱” is not among the names of vincristine",
        ),
        ('["VP"]', '["VP", "V.P."]', "“V.P.” of the ambiguous name 1 is written twice"),
        ('["VP"]', '["VCR"]', "“VCR” of the ambiguous name 1 already means vincristine"),
        (
            'sentence = "write each drug"',
            'sentence = "write each drug"\n[[ambiguous]]\nnames = ["VP"]\nsentence = "which"',
            "“VP” of the ambiguous name 2 already means the ambiguous name 1",
        ),
    ],
)
def test_a_slip_in_the_drug_catalogue(tmp_path: Path, line: str, put: str, sentence: str) -> None:
    file = tmp_path / "drugs.toml"
    file.write_text(SOUND.replace(line, put, 1))
    with refuses(ProtocolRefused, match=f"{sentence}$"):
        load_catalogue(file)


def test_a_channel_that_there_is_not_is_told(tmp_path: Path) -> None:
    file = tmp_path / "routing.toml"
    file.write_text(BASE + PEOPLE.replace('"ward_chat"', '"ward_phone"', 1) + ROUTES)
    with refuses(ProtocolRefused, match="there is no channel “ward_phone”$"):
        load_routing(file, tuple(ZONES), languages())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('a = "\x07"', "a character stands here that prints nothing"),
        ("a 1", "a key is not followed by “=”"),
    ],
)
def test_what_is_not_toml_is_told_plainly(text: str, sentence: str) -> None:
    with refuses(ProtocolRefused, match=f"^x.toml:1: this is not TOML: {sentence}$"):
        read_toml(text.encode(), "x.toml")
