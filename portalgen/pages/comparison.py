"""Where the pages and documents of two portals say otherwise, passage by passage."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from portalgen.analysis.difference import Difference, Kind
from portalgen.pages.page import Page, Portal
from portalgen.pages.passages import passages

MOST_COMPARED = 400  # pairs of passages that may stand for each other
Pages = Mapping[str, Page]  # by their paths


@dataclass(frozen=True, slots=True)
class Rewording:
    """How a passage of a project's pages read, and how it reads: None where it is new, or gone."""

    project: str
    before: str | None
    after: str | None


def page_differences(before: Portal, after: Portal) -> Iterator[Difference]:
    """Yields pages that are new or gone, then passages that read otherwise, each once with the pages that have it.

    A project that one of the portals lacks is told as such elsewhere, and its pages are not.
    """
    then = _by_path(before)
    now = _by_path(after)
    projects = _projects(then) & _projects(now)
    yield from _missing(then, now, projects)
    yield from _missing(now, then, projects, are_new=True)
    titles = _rewordings(then, now, projects)
    for each, names in titles.items():
        yield Difference(
            project=each.project,
            kind=Kind.PASSAGE,
            what=", ".join(names),
            before=each.before,
            after=each.after,
        )


def file_differences(
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
) -> Iterator[Difference]:
    """Yields documents, by their paths, that are others under the same name: no page says so."""
    for path, content in after.items():
        project, _, name = path.rpartition("/documents/")
        if not project or path not in before:
            continue
        if before[path] != content:
            yield Difference(
                project=project,
                kind=Kind.DOCUMENT,
                what=name,
                before=path,
                after=path,
                calls=True,
            )


def _by_path(portal: Portal) -> Pages:
    """Returns the pages by their paths, without a first page that is the one of the only project once more."""
    pages = {page.path: page for page in portal.pages}
    titles = [page.title for page in portal.pages]
    first = pages.get("")
    if first and titles.count(first.title) > 1:
        del pages[""]
    return pages


def _projects(pages: Pages) -> set[str]:
    return {_project(path) for path in pages}


def _project(path: str) -> str:
    """Returns the id of a page's project; empty for the portal's first page."""
    project, _, _ = path.partition("/")
    return project


def _missing(
    pages: Pages,
    others: Pages,
    projects: set[str],
    are_new: bool = False,
) -> Iterator[Difference]:
    """Yields the pages of some projects that the others lack."""
    for path, page in pages.items():
        project = _project(path)
        if path in others or project not in projects:
            continue
        yield Difference(
            project=project,
            kind=Kind.PAGE,
            what=_name(page),
            before=None if are_new else path,
            after=path if are_new else None,
        )


def _rewordings(
    then: Pages,
    now: Pages,
    projects: set[str],
) -> dict[Rewording, list[str]]:
    """Returns what reads otherwise on pages that both have, with the names of the pages."""
    titles: dict[Rewording, list[str]] = {}
    for path, page in now.items():
        project = _project(path)
        if path not in then or project not in projects:
            continue
        before = passages(then[path].html)
        after = passages(page.html)
        for former, text in _otherwise(before, after):
            names = titles.setdefault(Rewording(project, former, text), [])
            if _name(page) not in names:
                names.append(_name(page))
    return titles


def _name(page: Page) -> str:
    """Returns a page's name without that of its project."""
    name, _, _ = page.title.partition(" · ")
    return name


def _otherwise(
    before: Sequence[str],
    after: Sequence[str],
) -> Iterator[tuple[str | None, str | None]]:
    """Yields the passages that differ, before and after: those that stand for each other, those gone, those new."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone = before[i:i_end]
        new = after[j:j_end]
        if len(gone) == len(new):
            yield from zip(gone, new, strict=True)
        else:
            yield from _likest(gone, list(new))


def _likest(
    gone: Sequence[str],
    new: list[str],
) -> Iterator[tuple[str | None, str | None]]:
    """Yields passages that are gone, each with the likest of the new ones, if any; then the other new ones."""
    is_short = len(gone) * len(new) <= MOST_COMPARED
    for text in gone:
        closest = get_close_matches(text, new, 1) if is_short else []
        for each in closest:
            new.remove(each)
        yield text, next(iter(closest), None)
    for text in new:
        yield None, text
