"""Names of folders are ids, and none that Windows reserves."""

import pytest

from portalgen.diagnostics import Place
from portalgen.source.files.names import wrong_folder_name


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("Acme Oy", "acme-oy"),
        ("Sähkölä", "sahkola"),
        ("acme_web", "acme-web"),
        ("ＡＣＭＥ", "acme"),
        ("日本", "small letters"),
        ("", "small letters"),
        ("con", "another name"),
        ("Lpt1", "another name"),
    ],
)
def test_a_wrong_name_comes_with_a_right_one(name: str, help_: str) -> None:
    (found,) = wrong_folder_name(name, Place("projects"))
    assert found.code == "PG118"
    assert help_ in found.help


@pytest.mark.parametrize("name", ["acme", "acme-2", "2", "console", "com10", "nil"])
def test_an_id_is_a_right_name(name: str) -> None:
    assert wrong_folder_name(name, Place("projects")) == []
