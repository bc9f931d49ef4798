"""What the site has beside `docs`: the pages that stand in the repository's own folder.

A link such as `../GLOSSARY.md` works where the repository is read; on the site those pages lie
beside `index.md`, so the step out of `docs` is taken out of the link. A link to a file of the code
is the file's name there, as the site has no code.
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
BESIDE = ("CHANGELOG", "CONTRIBUTING", "GLOSSARY", "NOTICE", "SECURITY")
OUT_OF_DOCS = re.compile(rf"\]\(((?:\.\./)*)\.\./({'|'.join(BESIDE)})\.md")
TO_CODE = re.compile(
    r"\[(?P<says>[^]]+)\]\((?:\.\./)*(?P<file>(?:models|tests)/[^)#]+)(?:#[^)]*)?\)"
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages from beside `docs`."""
    for name in BESIDE:
        text = (ROOT / f"{name}.md").read_text(encoding="utf-8")
        files.append(File.generated(config, f"{name}.md", content=text))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Turn links between the two folders into links within the site."""
    said = TO_CODE.sub(_name_of_file, markdown)
    if page.file.src_uri.removesuffix(".md") in BESIDE:
        return said.replace("](docs/", "](")
    return OUT_OF_DOCS.sub(r"](\1\2.md", said)


def _name_of_file(link: re.Match[str]) -> str:
    """The words of the link; one to a file that is not there stays a link, and is refused."""
    return link["says"] if (ROOT / link["file"]).exists() else link[0]
