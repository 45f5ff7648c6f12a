"""The package's templates, and a workspace's own files in their place."""

from pathlib import Path

from portalgen.site.stage.templates import load_templates, packaged


def test_a_workspace_without_templates_gets_the_packages(tmp_path: Path) -> None:
    found = load_templates(tmp_path)
    assert {"layout.html.j2", "now.html.j2", "overview.html.j2"} <= found.pages.keys()
    assert {"main.html", "404.html"} <= found.theme.keys()
    assert {"portal.css", "portal.js", "plotly-basic.min.js"} <= found.assets.keys()
    assert (
        found.assets["portal.css"]
        == (packaged() / "assets" / "portal.css").read_bytes()
    )


def test_a_workspaces_own_file_takes_the_place_of_the_packages(tmp_path: Path) -> None:
    own = tmp_path / "site_templates"
    for name in (
        "pages/foot.html.j2",
        "theme/404.html",
        "assets/portal.css",
        "assets/fonts/own.woff2",
    ):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text("own", encoding="utf-8")
    found, packages = load_templates(tmp_path), load_templates(tmp_path / "elsewhere")
    assert found.pages == packages.pages | {"foot.html.j2": "own"}
    assert found.theme == packages.theme | {"404.html": b"own"}
    assert found.assets == packages.assets | {
        "portal.css": b"own",
        "fonts/own.woff2": b"own",
    }


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    own = tmp_path / "site_templates" / "assets"
    own.mkdir(parents=True)
    (own / "secret.txt").symlink_to(tmp_path / "secret.txt")
    assert "secret.txt" not in load_templates(tmp_path).assets
