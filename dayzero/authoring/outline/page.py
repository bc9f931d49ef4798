"""A protocol as one page that needs nothing beside it: picture, path and rules."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dayzero.authoring.outline.outline import outline_of
from dayzero.authoring.outline.picture import outline_svg
from models.protocol import Protocol
from wording.terminal.outline import OutlineWords

_PAGES = Environment(
    loader=PackageLoader("dayzero.authoring.outline"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def outline_page(protocol: Protocol, says: OutlineWords) -> str:
    """The page as HTML, without a script and without anything from elsewhere."""
    outline = outline_of(protocol, says)
    picture = Markup(outline_svg(outline, says))  # noqa: S704  every text in it was escaped there
    return _PAGES.get_template("outline.html.j2").render(outline=outline, picture=picture, t=says)
