"""The complete mkdocs.yml of a staged site: our own settings, and of the workspace's only what an allow-list admits.

MkDocs does not escape what it puts into pages, so every text from data is escaped here.
"""

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
    return pattern.replace("{client}", client_id).rstrip("/") + "/" if pattern else None


def settings(
    client: Client, words: Words, site_url: str | None, base: Mapping
) -> dict[str, Any]:
    """Returns the settings of a client's site."""
    agency = client.agency.agency
    return {
        "site_name": escape(client.name),
        **({"site_url": site_url} if site_url else {}),
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
        "plugins": [{"search": {"lang": [client.language]}}],
        "extra_css": ["assets/portal/portal.css", "assets/portal/brand.css"],
        "extra_javascript": ["assets/portal/portal.js"],
        "markdown_extensions": [],
        "extra": {
            "csp": policy(),
            "scope": "/",
            "byline": escape(words.text("nav.byline", agency=agency.name))
            if agency
            else "",
            "not_found": escape(words.text("nav.not_found")),
            "home": escape(words.text("nav.home")),
            "generator": False,
            **({"logo": LOGO + client.branding.logo} if client.branding.logo else {}),
        },
    }


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
    return [
        {
            "media": media,
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": icon, "name": escape(words.text(id_))},
        }
        for media, scheme, icon, id_ in ways
    ]


def _features(base: Mapping, site_url: str | None) -> list[str]:
    theme = base.values.get("theme")
    listed = theme.values.get("features") if isinstance(theme, Mapping) else None
    if isinstance(listed, Sequence):
        own = [str(item.text) for item in listed.items if isinstance(item, Scalar)]
    else:
        own = []
    # Without an address there is no sitemap, and without a sitemap instant navigation is none.
    return sorted({*(FEATURES if site_url else []), *own})


def not_taken_over(base: Mapping) -> list[Diagnostic]:
    """Returns the keys of a workspace's mkdocs.yml that the allow-list does not admit."""
    found: list[Diagnostic] = []
    for key, value in base.values.items():
        if key not in ALLOWED:
            found.append(_ignored(key, base, ALLOWED))
        elif isinstance(value, Mapping):
            found += [
                _ignored(below, value, ALLOWED[key])
                for below in value.values
                if below not in ALLOWED[key]
            ]
    return found


def _ignored(key: str, mapping: Mapping, known: Any) -> Diagnostic:
    return problem(
        "PG121",
        f"{key} is not taken over",
        mapping.keys.get(key, mapping.place),
        did_you_mean(key, known),
    )
