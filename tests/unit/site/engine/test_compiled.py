"""Compiled templates run as code: what this user's builds did not keep is never loaded."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from jinja2.bccache import Bucket

from portalgen.own_mark import LENGTH, OwnMark
from portalgen.site.engine.compiled import CompiledTemplates, compiled_templates

MARK = OwnMark(b"k" * LENGTH)
STRANGE = OwnMark(b"x" * LENGTH)
NAME, SOURCE = "page.html", "told"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Returns the folder of compiled templates."""
    return tmp_path / "templates"


def rendered(folder: Path, source: str = SOURCE) -> str:
    """Renders a template in an environment of its own."""
    environment = Environment(
        loader=DictLoader({NAME: source}),
        bytecode_cache=CompiledTemplates(folder, MARK),
        autoescape=True,
    )
    return environment.get_template(NAME).render()


def test_a_template_is_compiled_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rendered(folder) == "told"
    monkeypatch.setattr(Environment, "compile", None)
    assert rendered(folder) == "told"
    assert len(list(folder.iterdir())) == 1


def test_another_source_under_the_same_name_is_another_template(folder: Path) -> None:
    for source in ("told", "otherwise", "told"):
        assert rendered(folder, source) == source
    assert len(list(folder.iterdir())) == 1


def forged() -> bytes:
    """Returns code that says something else, as Jinja keeps it for the source of these tests."""
    environment = Environment(autoescape=True)
    checksum = CompiledTemplates(Path(), MARK).get_source_checksum(SOURCE)
    bucket = Bucket(environment, "", checksum)
    bucket.code = environment.compile("forged", NAME, NAME)
    return bucket.bytecode_to_string()


POISONS: dict[str, Callable[[str, bytes], bytes]] = {
    "the old mark": lambda key, kept: kept[:LENGTH] + forged(),
    "somebody's mark": lambda key, kept: STRANGE.of(key, forged()) + forged(),
    "the mark of another template": lambda key, kept: (
        MARK.of("other", forged()) + forged()
    ),
    "no mark": lambda key, kept: forged(),
    "nothing": lambda key, kept: b"",
    "a part": lambda key, kept: kept[:-9],
}


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS)
def test_what_bears_no_mark_of_ours_is_not_loaded_and_kept_anew(
    folder: Path, poison: Callable[[str, bytes], bytes]
) -> None:
    rendered(folder)
    (file,) = folder.iterdir()
    kept = file.read_bytes()
    file.write_bytes(poison(file.name, kept))
    assert rendered(folder) == "told"
    assert file.read_bytes() == kept


def test_code_under_our_mark_would_be_loaded(folder: Path) -> None:
    rendered(folder)
    (file,) = folder.iterdir()
    file.write_bytes(MARK.of(file.name, forged()) + forged())
    assert rendered(folder) == "forged"


def test_a_folder_that_cannot_be_written_keeps_nothing(folder: Path) -> None:
    folder.write_text("a file where a folder is wanted")
    assert rendered(folder) == "told"


def test_nothing_is_kept_without_a_folder_or_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compiled_templates(None) is None
    assert compiled_templates(tmp_path) is not None
    (tmp_path / "full").write_text("a file where a folder is wanted")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "full"))
    assert compiled_templates(tmp_path) is None
