"""A workspace in memory: the loader reads it as it reads the disk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portalgen.diagnostics import Diagnostic
from portalgen.model.client import Agency
from portalgen.source.files.folder import Entry, EntryKind
from portalgen.source.files.text import LARGEST_FILE, SourceText, decode
from portalgen.source.load.loaded import Loaded
from portalgen.source.load.loader import load

CLIENT = "name: Acme Oy\ncurrency: EUR\nledger_salt: 5f1c0a9e4b7d2c683e91f0a4d57b8c26\n"
LINK = "\0"
PROJECT = "name: Webshop renewal\n"


@dataclass(frozen=True)
class MemoryFolder:
    """Files by path; a path that ends in a slash is an empty folder, one that ends in LINK a link."""

    files: Mapping[str, bytes]

    def list(self, path: str) -> list[Entry]:
        prefix = f"{path}/" if path else ""
        found: dict[str, EntryKind] = {}
        for name in self.files:
            first, slash, _ = name.removeprefix(prefix).partition("/")
            if name.startswith(prefix) and first:
                kind = (
                    EntryKind.FOLDER
                    if slash
                    else EntryKind.OTHER
                    if first.endswith(LINK)
                    else EntryKind.FILE
                )
                found[first.removesuffix(LINK)] = kind
        return sorted(Entry(name, kind) for name, kind in found.items())

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes | None:
        content = self.files.get(path)
        return None if content is None else content[: largest + 1]

    def shown(self, path: str) -> str:
        return path


def folder(files: Mapping[str, str | bytes]) -> MemoryFolder:
    """Returns a folder that holds files, texts as UTF-8."""
    return MemoryFolder(
        {
            path: each if isinstance(each, bytes) else each.encode()
            for path, each in files.items()
        }
    )


def loaded(files: Mapping[str, str | bytes], agency: Agency | None = None) -> Loaded:
    """Returns the client of a folder of files; client.yml and webshop/project.yml are there unless they are given."""
    whole = {"client.yml": CLIENT, "webshop/project.yml": PROJECT, **files}
    return load(
        folder({f"acme/{path}": each for path, each in whole.items()}),
        "acme",
        agency or Agency(),
    )


def source(text: str | bytes) -> SourceText:
    """Returns a text as read from a file."""
    made = decode("file", text if isinstance(text, bytes) else text.encode())
    assert isinstance(made, SourceText)
    return made


def told(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Returns where each diagnostic points and its code: `3:5 PG203`."""
    return [
        f"{each.place.line}:{each.place.column} {each.code}"
        if each.place
        else each.code
        for each in diagnostics
    ]
