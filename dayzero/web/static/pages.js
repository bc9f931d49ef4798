"use strict";
/* What the pages do beyond HTML and htmx; each page works without it. */

/* Whoever sends a form leaves the page: nothing more is asked for it. */
let leaving = false;
document.addEventListener("submit", () => { leaving = true; });
window.addEventListener("pageshow", () => { leaving = false; });
document.addEventListener("htmx:beforeRequest", (event) => {
  if (leaving) event.preventDefault();
});

/* A list that is brought up to date keeps open what was opened. */
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  for (const heading of target.querySelectorAll("details[open] h2[id]")) {
    fragment.querySelector(`#${CSS.escape(heading.id)}`)?.closest("details")?.setAttribute("open", "");
  }
});

/* What is brought up to date and is as it was is left alone: a choice stays under the pointer. */
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  if (target.innerHTML === fragment.innerHTML) event.detail.shouldSwap = false;
});

/* A step of the timeline is moved by whole days, with a pointer or the arrow keys; its date goes
   into the proposal's field, and what follows comes from the server. Nothing is recorded. */
for (const picture of document.querySelectorAll(".moves svg")) {
  const [first, last, left, right, even] =
    ["first", "last", "left", "right", "even"].map((name) => Number(picture.dataset[name]));
  const squeezed = (day) => Math.asinh(day / even);
  const wide = (squeezed(last) - squeezed(first)) / (right - left);
  const placeOf = (day) => left + (squeezed(Math.min(Math.max(day, first), last)) - squeezed(first)) / wide;
  const dayAt = (place) => even * Math.sinh(squeezed(first) + (place - left) * wide);
  const { lang } = document.documentElement;
  const words = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang,
    { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
  const say = (day) => words.format(day).replace(",", "");

  for (const handle of picture.querySelectorAll(".move")) {
    const { step, day } = handle.dataset, at = Number(handle.dataset.at);
    const field = document.getElementsByName(`step.${step}.day`)[0];
    if (!field) continue;
    const dayAfter = (moved) => new Date(Date.parse(`${day}T00:00Z`) + moved * 86400000);
    let moved = 0, held = null;

    const show = (days) => {
      moved = days;
      handle.setAttribute("transform", `translate(${placeOf(at + days) - placeOf(at)} 0)`);
      handle.setAttribute("aria-valuenow", days);
      handle.classList.toggle("moved", days !== 0);
      handle.querySelector("text").textContent = days ? say(dayAfter(days)) : "";
      if (days) handle.setAttribute("aria-valuetext", say(dayAfter(days)));
    };
    const move = (days) => {
      if (days === moved) return;
      show(days);
      field.value = days ? dayAfter(days).toISOString().slice(0, 10) : "";
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const placeUnder = (event) =>
      new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse()).x;

    handle.addEventListener("pointerdown", (event) => {
      handle.setPointerCapture(event.pointerId);
      held = placeUnder(event) - placeOf(at + moved);
      event.preventDefault();
      handle.focus();
    });
    handle.addEventListener("pointermove", (event) => {
      if (held !== null) move(Math.round(dayAt(placeUnder(event) - held) - at));
    });
    for (const over of ["pointerup", "pointercancel"])
      handle.addEventListener(over, () => { held = null; });
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 };
    handle.addEventListener("keydown", (event) => {
      if (!(event.key in steps) && event.key !== "Home") return;
      event.preventDefault();
      move(event.key === "Home" ? 0 : moved + steps[event.key]);
    });
    const typed = /^\d{4}-\d{2}-\d{2}/.test(field.value) ? Date.parse(`${field.value.slice(0, 10)}T00:00Z`) : NaN;
    if (typed) show(Math.round((typed - Date.parse(`${day}T00:00Z`)) / 86400000));
  }
}
