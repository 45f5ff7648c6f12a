"""What ten times as much costs: `python -m benchmarks.growth`.

For every list of the model, and for what comes from files, folders and clients, the CPU time of looking at a client and
rendering its pages with so many of a thing and with ten times as many. A cost that grows with the square shows as a
hundred; nothing may cost more than fifteen times.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from portalgen.model.fields.schema import keys
from portalgen.model.project import Project
from portalgen.pipeline.examine import examine
from portalgen.pipeline.order import Look
from portalgen.pipeline.stage import render
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workspace import Workspace, read_shared

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
TIMES = 10
MOST = 15  # times, for ten times as much
FEW = 60
ROUNDS = 2
Files = dict[str, str]
CLIENT = {
    "name": "Acme",
    "currency": "EUR",
    "ledger_salt": "5f1c0000000000000000000000000000",
    "contacts": [{"id": "maria", "name": "Maria Virtanen"}],
}
LAUNCH = {"id": "launch", "name": "Launch", "promised_date": "2027-06-15"}


@dataclass(frozen=True)
class Case:
    """A thing of which there may be many: its name, how many are few, and the files of a workspace with so many."""

    name: str
    few: int
    files: Callable[[int], Files]


def cases() -> Iterator[Case]:
    """Yields every list of a project in the model, then what no key stands for."""
    for key, noun in keys(Project).items():
        example = getattr(noun, "example", None)
        if example:
            yield Case(key, FEW, _listed(key, example))
    yield Case("moves of a milestone", FEW, _moves)
    yield Case("updates", FEW, _updates)
    yield Case("documents", FEW, _documents)
    yield Case("rows of progress", 600, _rows)
    yield Case("projects of a client", 20, _projects)
    yield Case("clients", 20, _clients)


def _listed(
    key: str,
    example: Mapping[str, Any],
) -> Callable[[int], Files]:
    """Returns what makes a project with so many items of a list, each like the noun's example."""
    named = "id" if "id" in example else "version"

    def files(count: int) -> Files:
        slug = key.replace("_", "-")
        items = [{**example, named: f"{slug}-{number}"} for number in range(count)]
        written = {"milestones": [LAUNCH]}
        written[key] = [*written.get(key, []), *items]
        made = {
            f"{name}.yml": json.dumps({name: each}) for name, each in written.items()
        }
        return _project(
            {**made, "documents/statement-of-work.pdf": "%PDF-1.4\n%%EOF\n"}
        )

    return files


def _moves(count: int) -> Files:
    moves = []
    for number in range(count):
        day = DAY + number * ONE_DAY
        because = f"Reason {number}"
        moves.append(
            {
                "from": str(day),
                "to": str(day + ONE_DAY),
                "cause": "estimate",
                "because": because,
            }
        )
    promised = str(DAY + count * ONE_DAY)
    milestone = {**LAUNCH, "promised_date": promised, "moves": moves}
    return _project({"milestones.yml": json.dumps({"milestones": [milestone]})})


def _updates(count: int) -> Files:
    files = {}
    for number in range(count):
        day = DAY - number * ONE_DAY
        text = (
            f"---\nheadline: Week {number}\ndone: [One thing]\n---\nA **word** more.\n"
        )
        files[f"updates/{day}.md"] = text
    return _project(files)


def _documents(count: int) -> Files:
    files = {}
    for number in range(count):
        files[f"documents/minutes-{number}.txt"] = (
            f"What was said at meeting {number}\n"
        )
    return _project(files)


def _rows(count: int) -> Files:
    rows = ["date,scope,done"]
    for number in range(count):
        day = DAY - (count - number) * ONE_DAY
        rows.append(f"{day},{count + 200},{number}")
    table = "\n".join(rows)
    return _project({"progress.csv": f"{table}\n"})


def _projects(count: int) -> Files:
    files = {"acme/client.yml": json.dumps(CLIENT)}
    for number in range(count):
        written = {"name": f"Project {number}", "milestones": [LAUNCH]}
        files[f"acme/p{number}/project.yml"] = json.dumps(written)
    return files


def _clients(count: int) -> Files:
    files = {}
    for number in range(count):
        named = {**CLIENT, "name": f"Client number {number}"}
        files[f"client-{number}/client.yml"] = json.dumps(named)
        written = {"name": "Webshop", "milestones": [LAUNCH]}
        files[f"client-{number}/webshop/project.yml"] = json.dumps(written)
    return files


def _project(files: Mapping[str, str]) -> Files:
    """Returns a workspace with one project of these files."""
    whole = {"acme/client.yml": json.dumps(CLIENT)}
    whole["acme/webshop/project.yml"] = "name: Webshop\n"
    if not any(name == "milestones.yml" for name in files):
        whole["acme/webshop/milestones.yml"] = json.dumps({"milestones": [LAUNCH]})
    for name, content in files.items():
        whole[f"acme/webshop/{name}"] = content
    return whole


def seconds(files: Files) -> float:
    """Returns the least CPU seconds of looking at all clients of a workspace and rendering them."""
    with tempfile.TemporaryDirectory() as folder:
        projects = Path(folder) / "projects"
        for name, content in files.items():
            path = projects / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return min(_looked_at(projects) for _ in range(ROUNDS))


def _looked_at(projects: Path) -> float:
    workspace = Workspace(projects)
    began = time.process_time()
    shared = read_shared(workspace)
    view = current_view(Look(workspace, NOON, DAY), shared)
    for client_id in shared.ids:
        dossier = examine(view, client_id).sound
        if dossier is None:
            raise SystemExit(f"{client_id} cannot be read")
        render(dossier, shared)
    return time.process_time() - began


def main(arguments: list[str]) -> int:
    """Prints a row for each case, or for those that are named, and returns 1 where one grows too fast."""
    seconds(_project({}))  # what is paid once is paid before
    code = 0
    print(f"{'':22} {'few':>6} {'seconds':>8} {'ten times':>10} {'ratio':>6}")
    for case in cases():
        if arguments and case.name not in arguments:
            continue
        few = seconds(case.files(case.few))
        many = seconds(case.files(case.few * TIMES))
        ratio = many / few
        verdict = ""
        if ratio > MOST:
            verdict = "  TOO MUCH"
            code = 1
        print(
            f"{case.name:22} {case.few:6} {few:8.2f} {many:10.2f} {ratio:6.1f}{verdict}"
        )
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
