"""A subject's timeline as a picture: one row a step, bars for windows around Day 0.

The picture carries its own background, so it reads the same on a dark page and a light
one, and every colour stands beside its word.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape

from models.moments import Minute, Span
from models.timeline.path_word import Word
from models.timeline.results import StepOutcome
from pictures import svg
from pictures.colours import COLOUR, GREEN, GREY, ORANGE, RED, Colour
from pictures.handles import handle, scale_attributes
from pictures.path import WASHOUTS, Path, PathLine
from pictures.time_axis import Scale, scale_for
from wording.dates.forms import ISO, DateForm, say_minute, say_span
from wording.pictures.timeline import PictureWording

WIDTH, LEFT, RIGHT = 1060, 264, 932
ROW, HEAD, FOOT, MARGIN = 26, 76, 16, 16
TICK_APART = 56  # pixels between the middles of two labels
FAINT, PAPER, INK, SOFT = "#d8dee4", "#ffffff", "#1f2328", "#656d76"
PAINT: Mapping[Colour, str] = {
    GREEN: "#1a7f37",
    GREY: SOFT,
    ORANGE: "#bc4c00",
    RED: "#cf222e",
}


def timeline_svg(
    path: Path,
    day_zero: str,
    says: PictureWording,
    dates: DateForm = ISO,
    *,
    movable: Collection[str] = (),
) -> str:
    """The picture as SVG text, its dates as the page around it writes them.

    Steps that do not apply are left out; those that are movable have a handle.
    """
    outcomes = {outcome.step: outcome for outcome in path.plan.steps}
    infusion = outcomes[day_zero]
    lines = [line for line in path.lines if line.word is not Word.NOT_APPLICABLE]
    scale = _scale(path, infusion)
    height = HEAD + ROW * len(lines) + FOOT
    moves = scale_attributes(scale) if movable else ""
    parts = [*_frame(path, infusion, height, says, dates, moves=moves), *_axis(scale, height, says)]
    for row, line in enumerate(lines):
        middle = HEAD + ROW * row + ROW / 2
        parts += _words(line, line_title(line, outcomes, day_zero, says), middle, says)
        parts += _before(path.plan.held_before(line.name), scale, middle)
        parts += _marks(line, outcomes.get(line.name, infusion), scale, middle)
        if line.name in movable:
            parts += handle(path, outcomes[line.name], scale, middle, says=says, dates=dates)
    return "\n".join([*parts, *_now(path, scale, height, says), "</svg>"])


def line_title(
    line: PathLine, outcomes: Mapping[str, StepOutcome], day_zero: str, says: PictureWording
) -> str:
    """A line's step in words; the washouts are those before Day 0."""
    if line.name == WASHOUTS:
        return says.washouts.format(title=says.title(outcomes[day_zero]))
    return says.title(outcomes[line.name])


def _scale(path: Path, infusion: StepOutcome) -> Scale:
    """Days count from the infusion where a date for it is known, else from the plan's moment."""
    steps = [*path.plan.steps, *(one for each in path.plan.earlier for one in each.steps)]
    known = [bound for outcome in steps for bound in _bounds(outcome)]
    origin = infusion.at.earliest if infusion.at else infusion.proposed
    return scale_for(
        [*known, path.plan.as_of],
        path.plan.as_of if origin is None else origin,
        left=LEFT,
        right=RIGHT,
    )


def _bounds(outcome: StepOutcome) -> list[Minute]:
    if outcome.at is not None:
        return [outcome.at.earliest, outcome.at.latest]
    return [b for b in (outcome.opens, outcome.closes, outcome.proposed) if b is not None]


def _frame(
    path: Path,
    infusion: StepOutcome,
    height: int,
    says: PictureWording,
    dates: DateForm,
    *,
    moves: str,
) -> Iterator[str]:
    plan, role = path.plan, "group" if moves else "img"
    name = escape(says.name.format(subject=plan.subject))
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
        f' role="{role}"{moves}'
        f' viewBox="0 0 {WIDTH} {height}" font-family="system-ui, sans-serif">'
    )
    yield f"<title>{name}</title><desc>{escape(says.description)}</desc>"
    yield f'<rect width="{WIDTH}" height="{height}" rx="8" fill="{PAPER}"/>'
    heading = says.heading.format(subject=plan.subject, word=says.words[path.word])
    yield svg.text(MARGIN, 26, heading, PAINT[COLOUR[path.word]], size=17, bold=True)
    moment = say_minute(plan.as_of, plan.zone, dates, says.language)
    told = says.as_of.format(moment=moment, site=plan.site)
    yield svg.text(MARGIN, 48, told + _day_zero(path, infusion, says, dates), SOFT)


def _day_zero(path: Path, infusion: StepOutcome, says: PictureWording, dates: DateForm) -> str:
    zone, language = path.plan.zone, says.language
    if infusion.at is not None:
        return says.day_zero_is.format(day=say_span(infusion.at, zone, dates, language))
    if infusion.proposed is not None:
        day = say_minute(infusion.proposed, zone, dates, language)
        return says.day_zero_could_be.format(day=day)
    return ""


def _axis(scale: Scale, height: int, says: PictureWording) -> Iterator[str]:
    for place, label in scale.ticks(TICK_APART):
        yield svg.upright(place, HEAD - 6, height - FOOT, FAINT)
        said = says.ticks.get(label, label)
        yield svg.text(place, HEAD - 10, said, SOFT, anchor="middle", size=11)


def _now(path: Path, scale: Scale, height: int, says: PictureWording) -> Iterator[str]:
    place = scale.place(path.plan.as_of)
    yield svg.upright(place, HEAD - 4, height - FOOT, INK, dashed=True)
    yield svg.text(place, height - 4, says.now, INK, anchor="middle", size=11)


def _words(line: PathLine, title: str, middle: float, says: PictureWording) -> Iterator[str]:
    colour = COLOUR[line.word]
    to_do = colour in {ORANGE, RED}
    yield svg.text(LEFT - 14, middle + 4, title, INK, anchor="end", bold=to_do)
    yield svg.text(RIGHT + 14, middle + 4, says.words[line.word], PAINT[colour], bold=True)


def _marks(line: PathLine, outcome: StepOutcome, scale: Scale, middle: float) -> Iterator[str]:
    """A step's date as a dot, full where recorded and hollow where proposed, on its window.

    The washouts are a bar that ends where the last of them is certainly over.
    """
    paint = PAINT[COLOUR[line.word]]
    if line.name == WASHOUTS:
        if outcome.clears_at is not None:
            yield svg.bar(scale.left, scale.place(outcome.clears_at), middle, paint)
    elif outcome.at is not None:
        yield _dot(outcome.at, scale, middle, paint)
    else:
        yield from _window(outcome, scale, middle, paint)


def _before(held: Iterable[StepOutcome], scale: Scale, middle: float) -> Iterator[str]:
    """A grey dot for each time that a step was done before it is held again."""
    for outcome in held:
        if outcome.at is not None:
            yield _dot(outcome.at, scale, middle, PAINT[GREY])


def _dot(at: Span, scale: Scale, middle: float, paint: str) -> str:
    between = (scale.place(at.earliest) + scale.place(at.latest)) / 2
    return svg.dot(between, middle, paint, fill=paint)


def _window(outcome: StepOutcome, scale: Scale, middle: float, paint: str) -> Iterator[str]:
    opens, closes = outcome.opens, outcome.closes
    if not outcome.no_time_left and (opens is not None or closes is not None):
        first = scale.left if opens is None else scale.place(opens)
        last = scale.right if closes is None else scale.place(closes)
        yield svg.bar(first, last, middle, paint, open_end=None in {opens, closes})
    if outcome.proposed is not None:
        yield svg.dot(scale.place(outcome.proposed), middle, paint, fill=PAPER)
