"""Where a site goes, how one repository is known by many addresses, and what two clients must not share."""

from pathlib import Path

import pytest

from portalgen.errors import PublishError
from portalgen.model.client import PublishTarget
from portalgen.publish.target import (
    FolderPlace,
    GitPlace,
    clash,
    place_of,
    repository_name,
)


def place(root: Path, **keys: str | bool) -> GitPlace | FolderPlace:
    return place_of("acme", PublishTarget.model_validate(keys), root)


@pytest.mark.parametrize(
    "address",
    [
        "https://host.example/north/Portal-Acme.git",
        "https://host.example/north/portal-acme/",
        "https://bot@host.example/north/portal-acme.git",
        "ssh://git@host.example:2222/north/portal-acme.git",
        "git@host.example:north/portal-acme.git",
        "git@HOST.example:/north/portal-acme",
    ],
)
def test_every_address_of_a_repository_has_one_name(address: str) -> None:
    assert repository_name(address) == "host.example/north/portal-acme"


@pytest.mark.parametrize("end", ["portal.git", "portal", "portal/.git", "x/../portal"])
@pytest.mark.parametrize("scheme", ["", "file://"])
def test_every_path_of_a_repository_has_one_name(
    tmp_path: Path, end: str, scheme: str
) -> None:
    assert (
        repository_name(f"{scheme}{tmp_path.as_posix()}/{end}")
        == f"{tmp_path.resolve().as_posix()}/portal"
    )


def test_a_target_is_read_with_its_defaults_and_from_the_workspace(
    tmp_path: Path,
) -> None:
    assert place(tmp_path, git="../a.git") == GitPlace(
        str((tmp_path.parent / "a.git").resolve()), "gh-pages"
    )
    assert place(tmp_path, git="git@host.example:a.git", branch="live") == GitPlace(
        "git@host.example:a.git", "live"
    )
    assert place(tmp_path, folder="www") == FolderPlace(tmp_path.resolve() / "www", 5)


@pytest.mark.parametrize(
    "address",
    [
        "--upload-pack=touch pwned",
        "-a.git",
        "ext::sh -c touch% pwned",
        "fd::17",
        "https::https://host.example/a.git",
        "::1:a.git",
        "2001:db8::1:a.git",
        "https://[host.example]/a.git",
        "git@[ext::sh]:a.git",
    ],
)
def test_what_git_would_take_for_an_option_or_a_helper_is_no_address(
    tmp_path: Path, address: str
) -> None:
    with pytest.raises(PublishError, match="names no address of a repository"):
        place(tmp_path, git=address)


@pytest.mark.parametrize(
    "address",
    [
        "https://[2001:db8::1]/north/portal-acme.git",
        "https://bot@[2001:DB8:0:0::1]:8443/north/portal-acme",
        "ssh://git@[2001:db8::1]:2222/north/portal-acme.git",
        "git@[2001:db8::1]:north/portal-acme.git",
        "[2001:db8:0::0:1]:north/portal-acme.git",
    ],
)
def test_an_ipv6_address_of_a_repository_is_one_however_it_is_spelt(
    tmp_path: Path, address: str
) -> None:
    found = place(tmp_path, git=address)
    assert isinstance(found, GitPlace)
    assert found.remote == address
    assert found.repository == "2001:db8::1/north/portal-acme"


@pytest.mark.parametrize("address", ["./-a.git", "git@host.example:a-b.git"])
def test_a_dash_inside_and_a_path_that_begins_with_one_are_addresses(
    tmp_path: Path, address: str
) -> None:
    found = place(tmp_path, git=address)
    assert isinstance(found, GitPlace)
    assert found.branch == "gh-pages"


@pytest.mark.parametrize("branch", ["main", "gh-pages", "pages/live", "v1.0", "käyttö"])
def test_a_name_that_git_takes_for_a_branch_is_taken(
    tmp_path: Path, branch: str
) -> None:
    found = place(tmp_path, git="a.git", branch=branch)
    assert isinstance(found, GitPlace)
    assert found.branch == branch


@pytest.mark.parametrize(
    "branch",
    [
        "-d",
        "a..b",
        "a b",
        "a:b",
        "a~1",
        "/a",
        "a/",
        "a.lock",
        "a.",
        "@{-1}",
        "HEAD",
        "a*",
    ],
)
def test_a_name_that_git_does_not_take_is_refused(tmp_path: Path, branch: str) -> None:
    with pytest.raises(PublishError, match="is not a name that git takes for a branch"):
        place(tmp_path, git="a.git", branch=branch)


@pytest.mark.parametrize(
    "cname",
    [
        "Acme.example",
        "acme",
        "acme.example/",
        "a\nb.example",
        "-a.example",
        "http://a.example",
    ],
)
def test_what_is_no_host_name_is_refused(tmp_path: Path, cname: str) -> None:
    with pytest.raises(PublishError, match="is not a host name"):
        place(tmp_path, git="a.git", cname=cname)


def test_neighbouring_folders_repositories_and_host_names_do_not_clash(
    tmp_path: Path,
) -> None:
    assert (
        clash(FolderPlace(tmp_path / "acme", 5), FolderPlace(tmp_path / "acme-two", 5))
        is None
    )
    assert (
        clash(
            GitPlace("git@h.example:a", "x", "a.example"),
            GitPlace("git@h.example:b", "x", "b.example"),
        )
        is None
    )
    assert (
        clash(GitPlace("git@h.example:a", "x"), GitPlace("git@h.example:b", "x"))
        is None
    )
    assert clash(FolderPlace(tmp_path, 5), GitPlace(str(tmp_path), "x")) is None
