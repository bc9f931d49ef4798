"""ical.js, which Thunderbird and Nextcloud read with, where it is installed for Node."""

import json
import os
import shutil
import subprocess
from datetime import date, datetime
from functools import cache

from tests.unit.calendars.test_golden import Reading

WHY_NOT = "ical.js is not installed: npm install --global ical.js, or name its folder in NODE_PATH"
GLOBAL = ("/usr/local/lib/node_modules", "/usr/lib/node_modules")

READ = """
const ICAL = require('ical.js');
ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(require('fs').readFileSync(0, 'utf8')));
for (const component of calendar.getAllSubcomponents('vevent')) {
  const event = new ICAL.Event(component);
  const start = event.startDate;
  const when = start.isDate ? start.toString() : start.toJSDate().toISOString();
  console.log(JSON.stringify([event.uid, when, event.summary]));
}
"""


@cache
def is_installed() -> bool:
    return shutil.which("node") is not None and _node("require('ical.js')").returncode == 0


def by_ical_js(text: str) -> Reading:
    ran = _node(READ, text)
    assert ran.returncode == 0, ran.stderr
    events = [json.loads(line) for line in ran.stdout.splitlines()]
    return {uid: (_start(when), summary) for uid, when, summary in events}


def _start(when: str) -> date | datetime:
    return datetime.fromisoformat(when) if "T" in when else date.fromisoformat(when)


def _node(program: str, text: str = "") -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([os.environ.get("NODE_PATH", ""), *GLOBAL])
    return subprocess.run(  # noqa: S603  a program of ours, no shell
        [str(shutil.which("node")), "-e", program],
        env={**os.environ, "NODE_PATH": path},
        input=text,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
