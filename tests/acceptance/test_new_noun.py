"""A noun is added to a copy of the package by the recipe: six files. All that is checked of nouns is checked of it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT

DECISION = '''"""What was decided, by whom, and what waits for it."""

from typing import Annotated, ClassVar

from pydantic import Field

from portalgen.model.fields.base import Named
from portalgen.model.fields.scalars import Empty, MilestoneId, Money, PastDay, Person
from portalgen.model.fields.spelling import Json


class Decision(Named):
    """Something that was decided."""

    example: ClassVar[Json] = {"id": "cards", "name": "Payments by card alone"}

    decided_on: PastDay | None = Field(default=None, description="when it was decided")
    decided_by: Person | None = Field(default=None, description="who decided")
    cost: Money | None = Field(default=None, description="what it costs")
    blocks: Annotated[tuple[MilestoneId, ...], Empty] = Field(
        default=(), description="ids of milestones that wait for it"
    )
'''
FIELD = """    decisions: Annotated[tuple[Decision, ...], Empty, ShownOn(PageName.CHANGES)] = Field(
        default=(), description="what was decided"
    )
"""
SECTION = """{% if project.decisions %}
<section class="pg-section"><h2>{{ t("changes.decisions") }}</h2><ul class="pg-plain">
{% for each in project.decisions %}<li>{{ each.name }}</li>{% endfor %}</ul></section>
{% endif %}
"""
WORDS = '\nmsgid "changes.decisions"\nmsgstr "{}"\n'
# Each file of the recipe: what is written, and before which line; at the end where there is none.
RECIPE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "portalgen/model/decision.py": ((DECISION, ""),),
    "portalgen/model/project.py": (
        (
            "from portalgen.model.decision import Decision\n",
            "from portalgen.model.document",
        ),
        (FIELD, "    releases: "),
    ),
    "portalgen/words/locale/en.po": ((WORDS.format("Decisions"), ""),),
    "portalgen/words/locale/fi.po": ((WORDS.format("Päätökset"), ""),),
    "site_templates/pages/changes.html.j2": ((SECTION, "{% if page.releases %}"),),
}
CLIENT = """name: Acme Oy
ledger_salt: 5f1c0a9e4b7d2c683e91f0a4d57b8c26
contacts:
  - {id: boss, name: Aino, visibility: internal}
"""
PROJECT = """name: Webshop renewal
milestones:
  - {id: launch, name: Launch, forecast: undated}
change_requests:
  - {id: points, name: Loyalty points}
decisions:
  - id: %s
    name: Payments by card alone
    decided_on: %s
    decided_by: %s
    blocks: [%s]
"""
RIGHT = PROJECT % ("payment-rule", "2026-11-02", "Timo Laine", "launch")
WRONG = PROJECT % ("launch", "2027-11-02", "boss", "lunch") + "    cost: 8200\n"
# A repeated id, a fact of the future, somebody internal, a reference to nothing, an amount without a currency.
FOUND = [("PG301", 7), ("PG404", 9), ("PG303", 10), ("PG302", 11), ("PG217", 12)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder with the package, its templates and the recipe's noun."""
    folder = tmp_path_factory.mktemp("copy")
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("portalgen", "site_templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name, additions in RECIPE.items():
        for added, before in additions:
            add(folder / name, added, before)
    return folder


def add(file: Path, added: str, before: str) -> None:
    """Writes something into a file, before the one place where a text stands."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if before:
        start, found, end = text.partition(before)
        assert found, f"{file.name} has no {before}"
        text = start + added + found + end
    else:
        text += added
    file.write_text(text, encoding="utf-8")


def workspace(folder: Path, project: str, client: str = CLIENT) -> Path:
    """Writes a workspace: the sixth file of the recipe is its project."""
    projects = folder / "projects"
    (projects / "acme" / "webshop").mkdir(parents=True)
    (projects / "acme" / "client.yml").write_text(client, encoding="utf-8")
    (projects / "acme" / "webshop" / "project.yml").write_text(
        project, encoding="utf-8"
    )
    return projects


def portalgen(
    copy: Path, projects: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command of the copy, as of a day."""
    command = [sys.executable, "-m", "portalgen", *arguments, "--as-of", "2026-11-20"]
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    return subprocess.run(
        [*command, "--projects", str(projects)],
        cwd=projects.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def found_in(copy: Path, projects: Path) -> list[tuple[str, int]]:
    """Returns the code and the line of each thing that check finds."""
    ran = portalgen(copy, projects, "check", "--format", "json")
    assert ran.stderr == ""
    return [(each["code"], each["line"]) for each in json.loads(ran.stdout)]


def test_the_recipe_has_six_files_at_most() -> None:
    assert len(RECIPE) + 1 <= 6


def test_every_check_fires_for_it_without_a_line_written_for_it(
    copy: Path, tmp_path: Path
) -> None:
    assert found_in(copy, workspace(tmp_path, WRONG)) == FOUND


def test_its_page_shows_it(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    ran = portalgen(copy, workspace(tmp_path, RIGHT), "build", "--out", str(out))
    assert ran.returncode == 0, ran.stderr
    page = out / "acme" / "webshop" / "changes" / "index.html"
    assert "Payments by card alone" in page.read_text(encoding="utf-8")


def test_where_its_page_is_hidden_it_is_nowhere_on_the_portal(
    copy: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    hidden = RIGHT + "pages: [now, dates, how]\n"
    ran = portalgen(copy, workspace(tmp_path, hidden), "build", "--out", str(out))
    assert ran.returncode == 0, ran.stderr
    published = [path for path in out.rglob("*") if path.suffix in {".html", ".json"}]
    told = [path for path in published if "Payments by card" in path.read_text("utf-8")]
    assert published
    assert told == []


def test_without_the_recipe_the_key_is_unknown(tmp_path: Path) -> None:
    assert found_in(ROOT, workspace(tmp_path, RIGHT)) == [("PG202", 6)]
