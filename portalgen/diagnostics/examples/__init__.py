"""For every code files with the mistake, and the same put right. Tests hold each to what `check` says of it."""

from portalgen.diagnostics.examples import (
    advice,
    files,
    ledger,
    references,
    rules,
    values,
)
from portalgen.diagnostics.examples.example import Example, File

__all__ = ["EXAMPLES", "Example", "File"]

EXAMPLES: dict[str, Example] = {
    code: example
    for group in (files, values, references, rules, advice, ledger)
    for code, example in sorted(group.EXAMPLES.items())
}
