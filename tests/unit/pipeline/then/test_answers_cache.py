"""The cache of answers: only what this user's own builds of this version kept is there."""

from pathlib import Path

import pytest

from portalgen.analysis.retold.kept import KeptAnswer, KeptColours, KeptDate
from portalgen.own_mark import VARIABLE
from portalgen.pipeline.then import answers_cache
from portalgen.pipeline.then.answers_cache import AnswersCache
from tests.kit.clients.nouns import TODAY

ANSWERS = {
    "key": KeptAnswer(
        state="active",
        health="red",
        verdict="verdict.late.agreed",
        about="launch",
        day=TODAY,
        count=3,
        lead="launch",
        dates=(KeptDate("launch", TODAY, True, None, False),),
        brighter=(KeptColours("schedule", "green", "red"),),
    )
}


def test_what_was_kept_is_there_for_the_same_client_alone(tmp_path: Path) -> None:
    AnswersCache(tmp_path, "acme").keep(ANSWERS)
    assert AnswersCache(tmp_path, "acme").fetch() == ANSWERS
    assert AnswersCache(tmp_path, "sahkola").fetch() == {}


def test_what_somebody_else_put_there_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    AnswersCache(tmp_path, "acme").keep(ANSWERS)
    (file,) = tmp_path.iterdir()
    content = file.read_bytes()
    file.write_bytes(content.replace(b'"red"', b'"green"'))
    assert AnswersCache(tmp_path, "acme").fetch() == {}
    file.write_bytes(content)
    monkeypatch.setenv(VARIABLE, "x" * 40)
    assert AnswersCache(tmp_path, "acme").fetch() == {}


def test_what_another_version_kept_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    AnswersCache(tmp_path, "acme").keep(ANSWERS)
    monkeypatch.setattr(answers_cache, "__version__", "0.0.0")
    assert AnswersCache(tmp_path, "acme").fetch() == {}


def test_without_a_folder_nothing_is_kept() -> None:
    cache = AnswersCache(None, "acme")
    cache.keep(ANSWERS)
    assert cache.fetch() == {}


def test_a_folder_that_cannot_be_written_keeps_none(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder", encoding="utf-8")
    cache = AnswersCache(file, "acme")
    cache.keep(ANSWERS)
    assert cache.fetch() == {}
