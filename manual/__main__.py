"""`python -m manual` writes the generated parts of `docs`; `--check` names those that are stale."""

import sys
from pathlib import Path

from manual.generated import generated

DOCS = Path(__file__).parents[1] / "docs"


def main(arguments: list[str]) -> int:
    """Write every generated page, or say which ones are no longer what the program says.

    Returns:
        0 if all are written or fresh, 1 if one is stale.
    """
    stale = [name for name, text in generated().items() if _is_stale(DOCS / name, text)]
    if arguments == ["--check"]:
        for name in stale:
            print(f"docs/{name} is not what the program says today: run `make reference`")
        return 1 if stale else 0
    for name in stale:
        _write(DOCS / name, generated()[name])
        print(f"docs/{name} is written")
    return 0


def _is_stale(page: Path, text: str) -> bool:
    return not page.exists() or page.read_text(encoding="utf-8") != text


def _write(page: Path, text: str) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
