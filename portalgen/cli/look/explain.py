"""portalgen explain: tells more about a diagnostic's code, with a wrong and a right example."""

from collections.abc import Iterable, Iterator

import click

from portalgen.diagnostics import CODES, Code
from portalgen.diagnostics.examples import EXAMPLES, Example, File
from portalgen.errors import UsageError


@click.command()
@click.argument("code")
def explain(code: str) -> int:
    """Explain a CODE such as PG203."""
    known = CODES.get(code.upper())
    if known is None:
        raise UsageError(f"{code} is not a code; codes look like PG203")
    example = EXAMPLES[known.code]
    lines = _page(known, example)
    click.echo("\n".join(lines))
    return 0


def _page(known: Code, example: Example) -> Iterator[str]:
    name = click.style(known.code, bold=True)
    yield f"{name}: {known.title} ({known.kind})"
    yield ""
    yield known.explanation
    yield from _side("Wrong", "red", example.wrong, example.right)
    yield from _side("Right", "green", example.corrections, example.wrong)
    if example.remark:
        yield ""
        yield example.remark


def _side(
    title: str,
    colour: str,
    files: Iterable[File],
    others: Iterable[File],
) -> Iterator[str]:
    """Yields one side of an example; what the other side does not hold stands out."""
    elsewhere: set[str] = set()
    for other in others:
        elsewhere.update(_lines(other))
    yield ""
    yield click.style(
        title,
        fg=colour,
        bold=True,
    )
    for file in files:
        yield ""
        margin = "  $ "  # a command, which stands in no file
        if file.path:
            margin = "    "
            yield f"  {_title(file)}"
        for line in _lines(file):
            shown = margin + line
            if line not in elsewhere:
                shown = click.style(shown, fg=colour)
            yield shown


def _lines(file: File) -> list[str]:
    text = file.text or ""
    return text.splitlines()


def _title(file: File) -> str:
    if file.note:
        return f"{file.path} ({file.note})"
    return file.path
