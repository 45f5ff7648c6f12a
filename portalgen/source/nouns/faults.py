"""What the model says against a tree, as plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

Path = tuple[str | int, ...]
# Kinds as pydantic calls them.
MISSING = "missing"
UNKNOWN = "extra_forbidden"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its kind, which is pydantic's or the code of a diagnostic, and the path to the key or value."""

    kind: str
    path: Path
    message: str = ""
    typed: Any = None
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def parent(self) -> Path:
        """The path to the mapping that holds the key, or lacks it."""
        return self.path[:-1]

    @property
    def name(self) -> str:
        """The key, or the position in a list."""
        return str(self.path[-1])


def faults_of(error: ValidationError) -> Iterator[Fault]:
    """Yields the faults that an error of pydantic holds."""
    for each in error.errors(include_url=False):
        context = each.get("ctx", {})
        yield Fault(
            each["type"],
            each["loc"],
            each["msg"],
            each["input"],
            context,
        )
