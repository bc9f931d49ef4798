"""What a page owes to people who do not see it, do not use a mouse, or read on a phone.

A check by hand of what can be told by a program: names of fields, order of headings,
landmarks, ids, contrast of every text on the ground that it stands on, dates in one line.
"""

from playwright.sync_api import Page

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3; large text is held to the same

FAULTS = """
(least) => {
  const faults = [];
  const say = (what, element) => faults.push(
    `${what}: <${element.tagName.toLowerCase()}> ${(element.outerHTML || '').slice(0, 120)}`);
  const all = (selector) => [...document.querySelectorAll(selector)];

  if (!document.documentElement.lang) faults.push('no lang');
  if (!document.title.trim()) faults.push('no title');
  for (const one of ['main', 'header', 'h1'])
    if (all(one).length !== 1) faults.push(`${all(one).length} of <${one}>`);
  const ids = all('[id]').map(e => e.id);
  if (new Set(ids).size !== ids.length) faults.push('an id stands twice');
  for (const e of all('nav, section')) {
    const by = e.getAttribute('aria-labelledby');
    if (!e.getAttribute('aria-label') && !(by && document.getElementById(by)))
      say('no name', e);
  }
  for (const e of all('[aria-describedby], [aria-labelledby]'))
    for (const name of ['aria-describedby', 'aria-labelledby'])
      for (const id of (e.getAttribute(name) || '').split(' ').filter(Boolean))
        if (!document.getElementById(id)) say(`${name} names nothing`, e);
  for (const e of all('input:not([type=hidden]):not([hidden]), select, textarea'))
    if (!e.labels.length) say('no label', e);
  for (const e of all('button, a[href], summary'))
    if (!(e.textContent.trim() || e.getAttribute('aria-label'))) say('no words', e);
  for (const e of all('img')) if (!e.alt) say('no alternative', e);
  for (const e of all('svg[role=img]')) if (!e.querySelector('title')) say('no title', e);
  for (const e of all('table')) if (!e.querySelector('caption')) say('no caption', e);
  let level = 0;
  for (const e of all('h1, h2, h3, h4')) {
    const own = Number(e.tagName[1]);
    if (own > level + 1) say('a level of headings is left out', e);
    level = own;
  }

  const channels = (text) => {
    const parts = text.match(/[\\d.]+/g).map(Number);
    return parts.length === 3 ? [...parts, 1] : parts;
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => v / 255).map(
      v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const paper = e.tagName === 'svg' ? e.querySelector(':scope > rect') : null;
      const colour = paper ? getComputedStyle(paper).fill : getComputedStyle(e).backgroundColor;
      if (channels(colour)[3] > 0.99) return channels(colour);
    }
    return [255, 255, 255, 1];
  };
  for (const e of all('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    const box = e.getBoundingClientRect();
    const unseen = box.width <= 1 || box.height <= 1;
    if (!own || unseen || ['title', 'desc', 'OPTION'].includes(e.tagName)) continue;
    const style = getComputedStyle(e);
    const ink = channels(e.tagName === 'text' ? style.fill : style.color);
    const [a, b] = [light(ink), light(ground(e))].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < least) say(`contrast ${contrast.toFixed(2)}`, e);
  }
  if (document.documentElement.scrollWidth > innerWidth) {
    const wide = [...document.querySelectorAll('main *')]
      .filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('svg'));
    say('wider than the window', wide.at(-1) ?? document.body);
  }
  for (const e of all('main td, main p, main li')) {
    const scrolled = e.closest('.picture, .scrolled');  // meant to be moved sideways
    if (!scrolled && e.getBoundingClientRect().right > innerWidth) say('cut off', e);
  }
  const together = new RegExp([
    /\\d{4}-\\d\\d-\\d\\d( \\d\\d:\\d\\d)?/,
    /[A-Z][a-z]{2} \\d{1,2} [A-Z][a-z]{2}( \\d{4})?( \\d\\d:\\d\\d)?/,
    /(\\d{4}年)?\\d{1,2}月\\d{1,2}日( 周.)?( \\d\\d:\\d\\d)?/,
    /(IN|EX)-\\d\\d[\\w.]*/,
    /\\d+ ?(min|天|小时|分钟)/].map(one => one.source).join('|'), 'g');
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const found of texts.currentNode.textContent.matchAll(together)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, found.index);
      range.setEnd(texts.currentNode, found.index + found[0].length);
      const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
      if (lines.size > 1) say(`broken over lines, ${found[0]}`, texts.currentNode.parentElement);
    }
  }
  return faults;
}
"""


def faults_of(page: Page) -> list[str]:
    """Everything that is wrong, each in a few words."""
    found: list[str] = page.evaluate(FAULTS, LEAST_CONTRAST)
    return found
