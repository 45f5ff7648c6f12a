"""The one policy: its hashes are those of the pages as they are built, no more and no fewer."""

import re
from pathlib import Path

import pytest

from portalgen.site.csp import SCRIPT_HASHES, STYLE_HASH, policy
from portalgen.site.inspect.verify import script_hash, verify
from tests.conftest import SITE_URL
from tests.kit.clients.samples import CLIENTS

SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", re.S
)


def inline_hashes(site: Path) -> set[str]:
    """Returns the hashes of all inline scripts in a site's pages."""
    pages = (path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    return {script_hash(script) for page in pages for script in SCRIPT.findall(page)}


@pytest.mark.parametrize("client_id", CLIENTS)
def test_the_hashes_are_those_of_the_scripts_in_the_built_pages(
    client_id: str, sample_sites: Path
) -> None:
    assert inline_hashes(sample_sites / client_id) == set(SCRIPT_HASHES)


@pytest.mark.parametrize("client_id", CLIENTS)
def test_every_page_has_the_same_policy_before_anything_else(
    client_id: str, sample_sites: Path
) -> None:
    for path in (sample_sites / client_id).rglob("*.html"):
        head = re.search(r"<head>\s*(<[^>]*>)", path.read_text(encoding="utf-8"))
        assert head
        assert (
            head[1]
            == f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
        ), path


def test_a_changed_script_would_be_found(tmp_path: Path, sample_sites: Path) -> None:
    page = (sample_sites / CLIENTS[0] / "404.html").read_text(encoding="utf-8")
    (tmp_path / "404.html").write_text(
        page.replace("</script>", ";</script>", 1), encoding="utf-8"
    )
    assert inline_hashes(tmp_path) - set(SCRIPT_HASHES)
    assert any(
        "inline script" in flaw.message
        for flaw in verify(tmp_path, SITE_URL.format(client=CLIENTS[0]))
    )


def test_the_style_hash_is_that_of_nothing() -> None:
    assert script_hash("") == STYLE_HASH


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    directives = {
        name: values
        for name, *values in (each.split() for each in policy().split("; "))
    }
    assert directives["default-src"] == ["'none'"]
    assert directives["script-src"] == [
        "'self'",
        *(f"'{each}'" for each in SCRIPT_HASHES),
    ]
    sources = {value for values in directives.values() for value in values}
    assert not {"*", "'unsafe-eval'", "https:", "http:"} & sources
    assert [
        name for name, values in directives.items() if "'unsafe-inline'" in values
    ] == ["style-src-attr"]
