"""A long text in parts: none too long, nothing left out, each with its key."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.telling.text_parts import parts_of

KEY = "alert.1.0.nurse.0"
LONGEST = 200


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert parts_of("回输" * 33, LONGEST, key=KEY) == ["回输" * 33]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=900))
def test_parts_fit_and_are_the_whole_text(text: str) -> None:
    parts = parts_of(text, LONGEST, key=KEY)

    assert all(len(part.encode()) <= LONGEST for part in parts)
    if len(parts) > 1:
        marks = [f"\n{KEY} ({at}/{len(parts)})" for at in range(1, len(parts) + 1)]
        assert all(part.endswith(mark) for part, mark in zip(parts, marks, strict=True))
        parts = [part.removesuffix(mark) for part, mark in zip(parts, marks, strict=True)]
    assert "".join(parts) == text


def test_a_text_is_cut_between_lines_where_it_has_any() -> None:
    lines = [f"line {number:02}" for number in range(60)]

    for part in parts_of("\n".join(lines), LONGEST, key=KEY):
        body = part.rpartition(f"\n{KEY}")[0]
        assert set(body.split("\n")) <= {*lines, ""}
