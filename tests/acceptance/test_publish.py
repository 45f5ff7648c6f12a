"""portalgen publish and unpublish against real repositories and folders: one whole site there, or the one before."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from portalgen.exports.manifest import FILES_FILE
from portalgen.publish import branch as branches
from portalgen.publish.target import FolderPlace, GitPlace, place_of
from portalgen.site.engine import mkdocs_engine
from portalgen.site.files import write_manifest
from portalgen.source.files.folder import DiskFolder
from portalgen.source.load.deliveries import deliveries
from tests.conftest import ROOT
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.publishing import (
    ADDRESS,
    DAY,
    EARLIER,
    FILE,
    LATER,
    Agency,
    Bare,
    agency,
    environment,
)
from tests.kit.commands.workspaces import contents, make
from tests.kit.files.repositories import launch
from tests.kit.pages.stub_engine import StubEngine

posix = pytest.mark.skipif(sys.platform == "win32", reason="the hook is a shell script")


@pytest.fixture
def acme(
    tmp_path: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch
) -> Agency:
    monkeypatch.setattr(mkdocs_engine, "MkDocsEngine", lambda cache: StubEngine())
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "no-settings"))
    return agency(tmp_path, portalgen)


# A branch


def test_a_first_publishing_makes_the_branch_with_the_site_alone(acme: Agency) -> None:
    acme.build()
    run = acme.publish()
    assert (run.code, run.err) == (0, "")
    assert run.out == f"acme: published as of {DAY} in gh-pages of {acme.bare.top}\n"
    assert acme.bare.files() == contents(acme.site) | {".nojekyll": b""}
    assert acme.bare.commits() == 1
    said = acme.bare.git("log", "--format=%an <%ae> %cn <%ce> %aI %s", "gh-pages")
    who = "portalgen <portalgen@portalgen.invalid>"
    assert said == f"{who} {who} {DAY}T00:00:00+00:00 Portal as of {DAY}"
    assert acme.bare.git("fsck", "--strict") == ""


def test_a_site_of_the_real_engine_is_published_byte_for_byte(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    acme = agency(tmp_path, portalgen)
    acme.published()
    assert acme.bare.files() == contents(acme.site) | {".nojekyll": b""}
    assert len(acme.bare.files()) > 20


def test_where_nothing_changed_nothing_is_committed(acme: Agency) -> None:
    acme.published()
    head = acme.bare.head()
    acme.build()
    run = acme.publish()
    assert (run.code, run.out) == (
        0,
        f"acme: nothing changed as of {DAY} in gh-pages of {acme.bare.top}\n",
    )
    assert acme.bare.head() == head


def test_the_next_publishing_keeps_no_old_content_reachable(acme: Agency) -> None:
    acme.published()
    before = acme.bare.head()
    acme.made.commit({FILE: launch("2026-10-15")}, at="2026-03-16T10:00:00Z")
    acme.published(LATER)
    assert acme.bare.head() != before
    assert acme.bare.commits() == 1
    assert acme.bare.files() == contents(acme.site) | {".nojekyll": b""}


def test_the_branch_and_the_host_name_are_those_of_client_yml(acme: Agency) -> None:
    acme.to("git: ../portal-acme.git, branch: pages/live, cname: acme.status.example")
    acme.published()
    assert acme.bare.head() is None
    assert acme.bare.files("pages/live")["CNAME"] == b"acme.status.example\n"


def test_a_site_that_was_built_for_another_host_is_refused(acme: Agency) -> None:
    acme.to("git: ../portal-acme.git, cname: portal.elsewhere.example")
    acme.build()
    host = "the target's host is portal.elsewhere.example: build it with --site-url"
    acme.assert_refused(
        f"the site was built for {ADDRESS}, and {host}", "--site-url", ADDRESS
    )
    assert acme.bare.head() is None


def test_other_branches_stay_as_they_are(acme: Agency, tmp_path: Path) -> None:
    clone = filled(acme.bare, tmp_path, "main")
    head = acme.bare.head("main")
    acme.published()
    assert acme.bare.head("main") == head
    assert (clone / "README").exists()


def filled(bare: Bare, tmp_path: Path, branch: str, name: str = "README") -> Path:
    """Pushes a branch that is no portal into a bare repository."""
    clone = tmp_path / f"clone-{branch}"
    for command in (
        ["git", "init", "-q", "-b", branch, str(clone)],
        ["git", "-C", str(clone), "commit", "-q", "--allow-empty", "-m", "first"],
    ):
        subprocess.run(command, check=True, env=environment())
    (clone / name).write_text("precious\n")
    for arguments in (
        ["add", "-A"],
        ["commit", "-q", "-m", "second"],
        ["push", "-q", str(bare.top), branch],
    ):
        subprocess.run(
            ["git", "-C", str(clone), *arguments], check=True, env=environment()
        )
    return clone


def test_a_branch_that_holds_something_else_is_not_replaced(
    acme: Agency, tmp_path: Path
) -> None:
    filled(acme.bare, tmp_path, "gh-pages")
    head = acme.bare.head()
    acme.build()
    acme.assert_refused(
        "holds files that are no portal (there is no seal.json), and they would be lost"
    )
    assert acme.unpublish().code == 1
    assert acme.bare.head() == head


def added(bare: Bare, tmp_path: Path, files: dict[str, str]) -> None:
    """Commits files to the published branch, as a host's settings or its owner do."""
    clone = tmp_path / "host"
    commands = (
        ["clone", "-q", "-b", "gh-pages", str(bare.top), str(clone)],
        ["-C", str(clone), "add", "-A"],
        ["-C", str(clone), "commit", "-qm", "Create CNAME"],
        ["-C", str(clone), "push", "-q", "origin", "gh-pages"],
    )
    for command in commands:
        subprocess.run(["git", *command], check=True, env=environment())
        if command[0] == "clone":
            make(clone, files)


def test_what_the_host_keeps_beside_a_portal_stays(
    acme: Agency, tmp_path: Path
) -> None:
    acme.published()
    host = {"CNAME": "acme.example\n", ".well-known/security.txt": "ok"}
    added(acme.bare, tmp_path, host)
    acme.published(LATER)
    assert acme.bare.commits() == 1
    kept = {path: content.encode() for path, content in host.items()}
    assert acme.bare.files() == contents(acme.site) | kept | {".nojekyll": b""}


def test_what_somebody_added_to_a_portal_is_named_and_not_lost(
    acme: Agency, tmp_path: Path
) -> None:
    acme.published()
    added(acme.bare, tmp_path, {"google1234.html": "owned", "a/b.txt": "precious"})
    head = acme.bare.head()
    acme.build(LATER)
    acme.assert_refused(
        "holds files beside the portal that would be lost (a/b.txt, google1234.html)"
    )
    assert acme.bare.head() == head


def test_the_checkout_and_its_settings_are_not_touched(acme: Agency) -> None:
    acme.made.write({"acme/draft.txt": "staged"})
    acme.made.git("add", "-A")
    acme.made.write({"acme/draft.txt": "and changed"})
    acme.build()
    shutil.rmtree(acme.made.top / ".portalgen")
    before = contents(acme.made.top)
    run = acme.publish()
    assert run.code == 0, run.err
    shutil.rmtree(acme.made.top / ".portalgen")
    assert contents(acme.made.top) == before


@posix
def test_no_hook_filter_ignore_rule_or_signature_of_the_user_takes_part(
    acme: Agency, tmp_path: Path
) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    of_the_remote = 'case "$PWD" in *portal-acme.git) exit 0;; esac'  # which lies on this machine here
    for name in (
        "pre-push",
        "post-commit",
        "reference-transaction",
        "post-index-change",
    ):
        (hooks / name).write_text(
            f"#!/bin/sh\n{of_the_remote}\ntouch {tmp_path}/ran\nexit 1\n"
        )
        (hooks / name).chmod(0o755)
    (tmp_path / "ignored").write_text("*.html\n")
    (tmp_path / "no-settings").write_text(
        f"[core]\n hooksPath = {hooks}\n excludesFile = {tmp_path}/ignored\n autocrlf = true\n"
        "[commit]\n gpgSign = true\n[push]\n gpgSign = true\n followTags = true\n[user]\n name = Maria\n"
    )
    acme.published()
    assert not (tmp_path / "ran").exists()
    assert acme.bare.files() == contents(acme.site) | {".nojekyll": b""}
    assert "Maria" not in acme.bare.git("log", "--format=%an %cn", "gh-pages")


# Several at once, and remotes that refuse


def test_of_two_that_publish_at_once_one_wins_and_the_other_is_told_and_may_try_again(
    acme: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme.published()
    acme.build(LATER)
    push = branches.Branch._push

    def overtaken(self: branches.Branch, made: str) -> None:
        monkeypatch.setattr(branches.Branch, "_push", push)
        other = acme.bare.git("commit-tree", "-m", "theirs", "gh-pages^{tree}")
        acme.bare.git("update-ref", "refs/heads/gh-pages", other)
        push(self, made)

    monkeypatch.setattr(branches.Branch, "_push", overtaken)
    acme.assert_refused(
        "gh-pages was published by somebody else in the meantime, and theirs stands: run portalgen publish"
    )
    assert acme.bare.git("log", "--format=%s", "gh-pages") == "theirs"
    assert acme.publish().code == 0
    assert acme.bare.git("log", "--format=%s", "gh-pages") == f"Portal as of {LATER}"


@posix
def test_a_push_that_the_remote_declines_is_told_in_its_words_and_changes_nothing(
    acme: Agency,
) -> None:
    acme.published()
    head = acme.bare.head()
    acme.bare.hook("pre-receive", "echo 'Portals are frozen until Monday' >&2; exit 1")
    acme.build(LATER)
    acme.assert_refused("gh-pages of")
    run = acme.publish()
    assert "did not take the site, and what it had stands" in run.err
    assert "Portals are frozen until Monday" in run.err
    assert acme.bare.head() == head
    acme.bare.hook("pre-receive", "exit 0")
    assert acme.publish().code == 0


def test_a_remote_that_cannot_be_reached_is_told(acme: Agency, tmp_path: Path) -> None:
    acme.to("git: ../gone.git")
    acme.build()
    acme.assert_refused(
        f"{tmp_path / 'gone.git'} cannot be reached: is the address right"
    )
    assert not (tmp_path / "gone.git").exists()


@pytest.mark.parametrize(
    "remote",
    ["ext::sh -c touch% ran", "--upload-pack=touch ran", "git://host.example/a.git"],
)
def test_an_address_runs_no_program_and_no_unprotected_protocol(
    acme: Agency, remote: str
) -> None:
    acme.to(f"git: '{remote}'")
    acme.build()
    acme.assert_refused("error: ")
    assert not list(acme.made.top.rglob("ran"))


def test_a_password_in_an_address_is_refused_and_not_printed(acme: Agency) -> None:
    acme.to("git: 'https://bot:hunter2@host.example/a.git'")
    acme.assert_refused("holds a password")
    assert "hunter2" not in acme.publish().err


# What is refused before anything is sent


@pytest.mark.parametrize(
    ("delivery", "sentence"),
    [
        (
            "publish: {git: ../portal-acme.git}\n",
            "does not say who may open the portal: add access: public",
        ),
        (
            "access: locked\npublish: {git: ../portal-acme.git}\n",
            "this version cannot lock a portal",
        ),
        ("access: public\n", "client.yml of acme names no target"),
        (
            "access: public\npublish: {git: ../portal-acme.git, folder: ../www}\n",
            "names two targets",
        ),
        (
            "access: public\npublish: {folder: ../www, cname: acme.example}\n",
            "belong to a git target",
        ),
        (
            "access: public\npublish: {git: ../portal-acme.git, branch: a..b}\n",
            "is not a name that git takes",
        ),
        (
            "access: public\npublish: {git: ../portal-acme.git, cname: 'a b'}\n",
            "is not a host name",
        ),
    ],
)
def test_a_delivery_that_is_not_explicit_publishes_nothing(
    acme: Agency, delivery: str, sentence: str
) -> None:
    acme.deliver(delivery)
    acme.assert_refused(sentence)
    assert acme.bare.head() is None


def test_a_host_that_protects_is_believed_and_that_is_said(acme: Agency) -> None:
    acme.deliver("access: host\npublish: {git: ../portal-acme.git}\n")
    acme.build()
    run = acme.publish()
    assert run.code == 0
    assert "portalgen cannot see whether the host asks who is there" in run.err


def test_a_site_that_was_not_built_is_refused(acme: Agency) -> None:
    acme.assert_refused("is not there: run portalgen build acme")


def test_what_verify_refuses_is_refused(acme: Agency) -> None:
    acme.build()
    page = acme.site / "index.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace(
            "<body>", "<body><script>alert(1)</script>"
        )
    )
    acme.assert_refused(
        "is not fit to publish:\n  index.html: an inline script that the policy does not know"
    )
    assert acme.bare.head() is None


CHEATS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a page with another date": (
        lambda site: (site / "index.html").write_text(
            (site / "index.html").read_text(encoding="utf-8").replace("2026", "2025")
        ),
        "index.html: it is not what the data gives",
    ),
    "an emptied stylesheet": (
        lambda site: (site / "assets/portal/portal.css").write_text(""),
        "assets/portal/portal.css: it is not what the data gives",
    ),
    "an added script": (
        lambda site: (site / "x.js").write_text("alert(1)"),
        "x.js: no build makes it from the data",
    ),
    "a host's file": (
        lambda site: (site / "CNAME").write_text("evil.example"),
        "CNAME: no build makes it from the data",
    ),
    "a removed file": (
        lambda site: (site / "status.json").unlink(),
        "status.json: it is missing, and the data gives it",
    ),
    "an added link": (
        lambda site: (site / "x").symlink_to(site / "index.html"),
        "x is no plain file",
    ),
}


@pytest.mark.parametrize(("cheat", "says"), CHEATS.values(), ids=CHEATS)
def test_a_site_that_is_not_what_the_data_gives_is_refused_whatever_its_list_says(
    acme: Agency, cheat: Callable[[Path], object], says: str
) -> None:
    acme.build()
    cheat(acme.site)
    (acme.site / FILES_FILE).unlink()
    write_manifest(acme.site)
    acme.assert_refused("is not fit to publish")
    acme.assert_refused(says)
    assert acme.bare.head() is None


def test_what_changes_while_a_site_is_examined_does_not_go_out(
    acme: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme.build()
    built = contents(acme.site)

    def tamper(staged: Path) -> None:
        make(acme.site, {"index.html": "changed", "x.js": "alert(1)"})

    monkeypatch.setattr(
        mkdocs_engine, "MkDocsEngine", lambda cache: StubEngine(before=tamper)
    )
    shutil.rmtree(acme.made.top / ".portalgen")
    run = acme.publish()
    assert run.code == 0, run.err
    assert contents(acme.site) != built
    assert acme.bare.files() == built | {".nojekyll": b""}


def test_a_site_for_another_address_than_portal_yml_names_is_refused(
    acme: Agency,
) -> None:
    acme.made.write({"portal.yml": "site_url: https://{client}.elsewhere.example/\n"})
    acme.build()
    acme.assert_refused(
        f"its pages name {ADDRESS} as their address, and https://acme.elsewhere.example/ is meant"
    )
    run = acme.publish("--site-url", ADDRESS)
    assert run.code == 0, run.err


@pytest.mark.parametrize(
    ("ours", "theirs", "shared"),
    [
        (
            "git: ../portal-acme.git",
            "git: ../portal-acme.git, branch: other",
            "repository",
        ),
        (
            "git: 'git@host.example:a/b.git'",
            "git: 'https://HOST.example/A/b'",
            "repository",
        ),
        (
            "git: ../a.git, cname: x.example.org",
            "git: ../b.git, cname: x.example.org",
            "host name",
        ),
        ("folder: ../www/acme", "folder: ../www/./acme", "folder"),
        ("folder: ../www/acme", "folder: ../www", "folder"),
    ],
)
def test_two_clients_with_one_target_are_refused(
    acme: Agency, ours: str, theirs: str, shared: str
) -> None:
    acme.to(ours)
    acme.deliver(f"publish: {{{theirs}}}\n", client="beta")
    acme.assert_refused(
        f"acme and beta would be published to one {shared}: each client needs one of its own"
    )
    assert acme.unpublish().code == 1


def test_the_repository_that_holds_the_data_is_refused_by_its_path(
    acme: Agency,
) -> None:
    acme.to("git: .")
    acme.build()
    acme.assert_refused("is the repository that holds the data")
    assert acme.made.git("branch", "--list", "gh-pages") == ""


@pytest.mark.parametrize("way", ["remote", "commit"])
def test_the_repository_that_holds_the_data_is_known_by_its_remotes_and_by_its_commits(
    acme: Agency, way: str
) -> None:
    if way == "remote":
        acme.made.git("remote", "add", "origin", "../portal-acme.git")
    else:
        acme.made.git("push", "-q", str(acme.bare.top), "main")
    acme.build()
    acme.assert_refused("is the repository that holds the data")
    assert acme.bare.head() is None


def test_a_repository_that_holds_one_client_and_says_so_may_hold_its_portal(
    acme: Agency,
) -> None:
    acme.made.git("push", "-q", str(acme.bare.top), "main")
    acme.to("git: ../portal-acme.git, into_source: true")
    acme.published()
    assert acme.bare.commits() == 1
    acme.to("git: ../portal-acme.git, branch: main, into_source: true")
    acme.assert_refused("main of")
    assert "no portal" in acme.publish().err
    acme.to("git: ../portal-acme.git, into_source: true")
    acme.deliver("", client="beta")
    acme.build()
    acme.assert_refused(
        "is for a repository that holds a single client, and this one holds 2"
    )


def test_an_older_portal_does_not_replace_a_newer_one(acme: Agency) -> None:
    acme.published()
    head = acme.bare.head()
    shutil.rmtree(acme.made.top / "site")
    acme.build(EARLIER)
    acme.assert_refused(
        f"the published portal speaks for {DAY}, and this one for {EARLIER}, which is earlier"
    )
    assert acme.bare.head() == head


def test_a_rewritten_past_does_not_replace_a_published_one(acme: Agency) -> None:
    acme.published()
    head = acme.bare.head()
    rewrite(acme)
    acme.assert_refused("the ledger does not go on from the published one")
    assert acme.bare.head() == head


def rewrite(acme: Agency) -> None:
    """Rewrites the past after it was published, and builds where no seal tells of it."""
    acme.made.git("reset", "-q", "HEAD~1")
    acme.made.write({FILE: launch("2026-12-15")})
    acme.made.git("add", "projects/acme/webshop")
    acme.made.git(
        "commit", "-q", "-m", "as if nothing had happened", at="2026-03-09T10:00:00Z"
    )
    shutil.rmtree(acme.made.top / "site")
    acme.build(LATER)


def test_a_site_that_was_built_before_the_last_commit_is_refused(acme: Agency) -> None:
    acme.build()
    acme.made.commit({FILE: launch("2026-12-15")}, at="2026-03-16T10:00:00Z")
    acme.assert_refused(
        "was built from other records of dates, or with another legal note, than there are now: run portalgen build"
    )


def test_a_damaged_seal_at_the_target_is_not_taken_for_none(
    acme: Agency, tmp_path: Path
) -> None:
    filled(acme.bare, tmp_path, "gh-pages", "seal.json")
    acme.build()
    acme.assert_refused("the published seal.json cannot be read")


# Taking it out


def test_an_unpublished_branch_says_that_there_is_nothing_and_keeps_nothing(
    acme: Agency,
) -> None:
    acme.to("git: ../portal-acme.git, cname: acme.status.example")
    acme.published()
    run = acme.unpublish()
    assert (run.code, run.out) == (
        0,
        f"acme: taken out of gh-pages of {acme.bare.top}\n",
    )
    files = acme.bare.files()
    assert set(files) == {".nojekyll", "404.html", "CNAME", "_headers", "index.html"}
    assert b"There is nothing here." in files["index.html"]
    assert not [
        name
        for name, content in files.items()
        if name != "CNAME" and b"acme" in content.lower()
    ]
    assert acme.bare.commits() == 1
    run = acme.unpublish()
    assert (run.code, run.out.split(" in ")[0]) == (0, "acme: nothing is published")
    acme.published()
    assert "seal.json" in acme.bare.files()


def test_where_nothing_was_published_nothing_is_taken_out(acme: Agency) -> None:
    run = acme.unpublish()
    assert (run.code, run.out) == (
        0,
        f"acme: nothing is published in gh-pages of {acme.bare.top}\n",
    )
    assert acme.bare.head() is None


def test_a_client_whose_data_is_broken_can_be_taken_out(acme: Agency) -> None:
    acme.published()
    acme.made.write({"acme/webshop/project.yml": "name: [\n"})
    assert acme.unpublish().code == 0
    assert "seal.json" not in acme.bare.files()


# A folder


@pytest.fixture
def served(acme: Agency, tmp_path: Path) -> Path:
    acme.to("folder: ../www/acme, keep: 3")
    return tmp_path / "www" / "acme"


def test_a_folder_holds_the_site_and_nothing_else(acme: Agency, served: Path) -> None:
    acme.build()
    run = acme.publish()
    assert (run.code, run.out) == (0, f"acme: published as of {DAY} in {served}\n")
    assert contents(served) == contents(acme.site)
    run = acme.publish()
    assert (run.code, run.out) == (
        0,
        f"acme: nothing changed as of {DAY} in {served}\n",
    )


def test_a_folder_keeps_as_many_releases_as_it_says_and_goes_back_through_them(
    acme: Agency, served: Path
) -> None:
    sites = []
    for day in ("2026-08-01", "2026-08-02", "2026-08-03", "2026-08-04"):
        acme.published(day)
        sites.append(contents(served))
    assert len(list((served.parent / ".acme.releases").iterdir())) == 3
    for number, day in ((2, "2026-08-03"), (1, "2026-08-02")):
        run = acme.publish("--rollback")
        assert (run.code, run.out) == (
            0,
            f"acme: rolled back to the portal as of {day} in {served}\n",
        )
        assert contents(served) == sites[number]
    acme.assert_refused(f"no release before the one in {served} is kept", "--rollback")
    assert acme.publish().code == 0
    assert contents(served) == sites[3]


def test_the_way_back_leads_to_what_was_served_before_and_not_to_what_was_rolled_back(
    acme: Agency, served: Path
) -> None:
    acme.published("2026-08-01")
    first = contents(served)
    acme.published("2026-08-02")
    assert acme.publish("--rollback").code == 0
    acme.published("2026-08-03")
    assert acme.publish("--rollback").code == 0
    assert contents(served) == first


def test_a_branch_has_no_way_back(acme: Agency) -> None:
    acme.published()
    acme.assert_refused("--rollback is for folder targets", "--rollback")


def test_the_rules_of_the_seal_hold_for_a_folder_too(
    acme: Agency, served: Path
) -> None:
    acme.published()
    before = contents(served)
    shutil.rmtree(acme.made.top / "site")
    acme.build(EARLIER)
    acme.assert_refused(f"the published portal speaks for {DAY}")
    rewrite(acme)
    acme.assert_refused("the ledger does not go on from the published one")
    assert contents(served) == before


def test_a_folder_that_cannot_be_made_is_told(acme: Agency, tmp_path: Path) -> None:
    (tmp_path / "www").write_text("a file")
    acme.to("folder: ../www/acme")
    acme.build()
    acme.assert_refused(
        f"{tmp_path / 'www' / 'acme'} could not be changed, so what it had stands"
    )


def test_where_the_disk_fills_up_the_served_portal_stands_and_nothing_half_is_left(
    acme: Agency, served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme.published()
    before = contents(served.parent)
    acme.build(LATER)

    copy = shutil.copytree

    def fail(source: Path, target: Path, *more: Any, **named: Any) -> object:
        if not Path(target).is_relative_to(served.parent):
            return copy(source, target, *more, **named)
        (served.parent / ".acme.releases" / "begun").mkdir()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(shutil, "copytree", fail)
        acme.assert_refused(
            "could not be changed, so what it had stands: [Errno 28] No space left on device"
        )
    assert contents(served.parent) == before
    assert not (served.parent / ".acme.releases" / "begun").exists()
    assert acme.publish().code == 0


def test_a_folder_that_holds_something_else_is_not_replaced(
    acme: Agency, served: Path
) -> None:
    served.mkdir(parents=True)
    (served / "thesis.txt").write_text("precious")
    acme.build()
    acme.assert_refused("holds files that are no portal")
    assert acme.unpublish().code == 1
    assert contents(served) == {"thesis.txt": b"precious"}


@pytest.mark.parametrize(
    "folder",
    [".", "..", "projects/www", "site/acme", "site", "site_templates", ".git/www"],
)
def test_a_folder_of_the_workspace_itself_is_refused(acme: Agency, folder: str) -> None:
    acme.to(f"folder: {folder}")
    acme.assert_refused("name a folder")


def test_an_unpublished_folder_says_that_there_is_nothing_and_keeps_no_release(
    acme: Agency, served: Path
) -> None:
    acme.published()
    acme.published(LATER)
    run = acme.unpublish()
    assert (run.code, run.out) == (0, f"acme: taken out of {served}\n")
    assert set(contents(served)) == {"404.html", "_headers", "index.html"}
    assert {each.name for each in served.parent.iterdir()} == {"acme", ".acme.lock"}
    acme.assert_refused("no release before", "--rollback")
    assert acme.unpublish().out == f"acme: nothing is published in {served}\n"


# The documentation


def test_the_commands_of_the_guide_run_as_they_are_written(
    acme: Agency, served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    blocks = "".join(re.findall(r"^```sh\n(.*?)^```", guide, re.MULTILINE | re.DOTALL))
    commands = [
        *blocks.splitlines(),
        *re.findall(r"`(portalgen unpublish \w+)`", guide),
    ]
    assert commands == [
        "portalgen build acme",
        "portalgen publish acme",
        "portalgen publish acme --rollback",
        "portalgen unpublish acme",
    ]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1785542400")  # 2026-08-01
    acme.published("2026-07-31")
    for each in commands:
        run = acme.portalgen(*each.split()[1:], cwd=acme.made.top)
        assert run.code == 0, run.err
    assert set(contents(served)) == {"404.html", "_headers", "index.html"}


def test_every_target_of_the_guide_is_one_that_publish_takes(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    for number, block in enumerate(blocks):
        make(tmp_path, {f"projects/c{number}/client.yml": block})
    found = deliveries(DiskFolder(tmp_path / "projects"), ["c0", "c1"])
    places = [
        place_of(each, delivery.publish, tmp_path) for each, delivery in found.items()
    ]
    assert [type(each) for each in places] == [GitPlace, FolderPlace]
