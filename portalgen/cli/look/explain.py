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
    click.echo("\n".join(_page(known, EXAMPLES[known.code])))
    return 0


def _page(known: Code, example: Example) -> Iterator[str]:
    yield f"{click.style(known.code, bold=True)}: {known.title} ({known.kind})"
    yield ""
    yield known.explanation
    yield from _side("Wrong", "red", example.wrong, example.right)
    yield from _side("Right", "green", example.corrections, example.wrong)
    if example.remark:
        yield from ("", example.remark)


def _side(
    title: str, colour: str, files: Iterable[File], others: Iterable[File]
) -> Iterator[str]:
    """Yields one side of an example; what the other side does not hold stands out."""
    elsewhere = {line for file in others for line in (file.text or "").splitlines()}
    yield from ("", click.style(title, fg=colour, bold=True))
    for file in files:
        yield from ("", f"  {_title(file)}") if file.path else ("",)
        for line in (file.text or "").splitlines():
            shown = f"    {line}" if file.path else f"  $ {line}"
            yield shown if line in elsewhere else click.style(shown, fg=colour)


def _title(file: File) -> str:
    return f"{file.path} ({file.note})" if file.note else file.path
