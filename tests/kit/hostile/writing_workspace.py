"""A workspace in which every command that writes has something to write."""

from tests.kit.commands.workspaces import GOOD

CLIENT = GOOD["projects/acme/client.yml"] + "access: public\npublish: {folder: www}\n"
CLOSED = "name: Closed\nstate: closed\nsince: 2026-10-01\nbecause: Done\n"
WORKSPACE = {
    **GOOD,
    "projects/acme/client.yml": CLIENT,
    "projects/acme/webshop/progress.csv": "date,scope,done\n2026-06-01,9,1\n",
    "projects/acme/old/project.yml": "name: Old\nformat: 0\nstarted_on: 01.02.2026\n",
    "projects/acme/closed/project.yml": CLOSED,
    "imports/own.yml": "like: csv\nid: Number\ncreated: Day\ndone: Ready\n",
    "rows.csv": "Number,Day,Ready\nA-1,2026-10-01,2026-10-08\nA-2,2026-10-01,\n",
    "temporary/keep": "",
}
