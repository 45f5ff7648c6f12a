"""SVG elements as text: every value is escaped where it is put in, colours are the stylesheet's variables."""

from html import escape, unescape

LETTER = 13  # pixels of a label
DASHES = {
    "dot": "2 3",
    "dash": "6 4",
}
Value = str | float


def element(tag: str, content: str | None = None, /, **attributes: Value | None) -> str:
    """Returns an element with attributes, `stroke_width` for `stroke-width`; what is None is left out.

    `content` is markup. Numbers have one decimal at most, so that equal drawings are equal bytes.
    """
    written = ""
    for name, value in attributes.items():
        if value is None:
            continue
        text = escape(plain(value))
        written += f' {_name(name)}="{text}"'
    if content:
        return f"<{tag}{written}>{content}</{tag}>"
    return f"<{tag}{written}/>"


def _name(name: str) -> str:
    """Returns an attribute's name as SVG has it; `class_` is `class`."""
    if name == "viewBox":
        return name
    bare = name.rstrip("_")
    return bare.replace("_", "-")


def plain(value: Value) -> str:
    """Returns a text as it is, and a number with one decimal at most."""
    if isinstance(value, str):
        return value
    rounded = round(value, 1) + 0.0  # no minus before a zero
    return f"{rounded:g}"


def colour(name: str) -> str:
    """Returns what a figure's colour is in the document's stylesheet."""
    if name.startswith("@"):
        return f"var(--pg-{name[1:]})"
    return name


def stroke(line: dict[str, object]) -> dict[str, Value | None]:
    """Returns the attributes of a line as a figure describes it."""
    name = str(line.get("color", "@ink"))
    width = str(line.get("width", 1))
    dash = str(line.get("dash"))
    return {
        "stroke": colour(name),
        "stroke_width": float(width),
        "stroke_dasharray": DASHES.get(dash),
    }


def straight(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    line: dict[str, object],
) -> str:
    """Returns a straight line."""
    start = f"{plain(x1)} {plain(y1)}"
    end = f"{plain(x2)} {plain(y2)}"
    path = f"M{start}L{end}"
    return element(
        "path",
        d=path,
        fill="none",
        **stroke(line),
    )


def label(
    x: float,
    y: float,
    text: str,
    anchor: str,
    of: str,
    is_middle: bool = False,
) -> str:
    """Returns a label that begins, ends or is centred at a place; on its middle line, or standing on it."""
    down = ".35em" if is_middle else None
    return element(
        "text",
        escape(text),
        x=x,
        y=y,
        dy=down,
        text_anchor=anchor,
        font_size=LETTER,
        fill=colour(of),
    )


def title(said: str) -> str:
    """Returns what a pointer at an element tells, from a text as a figure holds it."""
    if not said:
        return ""
    text = unescape(said)
    return element("title", escape(text))
