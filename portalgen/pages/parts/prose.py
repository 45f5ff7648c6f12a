"""A PM's Markdown as clean HTML. It is never parsed again, as Markdown or as a template."""

import re
from collections.abc import Callable
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    "p", "br", "hr", "h3", "h4", "h5", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "s", "a",
    "table", "thead", "tbody", "tr", "th", "td", "img",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start"},
}
SCHEMES = {"http", "https", "mailto"}
HEADING = re.compile(r"<(/?)h([1-6])>")
PREFORMATTED = re.compile(r"(?s)<pre>.*?</pre>")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    return parser.enable(["table", "strikethrough"])


Resolve = Callable[[str], str | None]


def nowhere(target: str) -> None:
    """Returns no address: there is no document to link to."""


def prose(markdown: str, resolve: Resolve = nowhere) -> str:
    """Returns Markdown as HTML with a short list of tags; raw HTML in it shows as text, headings begin at h3.

    `resolve` gives the address of a document for a relative target, or None. Pictures come from there alone; of one
    that does not, the words that describe it are shown. A link that leads nowhere keeps its text.
    """
    if not markdown:
        return ""
    parser = _parser()
    tokens = parser.parse(markdown)
    for token in tokens:
        _place(token, resolve)
    rendered = parser.renderer.render(tokens, parser.options, {})
    lowered = HEADING.sub(_lower, rendered)
    cleaned = nh3.clean(
        lowered,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="pass_through",
        link_rel="noopener noreferrer",
    )
    return PREFORMATTED.sub(_keep_lines, cleaned)


def _lower(heading: re.Match[str]) -> str:
    """Returns the tag of a heading two levels lower, the lowest is h5."""
    slash, level = heading.groups()
    lower = min(5, int(level) + 2)
    return f"<{slash}h{lower}>"


def _keep_lines(block: re.Match[str]) -> str:
    """Returns preformatted text with its line ends as entities: they survive the layout of the page around them."""
    return block[0].replace("\n", "&#10;")


def _place(token: Token, resolve: Resolve) -> None:
    """Gives links and pictures the addresses that they have on the portal."""
    for child in token.children or ():
        if child.type == "image":
            _place_picture(child, resolve)
        elif child.type == "link_open":
            _place_link(child, resolve)


def _place_picture(picture: Token, resolve: Resolve) -> None:
    """Gives a picture its address; without one the words that describe it take its place."""
    target = str(picture.attrs["src"])
    source = resolve(target)
    if source is None:
        picture.type = "text"
        picture.tag = ""
        picture.children = None
    else:
        picture.attrs |= {
            "src": source,
            "loading": "lazy",
        }


def _place_link(link: Token, resolve: Resolve) -> None:
    """Gives a link its address; without one it keeps its text alone."""
    target = str(link.attrs["href"])
    address: str | None = target
    if not _SCHEME.match(target):
        address = resolve(target)
    if address:
        link.attrs["href"] = address
    else:
        del link.attrs["href"]
