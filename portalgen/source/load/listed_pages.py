"""The pages that client.yml or a project lists as published."""

from collections.abc import Iterable

from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.fields.scalars import shown
from portalgen.model.project import ALWAYS_PUBLISHED, PageName
from portalgen.source.nouns.suggestions import did_you_mean
from portalgen.source.yaml.tree import Mapping, Node, Scalar, Sequence

PAGES = "pages"
Pages = tuple[PageName, ...]


def listed_pages(tree: Mapping) -> tuple[Pages | None, list[Diagnostic]]:
    """Returns the pages that a file lists, or None where it lists none, and all that is wrong with the list."""
    node = tree.values.get(PAGES)
    is_empty = isinstance(node, Scalar) and node.text is None
    if node is None or is_empty:
        return None, []
    if not isinstance(node, Sequence):
        help_ = "for example [now, dates, how]"
        return None, [problem("PG209", "pages: expected a list", node.place, help_)]
    names = {page.value for page in PageName}
    listed = {_name(item) for item in node.items}
    wrong = [_no_page(item) for item in node.items if _name(item) not in names]
    hidden = [each for each in PageName if each in ALWAYS_PUBLISHED - listed]
    if hidden:
        wrong.append(_cannot_be_hidden(hidden, tree))
    published = listed | ALWAYS_PUBLISHED
    return tuple(page for page in PageName if page in published), wrong


def _name(item: Node) -> str:
    return str(item.text) if isinstance(item, Scalar) else "this"


def _no_page(item: Node) -> Diagnostic:
    name = _name(item)
    says = f"{shown(name)} is not a page"
    return problem("PG206", says, item.place, did_you_mean(name, PageName))


def _cannot_be_hidden(hidden: Iterable[PageName], tree: Mapping) -> Diagnostic:
    says = f"{' and '.join(hidden)} cannot be hidden"
    help_ = f"add {', '.join(hidden)} to the list"
    return problem("PG306", says, tree.keys[PAGES], help_)
