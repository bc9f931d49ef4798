"""A form as a browser sends it: with what the page filled in, and what a person changes."""

import re
from html import unescape
from typing import Any

import httpx

from models.records.store import recorded_facts
from tests.web.pages import FORM_TOKEN, Pages

FORM = re.compile(r'<form method="post" class="stack wide">(.*?)</form>', re.DOTALL)
SELECT = re.compile(r'<select id="(\w+)".*?</select>', re.DOTALL)
SELECTED = re.compile(r'<option value="([^"]*)" selected')


def filled_in(page: httpx.Response) -> dict[str, str]:
    """What stands in the fields of the form of a page, hidden ones included."""
    form = FORM.search(page.text)
    assert form, page.text
    said: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form[1]):
        is_ = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if is_.get("type") != "checkbox" or " checked" in tag:
            said[is_["name"]] = unescape(is_["value"])
    for select in SELECT.finditer(form[1]):
        chosen = SELECTED.search(select[0])
        said[select[1]] = unescape(chosen[1]) if chosen else ""
    return said


def hidden(text: str) -> dict[str, str]:
    """What a preview carries to its commit."""
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text)
    return {name: unescape(value) for name, value in pairs}


def previewed(browser: httpx.Client, address: str, /, **changes: str) -> httpx.Response:
    """Open a form, change what is given, and ask what would follow."""
    form = filled_in(browser.get(address)) | changes | {"action": "preview"}
    return browser.post(address.partition("?")[0], data=form)


def recorded(browser: httpx.Client, address: str, /, **changes: str) -> httpx.Response:
    """The same, and record it."""
    seen = previewed(browser, address, **changes)
    assert FORM_TOKEN.search(seen.text), seen.text
    return browser.post(address.partition("?")[0], data=hidden(seen.text) | {"action": "commit"})


def last_fact(pages: Pages, subject: str) -> dict[str, Any]:
    """What was recorded last of a subject, without its number."""
    document = recorded_facts(pages.engine, subject)[-1].document
    return {name: value for name, value in document.items() if name != "id"}
