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
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


Resolve = Callable[[str], str | None]


def prose(markdown: str, resolve: Resolve = lambda target: None) -> str:
    """Returns Markdown as HTML with a short list of tags; raw HTML in it shows as text, headings begin at h3.

    `resolve` gives the address of a document for a relative target, or None. Pictures come from there alone; of one
    that does not, the words that describe it are shown. A link that leads nowhere keeps its text.
    """
    if not markdown:
        return ""
    tokens = _parser().parse(markdown)
    for token in tokens:
        _place(token, resolve)
    rendered = _parser().renderer.render(tokens, _parser().options, {})
    lowered = re.sub(
        r"<(/?)h([1-6])>", lambda m: f"<{m[1]}h{min(5, int(m[2]) + 2)}>", rendered
    )
    cleaned = nh3.clean(
        lowered,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="pass_through",
        link_rel="noopener noreferrer",
    )
    # Line ends count inside <pre> alone; as entities they survive the layout of the page around them.
    return re.sub(r"(?s)<pre>.*?</pre>", lambda m: m[0].replace("\n", "&#10;"), cleaned)


def _place(token: Token, resolve: Resolve) -> None:
    """Gives links and pictures the addresses that they have on the portal."""
    for child in token.children or ():
        if child.type == "image":
            source = resolve(str(child.attrs["src"]))
            if source is None:
                child.type = "text"
                child.tag = ""
                child.children = None
            else:
                child.attrs |= {"src": source, "loading": "lazy"}
        elif child.type == "link_open":
            target = str(child.attrs["href"])
            address = target if _SCHEME.match(target) else resolve(target)
            if address:
                child.attrs["href"] = address
            else:
                del child.attrs["href"]
