"""A fact on record, filled into its form and read again, says the same."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dayzero.desk.correcting import own
from dayzero.web.recording.every_form import RECORDINGS, form_for
from dayzero.web.recording.filled import filled
from models.protocol import load_protocol

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
DRUG = {"kind": "drug", "drug": "dasatinib"}
TRIAL = {"marketed": None, "half_life_hours": "295.2", "half_life_source": "its label"}
CONSTANT = {"kind": "constant", "at": "2026-03-09"}


@pytest.mark.parametrize(
    ("fact", "zone"),
    [
        ({"kind": "step", "step": "infusion", "state": "booked", "at": "2026-03-18"}, SHANGHAI),
        ({**DRUG, "last": "2026-03-15T11:00+08:00"}, SHANGHAI),
        ({**DRUG, "last": "2026-03-15T11:00:30+08:00"}, SHANGHAI),  # no form chooses seconds
        ({**DRUG, "last": "2026-03-15T11:00+01:00"}, SHANGHAI),  # written at another place
        ({**DRUG, "last": "2026-10-25T02:30+01:00"}, BERLIN),  # that hour comes twice
        ({**DRUG, "last": "2026-10-25T02:30+02:00"}, BERLIN),
        ({**DRUG, "last": "2026-10-25T01:30+02:00"}, BERLIN),
        ({**DRUG, "first": "2026-02-UN", "last": "2026-03-01/2026-03-04"}, SHANGHAI),
        ({**DRUG, "first": "2026-02-01T09:00+08:00", "ongoing": True}, SHANGHAI),
        (
            {
                **DRUG,
                "purpose": "bridging",
                "route": "po",
                "dose": {"value": "1.50", "unit": "g/m2", "times_per_day": "2"},
                "last": "2026-03-15",
                "cumulative_mg_m2": "120",
                "text": "said by the ward",
                "other_trial": TRIAL,
            },
            SHANGHAI,
        ),
        ({"kind": "radiotherapy", "field": "cns", "last": "2026-03-UN"}, SHANGHAI),
        (
            {
                "kind": "test",
                "test": "cd19",
                "result": "positive",
                "specimen": "blood",
                "at": "2026-03-09T10",
                "reported": "2026-03-10",
                "text": "by flow",
            },
            SHANGHAI,
        ),
        ({"kind": "event", "event": "aGVHD", "severity": "mild", "at": "2026"}, SHANGHAI),
        (
            {"kind": "event", "event": "path_reopened", "at": "2026-03-09"},
            SHANGHAI,
        ),
        (
            {
                "kind": "measurement",
                "measure": "hbv_dna",
                "value": "0",
                "unit": "IU/mL",
                "uln": "20",
                "llod": "10",
                "at": "2026-03-09",
            },
            SHANGHAI,
        ),
        ({"kind": "finding", "finding": "fever", "present": None, "at": "2026-03-09"}, SHANGHAI),
        ({"kind": "finding", "finding": "fever", "present": False, "at": "2026-03-09"}, SHANGHAI),
        ({**CONSTANT, "constant": "childbearing_potential", "value": True}, SHANGHAI),
        ({**CONSTANT, "constant": "childbearing_potential", "value": None}, SHANGHAI),
        ({**CONSTANT, "constant": "born", "value": "1988-UN-UN"}, SHANGHAI),
        ({**CONSTANT, "constant": "site", "value": "CN02"}, SHANGHAI),
    ],
)
def test_it_says_the_same_again(fact: dict[str, Any], zone: ZoneInfo) -> None:
    recording = RECORDINGS[form_for(fact, load_protocol())].as_correction()
    form = filled(fact, recording, zone) | {"reason": "misread", "corrects": "f1"}

    assert own(recording.make(form, {}, zone)) == fact


def test_a_path_that_was_opened_again_in_a_wards_words_has_the_same_form() -> None:
    assert form_for({"kind": "event", "event": "重新入组"}, load_protocol()) == "reopened"
