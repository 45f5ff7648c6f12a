"""The pages that client.yml or a project lists as published."""

from collections.abc import Collection

from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.fields.scalars import shown
from portalgen.model.project import ALWAYS_PUBLISHED, PageName
from portalgen.source.nouns.suggestions import did_you_mean
from portalgen.source.yaml.tree import Mapping, Node, Scalar, Sequence

PAGES = "pages"
Pages = tuple[PageName, ...]
_NAMES = {page.value for page in PageName}


def listed_pages(tree: Mapping) -> tuple[Pages | None, list[Diagnostic]]:
    """Returns the pages that a file lists, or None where it lists none, and all that is wrong with the list."""
    node = tree.values.get(PAGES)
    is_empty = isinstance(node, Scalar) and node.text is None
    if node is None or is_empty:
        return None, []
    if not isinstance(node, Sequence):
        says = "pages: expected a list"
        help_ = "for example [now, dates, how]"
        no_list = problem(
            "PG209",
            says,
            node.place,
            help_,
        )
        return None, [no_list]
    listed = set()
    wrong = []
    for item in node.items:
        name = _name(item)
        listed.add(name)
        if name not in _NAMES:
            wrong.append(_no_page(item))
    hidden = _in_order(ALWAYS_PUBLISHED - listed)
    if hidden:
        wrong.append(_cannot_be_hidden(hidden, tree))
    published = _in_order(ALWAYS_PUBLISHED | listed)
    return published, wrong


def _in_order(names: Collection[str]) -> Pages:
    """Returns the pages that have one of the names, in the order of the portal."""
    pages = []
    for page in PageName:
        if page in names:
            pages.append(page)
    return tuple(pages)


def _name(item: Node) -> str:
    if isinstance(item, Scalar):
        return str(item.text)
    return "this"


def _no_page(item: Node) -> Diagnostic:
    name = _name(item)
    says = f"{shown(name)} is not a page"
    help_ = did_you_mean(name, PageName)
    return problem(
        "PG206",
        says,
        item.place,
        help_,
    )


def _cannot_be_hidden(hidden: Pages, tree: Mapping) -> Diagnostic:
    spoken = " and ".join(hidden)
    listed = ", ".join(hidden)
    says = f"{spoken} cannot be hidden"
    help_ = f"add {listed} to the list"
    return problem(
        "PG306",
        says,
        tree.keys[PAGES],
        help_,
    )
