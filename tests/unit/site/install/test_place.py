"""A site goes nowhere near what portals are made from, and never over what no build wrote."""

from pathlib import Path

import pytest

from portalgen.errors import InstallError
from portalgen.site.install.install import install, workplace
from portalgen.site.install.lock import held
from portalgen.site.install.place import check_apart, check_place


@pytest.fixture
def projects(tmp_path: Path) -> Path:
    folder = tmp_path / "work" / "projects"
    (folder / "acme").mkdir(parents=True)
    (folder / "acme" / "client.yml").write_text("name: Acme\n")
    return folder


@pytest.mark.parametrize("place", ["", "acme", "acme/site", "../projects/acme", ".."])
def test_a_place_in_over_or_around_the_data_is_refused(
    projects: Path, place: str
) -> None:
    with pytest.raises(InstallError, match="which portals are made from"):
        check_apart(projects / place, [projects])


def test_a_place_that_a_link_leads_into_the_data_is_refused(
    projects: Path, tmp_path: Path
) -> None:
    (tmp_path / "site").symlink_to(projects)
    with pytest.raises(InstallError, match="which portals are made from"):
        check_place(tmp_path / "site" / "acme", [projects])


def refusal(place: Path, *sources: Path) -> str:
    """Returns why a place is refused; nothing where it is free."""
    try:
        check_place(place, sources)
    except InstallError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("place", ["../site/acme", "../projects-site", "../.site"])
def test_a_place_beside_the_data_is_free(projects: Path, place: str) -> None:
    assert refusal(projects / place, projects) == ""


def test_what_no_build_wrote_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "site" / "acme"
    target.mkdir(parents=True)
    check_place(target, [])
    (target / "thesis.txt").write_text("precious")
    with pytest.raises(InstallError, match="holds files that no build wrote"):
        check_place(target, [])
    (target / "seal.json").write_text("{}")
    check_place(target, [])


def test_a_file_or_a_link_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "acme").write_text("precious")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    with pytest.raises(InstallError, match="holds files that no build wrote"):
        check_place(tmp_path / "acme", [])
    for name in ("linked", "broken"):
        with pytest.raises(InstallError, match="is a link"):
            check_place(tmp_path / name, [])


@pytest.mark.parametrize("name", [".acme.new", ".acme.old"])
def test_a_link_beside_a_site_is_neither_followed_nor_in_the_way(
    tmp_path: Path, name: str
) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("precious")
    target = tmp_path / "site" / "acme"
    target.parent.mkdir()
    (target.parent / name).symlink_to(precious)
    prepared = workplace(target)
    (prepared / "index.html").write_text("new")
    install(prepared, target)
    assert (target / "index.html").read_text() == "new"
    assert (precious / "thesis.txt").read_text() == "precious"
    assert [each.name for each in target.parent.iterdir()] == ["acme"]


@pytest.mark.parametrize("name", [".acme.lock", ".acme.owner"])
def test_a_link_in_the_place_of_a_lock_is_not_written_through(
    tmp_path: Path, name: str
) -> None:
    precious = tmp_path / "thesis.txt"
    precious.write_text("precious")
    target = tmp_path / "site" / "acme"
    target.parent.mkdir()
    (target.parent / name).symlink_to(precious)
    with held(target):
        assert precious.read_text() == "precious"
    assert precious.read_text() == "precious"
