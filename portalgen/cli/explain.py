"""portalgen explain: tells more about a diagnostic's code."""

import click

from portalgen.diagnostics import CODES
from portalgen.errors import UsageError


@click.command()
@click.argument("code")
def explain(code: str) -> int:
    """Explain a CODE such as PG203."""
    known = CODES.get(code.upper())
    if known is None:
        raise UsageError(f"{code} is not a code; codes look like PG203")
    click.echo(f"{known.code}: {known.title} ({known.kind})\n\n{known.explanation}")
    return 0
