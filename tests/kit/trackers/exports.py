"""One small project as each tracker exports it, made after the trackers' own descriptions of their files.

Every text that is no id, day, number or word of a state is gossip, which must reach nothing that an import writes or
says.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape

GOSSIP = "Their director is leaving"


@dataclass(frozen=True)
class Work:
    """An item of the project; `state` is open, done or dropped, `ended` the day of what is not open."""

    number: int
    created: date
    state: str = "open"
    ended: date | None = None
    due: date | None = None

    @property
    def done(self) -> date | None:
        """The day on which it was done."""
        return self.ended if self.state == "done" else None

    @property
    def dropped(self) -> date | None:
        """The day on which it was given up."""
        return self.ended if self.state == "dropped" else None


def day(text: str) -> date:
    """Returns a day of 2026."""
    return date.fromisoformat(f"2026-{text}")


# The weeks that end on Friday 6, 13, 20 and 27 March: 8 of 11, 8 of 11, 10 of 12 and 11 of 11 in scope.
PROJECT = (
    *(Work(number, day("03-02"), "done", day("03-04")) for number in range(1, 4)),
    *(Work(number, day("03-03"), "done", day("03-10")) for number in range(4, 7)),
    Work(7, day("03-03"), "done", day("03-19"), due=day("03-20")),
    Work(8, day("03-05"), due=day("04-15")),
    Work(9, day("03-12"), "dropped", day("03-24")),
    *(Work(number, day("03-17")) for number in range(10, 13)),
)
ROWS = ("2026-03-06,8,3", "2026-03-13,9,6", "2026-03-20,12,7", "2026-03-27,11,7")


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """Returns a table as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(
        [header, *([str(cell or "") for cell in row] for row in rows)]
    )
    return text.getvalue().encode()


def moment(day: date | None) -> str | None:
    """Returns noon of a day, as interfaces for programs write it."""
    return f"{day}T12:00:00.000Z" if day else None


def jira(works: Sequence[Work]) -> bytes:
    """Returns Jira's "CSV (all fields)": several columns have one header, and a description holds lines and quotes."""

    def on(day: date | None) -> str:
        return f"{day:%d/%b/%y} 3:15 PM" if day else ""

    header = ["Summary", "Issue key", "Status", "Resolution", "Assignee", "Created", "Resolved", "Due date",
              "Labels", "Labels", "Comment", "Comment", "Description"]  # fmt: skip
    resolution = {"open": "", "done": "Done", "dropped": "Won't Do"}
    rows = [
        [GOSSIP, f"SHOP-{each.number}", GOSSIP, resolution[each.state], GOSSIP, on(each.created), on(each.ended),
         on(each.due), "", GOSSIP, GOSSIP, f"{GOSSIP}; 01/Mar/26", f'{GOSSIP}\n"SHOP-99",\r\n,,,'] for each in works
    ]  # fmt: skip
    return b"\xef\xbb\xbf" + table(header, rows)


def asana(works: Sequence[Work]) -> bytes:
    """Returns Asana's project as CSV. It knows no item that is given up."""
    header = [
        "Task ID",
        "Created At",
        "Completed At",
        "Last Modified",
        "Name",
        "Assignee",
        "Due Date",
        "Tags",
        "Notes",
    ]
    rows = [
        [
            1200 + each.number,
            each.created,
            each.done,
            "",
            GOSSIP,
            GOSSIP,
            each.due,
            GOSSIP,
            GOSSIP,
        ]
        for each in works
    ]
    return table(header, rows)


def asana_json(works: Sequence[Work]) -> bytes:
    """Returns the same as its interface for programs gives it."""
    data = [
        {"gid": str(1200 + each.number), "name": GOSSIP, "notes": GOSSIP, "assignee": {"name": GOSSIP},
         "created_at": moment(each.created), "completed_at": moment(each.done), "due_on": each.due and str(each.due)}
        for each in works
    ]  # fmt: skip
    return json.dumps({"data": data}).encode()


def trello(works: Sequence[Work]) -> bytes:
    """Returns a board as JSON."""

    def id_(each: Work) -> str:
        made = datetime(
            each.created.year, each.created.month, each.created.day, 12, tzinfo=UTC
        )
        return f"{int(made.timestamp()):08x}{each.number:016x}"

    cards = [
        {"id": id_(each), "name": GOSSIP, "desc": GOSSIP, "idList": "l1", "closed": each.state == "dropped",
         "dueComplete": each.state == "done", "dateCompleted": moment(each.done), "due": moment(each.due),
         "labels": [{"name": GOSSIP}]} for each in works
    ]  # fmt: skip
    lists = [{"id": "l1", "name": GOSSIP}]
    return json.dumps(
        {"name": GOSSIP, "cards": cards, "lists": lists, "actions": [{"data": GOSSIP}]}
    ).encode()


def linear(works: Sequence[Work]) -> bytes:
    """Returns Linear's issues as CSV."""
    header = [
        "ID",
        "Team",
        "Title",
        "Description",
        "Status",
        "Creator",
        "Created",
        "Completed",
        "Canceled",
        "Due Date",
    ]

    def on(day: date | None) -> str:
        return f"{day:%a %b %d %Y} 12:00:00 GMT+0000 (GMT)" if day else ""

    rows = [
        [f"SHO-{each.number}", *[GOSSIP] * 5, on(each.created), on(each.done), on(each.dropped), each.due]
        for each in works
    ]  # fmt: skip
    return table(header, rows)


def github(works: Sequence[Work]) -> bytes:
    """Returns what `gh issue list --json` prints."""
    reasons = {"open": "", "done": "COMPLETED", "dropped": "NOT_PLANNED"}
    return json.dumps(
        [
            {"number": each.number, "title": GOSSIP, "body": GOSSIP, "createdAt": moment(each.created),
             "closedAt": moment(each.ended), "stateReason": reasons[each.state], "labels": [{"name": GOSSIP}],
             "milestone": {"title": GOSSIP, "dueOn": moment(each.due)} if each.due else None} for each in works
        ]
    ).encode()  # fmt: skip


def gitlab(works: Sequence[Work]) -> bytes:
    """Returns GitLab's issues as CSV. It knows no item that is given up."""
    header = ["Title", "Description", "Issue ID", "URL", "State", "Author", "Assignee", "Due Date",
              "Created At (UTC)", "Updated At (UTC)", "Closed At (UTC)", "Labels"]  # fmt: skip

    def at(day: date | None) -> str:
        return f"{day} 23:30:00" if day else ""

    rows = [
        [GOSSIP, GOSSIP, each.number, GOSSIP, "Closed" if each.done else "Open", GOSSIP, GOSSIP, each.due,
         at(each.created), "", at(each.done), GOSSIP] for each in works
    ]  # fmt: skip
    return table(header, rows)


def msproject(works: Sequence[Work]) -> bytes:
    """Returns a plan as Microsoft Project saves it as XML, with a summary task and a milestone. Nothing is given up."""

    def task(uid: int, more: str) -> str:
        return f"<Task><UID>{uid}</UID><Name>{escape(GOSSIP)}</Name><Notes>{escape(GOSSIP)}</Notes>{more}</Task>"

    tasks = [
        task(0, "<Summary>1</Summary>"),
        task(90, "<Summary>1</Summary><Milestone>0</Milestone>"),
    ]
    for each in works:
        done = f"<ActualFinish>{each.done}T17:00:00</ActualFinish>" if each.done else ""
        finish = f"<Finish>{each.due}T17:00:00</Finish>" if each.due else ""
        created = f"<CreateDate>{each.created}T08:00:00</CreateDate>"
        tasks.append(
            task(
                each.number,
                f"<Summary>0</Summary><Milestone>0</Milestone>{created}{done}{finish}",
            )
        )
    tasks.append(task(99, "<Milestone>1</Milestone><CreateDate>2026-03-01T08:00:00</CreateDate>"
                          "<Finish>2026-04-20T17:00:00</Finish>"))  # fmt: skip
    inside = "".join(tasks)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project">'
        f"<Title>{escape(GOSSIP)}</Title><Tasks>{inside}</Tasks></Project>"
    ).encode()


def plain_csv(works: Sequence[Work]) -> bytes:
    """Returns a table of one's own, as a spreadsheet in the west of Europe saves it."""
    rows = _plain(works)
    return "\r\n".join(";".join(row) for row in rows).encode("cp1252")


def workbook(works: Sequence[Work]) -> bytes:
    """Returns the same table as a workbook, days as days."""
    lines = []
    for number, row in enumerate(_plain(works), 1):
        cells = "".join(
            f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds, package = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml",
        "http://schemas.openxmlformats.org/package/2006",
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">'
        '<sheets><sheet name="Items" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def _plain(works: Sequence[Work]) -> list[list[str]]:
    days = ((each.created, each.done, each.dropped, each.due) for each in works)
    rows = [
        [str(each.number), *(str(day or "") for day in four), f"{GOSSIP} é"]
        for each, four in zip(works, days, strict=True)
    ]
    return [["ID", "Created", "Done", "Dropped", "Due", "Title"], *rows]


Export = Callable[[Sequence[Work]], bytes]
# Each way of exporting with its mapping, and whether it tells what was given up.
EXPORTS: dict[str, tuple[str, Export, bool]] = {
    "jira": ("jira", jira, True),
    "asana": ("asana", asana, False),
    "asana json": ("asana", asana_json, False),
    "trello": ("trello", trello, True),
    "linear": ("linear", linear, True),
    "github": ("github", github, True),
    "gitlab": ("gitlab", gitlab, False),
    "msproject": ("msproject", msproject, False),
    "csv": ("csv", plain_csv, True),
    "xlsx": ("csv", workbook, True),
}


def zipped(files: dict[str, bytes]) -> bytes:
    """Returns a packed file, as a workbook is one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
