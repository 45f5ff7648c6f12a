"""What all hostile tests of the loader do: load, and hold every diagnostic to its place."""

from collections.abc import Mapping
from datetime import date

from portalgen.analysis.analyse import analyse
from portalgen.analysis.checks.check import check
from portalgen.cli.terminal.report import FORMATS
from portalgen.diagnostics import Diagnostic
from portalgen.source.load.loaded import Loaded
from tests.kit.files.memory import CLIENT, PROJECT, loaded


def judged(files: Mapping[str, str | bytes], as_of: date) -> Loaded:
    """Returns a client with all that is wrong, as `portalgen check` finds it, each at a place that exists."""
    found = loaded(files)
    if found.client:
        found = found.with_problems(check(found.client, analyse(found.client, as_of)))
    texts = {"client.yml": CLIENT, "webshop/project.yml": PROJECT, **files}
    for each in found.diagnostics:
        assert_located(
            each, {f"acme/{path}": content for path, content in texts.items()}
        )
    for write in FORMATS.values():
        write(found.diagnostics).encode()
    assert found.client is not None or found.is_broken
    return found


def assert_judged(files: Mapping[str, str | bytes], as_of: date) -> None:
    """Fails where a client is neither read nor said to be broken, or where a diagnostic has no place."""
    judged(files, as_of)


def assert_located(found: Diagnostic, files: Mapping[str, str | bytes]) -> None:
    """Fails where a diagnostic points to no file, or past the end of one."""
    place = found.place
    assert place is not None, found
    assert place.file in files or any(
        path.startswith(f"{place.file}/") for path in files
    ), found
    assert place.line >= 1, found
    assert place.column >= 1, found
    assert place.width >= 1, found
    content = files.get(place.file, b"")
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    lines = (
        text.removeprefix("\ufeff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .split("\n")
    )
    assert place.line <= len(lines), found
    assert place.column <= len(lines[place.line - 1]) + 1, found
    assert found.message, found
    assert found.help, found
