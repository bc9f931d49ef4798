"""`python -m safety.trace` writes the trace; with --check it only says what hangs in the air."""

import argparse
import json
import sys
from functools import partial
from pathlib import Path

from safety.pages import old, write
from safety.trace.document import NAME, document
from safety.trace.links import Trace, read_trace
from safety.trace.orphans import orphans_of

RESULT = Path(__file__).parents[1] / "results" / "trace.json"


def main() -> int:
    """Write the pages, or check them; 1 where something hangs in the air or a page is old."""
    parser = argparse.ArgumentParser(prog="python -m safety.trace")
    parser.add_argument("--check", action="store_true")
    trace = read_trace()
    page, orphans = partial(document, trace), orphans_of(trace)
    for orphan in orphans:
        print(orphan)
    print(f"{len(trace.sentences)} sentences, {len(trace.rules)} rules, {len(orphans)} orphans")
    if parser.parse_args().check:
        return 1 if orphans or list(old(NAME, page)) else 0
    write(NAME, page)
    RESULT.write_text(_result(trace, orphans), encoding="utf-8")
    return 1 if orphans else 0


def _result(trace: Trace, orphans: list[str]) -> str:
    found = {
        "sentences": len(trace.sentences),
        "rules": len(trace.rules),
        "spec_files": len(trace.spec_files),
        "hazards": len(trace.hazards),
        "orphans": orphans,
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main())
