"""The line of commits that a record follows from HEAD to the first one: which parent of each merge goes on.

A merge is symmetrical: nothing in the graph tells which of its parents was what clients had been told. What tells is
what was published: the line goes through the commit that was published last. Where that leaves several parents, or
nothing was published yet, a merge that git itself made to catch up (`git pull`, "Sync", "Update branch") goes on with
what it caught up with, as the message says that git writes; any other merge goes on with its first parent.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property

from portalgen.source.git.log import Commit, Link, Node
from portalgen.source.git.repository import Repository

# git leaves the name of the branch that was merged into out of its message where it is one of these.
_SHARED = {"main", "master"}
_CAUGHT_UP = (
    re.compile(
        r"Merge (?P<far>remote-tracking )?branch '(?P<name>[^']+)'"
        r"(?P<of> of \S.*?)?(?: into '?(?P<into>[^' ]+)'?)?"
    ),
    re.compile(r"Merged (?P<name>\S+)(?P<far>)(?P<of>) into (?P<into>\S+)"),
)
Graph = dict[str, Node]  # by the commit's id; children stand before their parents
Follows = Mapping[str, str]  # the parent that a merge goes on with, by the merge
AS_GIT_SAYS: Follows = {}


@dataclass(frozen=True)
class Line:
    """The links of a line, oldest first.

    `follows` holds the merges at which it does not go on as it would if nothing had been published.
    """

    links: tuple[Link, ...]
    follows: Follows

    def __contains__(self, commit: str) -> bool:
        return commit in self._places

    def after(self, commit: str) -> tuple[Link, ...]:
        """Returns the links that come later than a commit of the line."""
        at = self._places[commit]
        return self.links[at + 1 :]

    def until(self, commit: str) -> "Line":
        """Returns the part of the line that ends with one of its commits."""
        last = self._places[commit]
        follows = {}
        for merge, parent in self.follows.items():
            if self._places[merge] <= last:
                follows[merge] = parent
        return Line(self.links[: last + 1], follows)

    @cached_property
    def _places(self) -> dict[str, int]:
        places = {}
        for at, link in enumerate(self.links):
            places[link.commit] = at
        return places


class Lines:
    """The lines that end at HEAD. No more of the graph is read than is asked for. Everything here raises GitError."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository

    @cached_property
    def first_parents(self) -> Line:
        """The line of the first parents, whatever the merges were made for."""
        links = []
        follows = {}
        for name, node in self._trunk.items():
            links.append(_link(name, node, node.first))
            if node.first and _goes_on_with(node) != node.first:
                follows[name] = node.first
        links.reverse()
        return Line(tuple(links), follows)

    @cached_property
    def unpublished(self) -> Line:
        """The line where nothing is known to be published."""
        if not self.first_parents.follows:
            return self.first_parents
        return self._walked("", AS_GIT_SAYS)

    def through(self, commit: str, follows: Follows) -> Line | None:
        """Returns the line through the commit that was published last, and from there on through the merges as they
        were followed then; None where HEAD does not contain it.
        """
        if not follows and commit in self.unpublished:
            return self.unpublished
        if commit not in self._graph:
            return None
        return self._walked(commit, follows)

    def last_by(self, moment: int) -> Commit | None:
        """Returns the last commit of the line that was made by a moment (in seconds since 1970), if any."""
        ids = []
        for link in self.unpublished.links:
            ids.append(link.commit)
        known = self.repository.commits(ids)
        for name in reversed(ids):
            if known[name].committed_at <= moment:
                return known[name]
        return None

    @cached_property
    def _trunk(self) -> Graph:
        return self.repository.nodes("--first-parent")

    @cached_property
    def _graph(self) -> Graph:
        return self.repository.nodes("--topo-order")

    def _walked(self, published: str, follows: Follows) -> Line:
        """Returns the line from HEAD; below what was published it goes as it was followed then."""
        holders = _holders(self._graph, published)
        links = []
        chosen = {}
        name: str | None = self.repository.head
        while name:
            node = self._graph[name]
            parent = _parent(name, node, holders, follows)
            links.append(_link(name, node, parent))
            if parent != _goes_on_with(node):
                chosen[name] = str(parent)
            name = parent
        links.reverse()
        return Line(tuple(links), chosen)


def _parent(
    name: str,
    node: Node,
    holders: Set[str],
    follows: Follows,
) -> str | None:
    """Returns the parent that a line goes on with: as it was followed, else the one that holds what was published."""
    followed = follows.get(name)
    if followed in node.parents:
        return followed
    usual = _goes_on_with(node)
    held = []
    for each in node.parents:
        if each in holders:
            held.append(each)
    if not held:
        return usual
    if usual in held:
        return usual
    return held[0]


def _link(name: str, node: Node, parent: str | None) -> Link:
    merged = []
    for each in node.parents:
        if each != parent:
            merged.append(each)
    return Link(name, parent, tuple(merged))


def _holders(graph: Graph, commit: str) -> set[str]:
    """Returns a commit with all that contain it."""
    holders = {commit}
    for name in reversed(graph):
        if not holders.isdisjoint(graph[name].parents):
            holders.add(name)
    return holders


def _goes_on_with(node: Node) -> str | None:
    """Returns the parent that a commit goes on with where nothing is known to be published."""
    is_pair = len(node.parents) == 2
    if is_pair and caught_up(node.subject):
        return node.parents[1]
    return node.first


def caught_up(subject: str) -> bool:
    """Tells whether a message is one that git writes where somebody's own work catches up with the branch that all
    share: the branch of the same name from elsewhere, or the shared branch into another one.
    """
    for form in _CAUGHT_UP:
        said = form.fullmatch(subject)
        if said is None:
            continue
        name = said["name"]
        if said["far"]:
            _, _, name = name.partition("/")
        is_from_elsewhere = bool(said["far"] or said["of"])
        into = said["into"]
        if into is None:
            return is_from_elsewhere and name in _SHARED
        if name == into:
            return is_from_elsewhere
        return name in _SHARED and into not in _SHARED
    return False


def named(repository: Repository, revision: str) -> Commit | None:
    """Returns the commit that a revision names, as typed by whoever asks; for a day (`2026-11-13`), the last one of the
    line that was made by its end (UTC). None where there is none. Raises GitError.
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", revision):
        name = repository.resolve(revision)
        if name:
            return repository.commits([name]).get(name)
        return None
    try:
        day = date.fromisoformat(revision)
    except ValueError:
        return None
    last_second = datetime.combine(day, time(23, 59, 59), UTC)
    return Lines(repository).last_by(int(last_second.timestamp()))
