"""Who stands behind a commit."""

from pathlib import Path

import pytest

from portalgen.source.git.authors import addresses, is_bot
from tests.kit.files.repositories import BOT, MARIA, TIMO, Made


@pytest.mark.parametrize(
    ("author", "address"),
    [
        ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.example"),
        ("Renovate", "29139614+renovate[bot]@users.noreply.example"),
        ("merger [bot]", "merger@northlight.example"),
        ("Merger", "bot@northlight.example"),
        ("Merger", "merge-bot@northlight.example"),
        ("Merger", "CI.Bot@northlight.example"),
        ("Merger", "team+bot@northlight.example"),
        ("Merger", "bot"),
    ],
)
def test_a_bot_is_known_by_its_name_or_its_address(author: str, address: str) -> None:
    assert is_bot(author, address)


@pytest.mark.parametrize(
    ("author", "address"),
    [
        ("Maria", "maria@northlight.example"),
        ("Abbot", "abbot@northlight.example"),
        ("Bot Maria", "maria@bot.example"),
        ("[bot] Maria", "bot.maria@northlight.example"),
        ("Talbot", "talbot@bots.example"),
        ("", ""),
    ],
)
def test_people_are_no_bots(author: str, address: str) -> None:
    assert not is_bot(author, address)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = Made(tmp_path / "workspace")
    made.commit({"a.yml": "1\n"})
    for name, author in (
        ("one", TIMO),
        ("two", "Other <other@northlight.example>"),
        ("three", BOT),
    ):
        made.branch(name, "main")
        made.commit({f"{name}.yml": "1\n"}, author=author)
    made.git("checkout", "-q", "main")
    return made


@pytest.mark.parametrize(
    ("author", "branches", "behind"),
    [
        (BOT, ["one"], "timo@northlight.example"),
        (BOT, ["two", "one"], "other@northlight.example"),
        (BOT, ["three"], "1+merger[bot]@users.noreply.example"),
        (MARIA, ["one"], "maria@northlight.example"),
    ],
    ids=["by a bot", "octopus by a bot", "bot of a bot", "by a person"],
)
def test_behind_a_merge_stands_who_made_it_or_behind_a_bot_s_the_second_parent_s_author(
    made: Made, author: str, branches: list[str], behind: str
) -> None:
    merge = made.merge(*branches, author=author)
    assert addresses(made.repository, made.log())[merge] == behind
