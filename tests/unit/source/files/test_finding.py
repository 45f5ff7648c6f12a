"""A text is found again in the file that it was read from, line and column."""

import pytest

from portalgen.diagnostics import Place
from portalgen.site.inspect.phrases import pattern_of
from portalgen.source.files.finding import found_from
from tests.kit.files.memory import folder

FILE = "acme/client.yml"
TEXT = "name: Nova\r\nsummary: >\r\n  It goes as\r\n  at Nova\r\n  Corporation and Nova\r\n"


@pytest.mark.parametrize(
    ("line", "column", "phrase", "before", "where"),
    [
        (1, 7, "Nova", 0, (1, 7, 4)),
        (2, 10, "Nova", 0, (4, 6, 4)),
        (2, 10, "Nova", 1, (5, 19, 4)),
        (2, 10, "Nova Corporation", 0, (4, 6, 4)),
        (1, 8, "Nova", 0, (4, 6, 4)),
    ],
)
def test_it_is_found_from_a_place_on(
    line: int, column: int, phrase: str, before: int, where: tuple[int, int, int]
) -> None:
    files = folder({FILE: TEXT})
    found = found_from(files, Place(FILE, line, column), pattern_of(phrase), before)
    assert (found.line, found.column, found.width) == where
    assert found.text == TEXT.split("\r\n")[where[0] - 1]


@pytest.mark.parametrize(
    ("file", "phrase", "before"),
    [(FILE, "Orion", 0), (FILE, "Corporation", 1), ("acme/none.yml", "Nova", 0)],
)
def test_what_is_not_found_keeps_its_place(file: str, phrase: str, before: int) -> None:
    place = Place(file, 2, 10)
    files = folder({FILE: TEXT})
    assert found_from(files, place, pattern_of(phrase), before) == place


def test_a_file_that_is_no_text_keeps_its_place() -> None:
    place = Place(FILE)
    files = folder({FILE: b"\xff\xfe"})
    assert found_from(files, place, pattern_of("Nova")) == place
