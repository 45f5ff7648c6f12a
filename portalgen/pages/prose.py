"""A PM's Markdown as clean HTML. It is never parsed again, as Markdown or as a template."""

import re
from functools import cache

import nh3
from markdown_it import MarkdownIt

TAGS = {
    "p", "br", "hr", "h3", "h4", "h5", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "s", "a",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return parser.disable("image")


def prose(markdown: str) -> str:
    """Returns Markdown as HTML with a short list of tags; raw HTML in it shows as text, headings begin at h3."""
    if not markdown:
        return ""
    rendered = _parser().render(markdown)
    lowered = re.sub(r"<(/?)h([1-6])>", lambda m: f"<{m[1]}h{min(5, int(m[2]) + 2)}>", rendered)
    cleaned = nh3.clean(
        lowered,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer",
    )
    # Line ends count inside <pre> alone; as entities they survive the layout of the page around them.
    return re.sub(r"(?s)<pre>.*?</pre>", lambda m: m[0].replace("\n", "&#10;"), cleaned)
