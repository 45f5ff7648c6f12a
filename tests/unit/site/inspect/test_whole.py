"""A site is whole by its own list of files, and is the data's own by what the data gives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portalgen.exports.manifest import FILES_FILE
from portalgen.site.files import digests_of, write_manifest
from portalgen.site.inspect.whole import (
    MOST_TOLD,
    damage,
    forgeries,
    without_host_files,
)
from tests.kit.commands.workspaces import make

SITE = {"index.html": "a page", "a/b.css": "a style"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Returns a finished site."""
    folder = make(tmp_path / "site", SITE)
    write_manifest(folder)
    return folder


def test_a_site_as_it_was_built_is_whole(site: Path) -> None:
    assert list(damage(site)) == []
    assert list(forgeries(digests_of(site), digests_of(site))) == []


def linked(site: Path) -> None:
    """Puts a link to the same bytes in a page's place."""
    elsewhere = site.parent / "elsewhere"
    (site / "index.html").rename(elsewhere)
    (site / "index.html").symlink_to(elsewhere)


CHANGES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "changed": (
        lambda site: make(site, {"index.html": "A page"}),
        "index.html",
        "it is not",
    ),
    "emptied": (lambda site: make(site, {"a/b.css": ""}), "a/b.css", "it is not"),
    "added": (lambda site: make(site, {"x.js": ""}), "x.js", "no build"),
    "removed": (lambda site: (site / "a/b.css").unlink(), "a/b.css", "it is missing"),
    "linked": (linked, "index.html", "it is missing"),
}


@pytest.mark.parametrize(("change", "path", "says"), CHANGES.values(), ids=CHANGES)
def test_whatever_differs_is_named(
    site: Path, change: Callable[[Path], object], path: str, says: str
) -> None:
    made = digests_of(site)
    change(site)
    for found in (damage(site), forgeries(digests_of(site), made)):
        (flaw,) = found
        assert flaw.path == path
        assert flaw.message.startswith(says)


def test_a_list_of_files_that_was_changed_with_a_page_hides_it_from_itself_alone(
    site: Path,
) -> None:
    made = digests_of(site)
    make(site, {"index.html": "A page"})
    (site / FILES_FILE).unlink()
    write_manifest(site)
    assert list(damage(site)) == []
    told = [flaw.path for flaw in forgeries(digests_of(site), made)]
    assert told == [FILES_FILE, "index.html"]


@pytest.mark.parametrize(
    ("content", "says"), [(None, "it is missing"), ("{}", "it is no list of files")]
)
def test_without_its_list_nothing_vouches_for_a_site(
    site: Path, content: str | None, says: str
) -> None:
    (site / FILES_FILE).unlink()
    if content:
        make(site, {FILES_FILE: content})
    (flaw,) = damage(site)
    assert flaw.path == FILES_FILE
    assert flaw.message.startswith(says)


def test_of_many_files_that_differ_the_first_are_named_and_the_rest_counted(
    site: Path,
) -> None:
    make(site, {f"{number:02}.js": "" for number in range(MOST_TOLD + 3)})
    told = list(damage(site))
    assert len(told) == MOST_TOLD + 1
    assert told[-1].message == "and 3 more files differ"


HOST_FILES = {".nojekyll": "", "CNAME": "a.example\n", ".well-known/security.txt": "x"}


def test_what_a_host_keeps_beside_a_site_is_not_the_sites(site: Path) -> None:
    own = digests_of(site)
    make(site, HOST_FILES)
    assert without_host_files(site, digests_of(site)) == own
    assert list(damage(site)) == []


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (".nojekyll", "x"),
        ("CNAME", "<script>"),
        ("CNAME", "a.example\nb.example"),
        ("a/CNAME", "a.example"),
        (".well-known", "x"),
    ],
)
def test_what_only_looks_like_a_hosts_file_is_told(
    site: Path, path: str, content: str
) -> None:
    make(site, {path: content})
    (flaw,) = damage(site)
    assert flaw.path == path
