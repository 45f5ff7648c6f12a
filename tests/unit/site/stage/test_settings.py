"""mkdocs.yml: complete, from an allow-list, and closed to whatever a name may hold."""

from typing import Any

import pytest
import yaml
from mkdocs.utils.yaml import get_yaml_loader

from portalgen.model.client import LANGUAGES, Client
from portalgen.site.csp import policy
from portalgen.site.stage.settings import not_taken_over, settings
from portalgen.source.files.text import SourceText
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import Mapping
from portalgen.source.yaml.writer import dump
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client
from tests.kit.pages.settings import HOSTILE, NOTHING


def base(text: str) -> Mapping:
    tree, wrong = parse(SourceText("mkdocs.yml", text))
    assert wrong == []
    assert isinstance(tree, Mapping)
    return tree


def configured(
    of: Client, site_url: str | None = "https://a.example/", own: Mapping = NOTHING
) -> dict[str, Any]:
    """Returns the settings as MkDocs reads them."""
    text = dump(settings(of, Words(of.language, TODAY), site_url, own))
    value = yaml.load(text, get_yaml_loader())  # noqa: S506 - MkDocs' own loader, with the tags that it knows
    assert isinstance(value, dict)
    return value


KEYS = set(configured(client()))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_breaks_out_of_neither_yaml_nor_html(name: str) -> None:
    hostile = client().model_copy(update={"name": name})
    found = configured(hostile)
    assert set(found) == KEYS
    assert "<" not in found["site_name"]
    assert '"' not in found["site_name"]
    assert found["theme"] == configured(client())["theme"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_agency_does_not_either(name: str) -> None:
    agency = {"agency": {"name": "Northlight"}}
    honest = client(agency=agency)
    named = honest.agency.agency
    assert named
    whose = honest.agency.model_copy(
        update={"agency": named.model_copy(update={"name": name})}
    )
    found = configured(honest.model_copy(update={"agency": whose}))
    assert set(found["extra"]) == set(configured(honest)["extra"])
    assert "<" not in found["extra"]["byline"]


def test_of_the_workspaces_own_settings_only_features_are_taken() -> None:
    own = base(
        "site_name: Other\nplugins: [macros]\nhooks: [hook.py]\nextra_javascript: [x.js]\n"
        "theme:\n  name: other\n  custom_dir: evil\n  features: [content.tooltips, toc.follow]\n"
    )
    found = configured(client(), own=own)
    assert found["theme"]["features"] == [
        "content.tooltips",
        "navigation.instant",
        "navigation.instant.prefetch",
        "toc.follow",
    ]
    assert found | {"theme": None} == configured(client()) | {"theme": None}
    assert (found["theme"]["name"], found["theme"]["custom_dir"]) == (
        "material",
        "theme",
    )


def test_what_is_not_taken_over_is_told_with_its_place() -> None:
    own = base(
        "hooks: [hook.py]\ntheme:\n  features: []\n  custom_dir: evil\nsite_nam: x\n"
    )
    told = [
        (each.code, each.place.line, each.place.column)
        for each in not_taken_over(own)
        if each.place
    ]
    assert told == [("PG121", 1, 1), ("PG121", 4, 3), ("PG121", 5, 1)]
    assert not_taken_over(base("theme:\n  features: [a]\n")) == []


def test_without_an_address_there_is_no_instant_navigation() -> None:
    found = configured(client(), site_url=None)
    assert "site_url" not in found
    assert found["theme"]["features"] == []
    assert configured(client())["site_url"] == "https://a.example/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_theme_and_the_search_speak_the_clients_language(language: str) -> None:
    found = configured(client(language=language))
    assert found["theme"]["language"] == language
    assert found["plugins"] == [{"search": {"lang": [language]}}]


def test_nothing_comes_from_another_host() -> None:
    found = configured(client())
    assert found["theme"]["font"] is False
    assert found["extra"]["csp"] == policy()
    assert found["extra"]["generator"] is False
    assert [
        each
        for each in (*found["extra_css"], *found["extra_javascript"])
        if "//" in each
    ] == []


def test_a_palette_leads_from_each_way_of_colour_to_the_next() -> None:
    ways = configured(client())["theme"]["palette"]
    assert [each["scheme"] for each in ways] == ["default", "default", "slate"]
    assert len({each["toggle"]["name"] for each in ways}) == 3


def test_a_logo_is_named_only_where_there_is_one() -> None:
    assert "logo" not in configured(client())["extra"]
    with_logo = client(branding={"logo": "acme.png"})
    assert configured(with_logo)["extra"]["logo"] == "assets/portal/client-acme.png"
