"""A sheet as one HTML file that any browser opens and prints; it asks no server for anything."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from dayzero.today_file.sheet import Sheet
from wording.pages import page_words

_PAGES = Environment(
    loader=PackageLoader("dayzero.today_file"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def sheet_page(sheet: Sheet) -> bytes:
    """The file, in the language of the sheet's clock."""
    page = _PAGES.get_template("sheet.html.j2")
    return page.render(sheet=sheet, t=page_words(sheet.clock.language)).encode()
