"""The complete mkdocs.yml of a staged site: our own settings, and of the workspace's only what an allow-list admits.

MkDocs does not escape what it puts into pages, so every text from data is escaped here.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.client import Client
from portalgen.site.csp import policy
from portalgen.source.nouns.suggestions import did_you_mean
from portalgen.source.yaml.tree import Mapping, Scalar, Sequence
from portalgen.words import Words

# What a workspace's mkdocs.yml may say; everything else could run code, open files or load from elsewhere.
ALLOWED = {"theme": {"features"}}
FEATURES = ["navigation.instant", "navigation.instant.prefetch"]
LOGO = "assets/portal/client-"
ICONS = {
    "auto": "material/circle-half-full",
    "light": "material/weather-sunny",
    "dark": "material/weather-night",
}


def site_address(pattern: str | None, client_id: str) -> str | None:
    """Returns a client's address: the pattern with the client's id in it, ending in a slash."""
    if not pattern:
        return None
    address = pattern.replace("{client}", client_id)
    bare = address.rstrip("/")
    return f"{bare}/"


def settings(
    client: Client,
    words: Words,
    site_url: str | None,
    base: Mapping,
) -> dict[str, Any]:
    """Returns the settings of a client's site."""
    address = {}
    if site_url:
        address["site_url"] = site_url
    search = {"lang": [client.language]}
    return {
        "site_name": escape(client.name),
        **address,
        "docs_dir": "docs",
        "use_directory_urls": True,
        "theme": {
            "name": "material",
            "custom_dir": "theme",
            "language": client.language,
            "font": False,
            "features": _features(base, site_url),
            "palette": _palette(words),
        },
        "plugins": [{"search": search}],
        "extra_css": [
            "assets/portal/portal.css",
            "assets/portal/brand.css",
        ],
        "extra_javascript": ["assets/portal/portal.js"],
        "markdown_extensions": [],
        "extra": _extra(client, words),
    }


def _extra(client: Client, words: Words) -> dict[str, Any]:
    """Returns what our own templates read."""
    logo = {}
    if client.branding.logo:
        logo["logo"] = f"{LOGO}{client.branding.logo}"
    not_found = words.text("nav.not_found")
    home = words.text("nav.home")
    return {
        "csp": policy(),
        "scope": "/",
        "byline": _byline(client, words),
        "not_found": escape(not_found),
        "home": escape(home),
        "generator": False,
        **logo,
    }


def _byline(client: Client, words: Words) -> str:
    agency = client.agency.agency
    if not agency:
        return ""
    byline = words.text("nav.byline", agency=agency.name)
    return escape(byline)


def _palette(words: Words) -> list[dict[str, Any]]:
    """Returns the three ways of colour: the device's, light, dark; each names the one that follows."""
    system = "(prefers-color-scheme)"
    light = "(prefers-color-scheme: light)"
    dark = "(prefers-color-scheme: dark)"
    ways = (
        (system, "default", ICONS["auto"], "nav.light"),
        (light, "default", ICONS["light"], "nav.dark"),
        (dark, "slate", ICONS["dark"], "nav.automatic"),
    )
    found = []
    for media, scheme, icon, id_ in ways:
        name = words.text(id_)
        toggle = {
            "icon": icon,
            "name": escape(name),
        }
        way = {
            "media": media,
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": toggle,
        }
        found.append(way)
    return found


def _features(base: Mapping, site_url: str | None) -> list[str]:
    features = set(_own_features(base))
    # Without an address there is no sitemap, and without a sitemap instant navigation is none.
    if site_url:
        features.update(FEATURES)
    return sorted(features)


def _own_features(base: Mapping) -> Iterator[str]:
    """Yields the features that the workspace's mkdocs.yml asks for."""
    theme = base.values.get("theme")
    if not isinstance(theme, Mapping):
        return
    listed = theme.values.get("features")
    if not isinstance(listed, Sequence):
        return
    for item in listed.items:
        if isinstance(item, Scalar):
            yield str(item.text)


def not_taken_over(base: Mapping) -> list[Diagnostic]:
    """Returns the keys of a workspace's mkdocs.yml that the allow-list does not admit."""
    found: list[Diagnostic] = []
    for key, value in base.values.items():
        if key not in ALLOWED:
            found.append(_ignored(key, base, ALLOWED))
        elif isinstance(value, Mapping):
            allowed = ALLOWED[key]
            for below in value.values:
                if below not in allowed:
                    found.append(_ignored(below, value, allowed))
    return found


def _ignored(
    key: str,
    mapping: Mapping,
    known: Any,
) -> Diagnostic:
    says = f"{key} is not taken over"
    place = mapping.keys.get(key, mapping.place)
    help_ = did_you_mean(key, known)
    return problem(
        "PG121",
        says,
        place,
        help_,
    )
