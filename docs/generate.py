"""Writes docs/reference.md and docs/diagnostics.md from the model and the table of codes.

`python docs/generate.py` rewrites them; tests/test_docs.py holds them current.
"""

import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from pydantic.fields import FieldInfo

from portalgen.diagnostics import CODES, Kind
from portalgen.diagnostics.examples import EXAMPLES, File
from portalgen.model.client import Agency, Client, Delivery
from portalgen.model.fields.base import Noun
from portalgen.model.fields.schema import keys, noun_of
from portalgen.model.progress import ProgressRow
from portalgen.model.project import Project
from portalgen.model.record.ledger import LedgerFile
from portalgen.model.update import Update
from portalgen.source.load.loader import CLIENT_KEYS
from portalgen.source.load.projects import PROJECT_KEYS

FOLDER = Path(__file__).resolve().parent
FILES: tuple[tuple[str, type[Noun], set[str]], ...] = (
    ("portal.yml", Agency, set()),
    ("client.yml", Client, set(Client.model_fields) - CLIENT_KEYS),
    ("client.yml: the delivery part, which no page may show", Delivery, set()),
    ("ledger.yml", LedgerFile, set()),
    (
        "project.yml and the files beside it",
        Project,
        set(Project.model_fields) - PROJECT_KEYS | {"pages"},
    ),
    ("progress.csv", ProgressRow, set()),
    ("updates/YYYY-MM-DD.md", Update, {"period_end", "body"}),
)
_LANGUAGES = {"yml": "yaml", "yaml": "yaml", "md": "markdown", "csv": "csv", "": "sh"}
KINDS = {
    Kind.BROKEN: "Broken data: stops the client in `check` and `build`",
    Kind.RULE: "Rules: stop a merge in `check`; `build` publishes, and says it",
    Kind.ADVICE: "Advice: a warning",
}


def reference() -> str:
    """Returns the reference of all keys."""
    parts = [
        "# Reference: every key\n",
        "Written by `python docs/generate.py` from the model. Every file may say `format: 1`, every mapping outside of",
        "portal.yml may hold an `internal:` block; projects, updates and list items take `visibility: client` or",
        "`visibility: internal`; client.yml and project.yml take `pages:`. `portalgen schema` tells editors.\n",
    ]
    seen: set[type[Noun]] = set()
    for title, noun, left_out in FILES:
        parts += [f"## {title}\n", *_table(noun, left_out)]
        for below in _below(noun):
            if below not in seen and below is not Project:
                seen.add(below)
                parts += [
                    f"### {below.__name__}\n",
                    f"{_summary(below)}\n",
                    *_table(below, set()),
                ]
    return "\n".join(parts)


def diagnostics() -> str:
    """Returns the list of all codes."""
    parts = [
        "# Diagnostics: every code\n",
        "Written by `python docs/generate.py`; `portalgen explain CODE` says the same. Tests run all examples: a wrong",
        "one gives its code and no other, a right one nothing.\n",
    ]
    for kind, title in KINDS.items():
        parts.append(f"## {title}\n")
        for code in CODES.values():
            if code.kind is kind:
                parts.append(f"### {code.code}: {code.title}\n\n{code.explanation}\n")
                parts += _example(code.code)
    return "\n".join(parts)


def _example(code: str) -> Iterator[str]:
    example = EXAMPLES[code]
    for side, files in (("Wrong", example.wrong), ("Right", example.corrections)):
        for number, file in enumerate(files):
            yield from _file(side if number == 0 else "and", file)
    if example.remark:
        yield f"{example.remark}\n"


def _file(side: str, file: File) -> Iterator[str]:
    """Yields an example's file under its name, or what is said of one that cannot be shown."""
    note = f" ({file.note})" if file.note else ""
    where = f", in `{file.path}`{note}" if file.path else ""
    if file.text is None:
        yield f"{side}: `{file.path}`{note}\n"
    else:
        yield f"{side}{where}:\n\n```{_LANGUAGES.get(file.path.rpartition('.')[2], 'text')}\n{file.text}```\n"


def _summary(noun: type[Noun]) -> str:
    return (noun.__doc__ or "").split("\n")[0]


def _below(noun: type[Noun]) -> list[type[Noun]]:
    found: list[type[Noun]] = []
    for below in keys(noun).values():
        if below is not None and below is not Project and below not in found:
            found += [
                below,
                *(deeper for deeper in _below(below) if deeper not in found),
            ]
    return found


def _table(noun: type[Noun], left_out: set[str]) -> list[str]:
    rows = ["| Key | Takes | Meaning |", "|---|---|---|"]
    for name, field in noun.model_fields.items():
        if name not in left_out:
            needed = "**needed**; " if field.is_required() else ""
            rows.append(
                f"| `{field.alias or name}` | {_takes(field)} | {needed}{field.description} |"
            )
    return [*rows, ""]


def _takes(field: FieldInfo) -> str:
    below = noun_of(field.annotation)
    many = "list of " if _is_list(field.annotation) else ""
    if below:
        return f"{many}[{below.__name__}](#{below.__name__.lower()})"
    words = _words(field.annotation)
    joined = " · ".join(words)
    return f"{many}{joined}" if words else many + _scalar(field)


def _is_list(annotation: object) -> bool:
    if typing.get_origin(annotation) is tuple:
        return True
    return any(
        _is_list(argument)
        for argument in typing.get_args(annotation)
        if argument is not annotation
    )


def _words(annotation: object) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [f"`{word.value}`" for word in annotation]
    if (
        isinstance(annotation, types.UnionType)
        or typing.get_origin(annotation) is not None
    ):
        return [
            word
            for argument in typing.get_args(annotation)
            for word in _words(argument)
        ]
    return []


def _scalar(field: FieldInfo) -> str:
    if field.annotation is int:
        return "whole number"
    said = str(field.annotation) + str(field.metadata)
    for word, takes in (("_items", "whole number · one for each stream"), ("parse_day", "day"), ("parse_slug", "id"),
                        ("_whole", "whole number"), ("_number", "number"), ("parse_flag", "`true` · `false`"),
                        ("parse_email", "e-mail address")):  # fmt: skip
        if word in said:
            return takes
    return "text"


if __name__ == "__main__":
    (FOLDER / "reference.md").write_text(reference(), encoding="utf-8")
    (FOLDER / "diagnostics.md").write_text(diagnostics(), encoding="utf-8")
