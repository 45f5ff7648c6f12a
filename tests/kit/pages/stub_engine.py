"""A site generator that does little, so that what stands around it can be tested alone."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from portalgen.site.csp import policy

HEAD = f'<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="{policy()}">'


class StubEngine:
    """Puts each staged page into the least HTML that may be installed, and counts what it builds."""

    def __init__(
        self, version: str = "stub 1", before: Callable[[Path], None] | None = None
    ) -> None:
        self.version = version
        self.builds = 0
        self.before = before

    def build(self, staged: Path, site: Path, as_of: date) -> None:
        """Builds a staged folder into `site`."""
        self.builds += 1
        if self.before:
            self.before(staged)
        docs = staged / "docs"
        told = canonical(staged)
        for path in sorted(each for each in docs.rglob("*") if each.is_file()):
            name = path.relative_to(docs)
            if path.suffix == ".md":
                text = path.read_text(encoding="utf-8")
                html = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
                name = (
                    Path("index.html")
                    if name == Path("index.md")
                    else name.with_suffix("") / "index.html"
                )
                self.write(
                    site / name,
                    f"{HEAD}{told}<title>{as_of}</title></head><body>{html}</body></html>".encode(),
                )
            else:
                self.write(site / name, path.read_bytes())

    @staticmethod
    def write(path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def canonical(staged: Path) -> str:
    """Returns the element that names the address of a staged site's first page; none where it has no address."""
    configured = (staged / "mkdocs.yml").read_text(encoding="utf-8")
    found = re.search(r"^site_url: (\S+)$", configured, re.M)
    return f'<link rel="canonical" href="{found[1]}">' if found else ""
