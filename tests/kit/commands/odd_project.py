"""A project that is written oddly, and which of its lines a command changes."""

import difflib

PROJECT = "projects/acme/webshop/project.yml"

ODD = """\
\ufeff# The shop   \r
name:   "Webshop"  # working title\r
\r
milestones :\r
   -  id: launch\r
      name: 'Launch'   # the shop\r
      # promised twice\r
      promised_date:   2026-07-01\t# agreed # by phone\r
      moves:   # all of them\r
      - {to: 2026-07-01, cause: estimate, because: First.}   # first\r
          # on the phone\r
   # the next one\r
   -  {id: close, name: Close, promised_date: 2026-08-01}\r
#   - id: gone\r
risks: [ ]\t# none\r
asks:\r
- id: photos\r
  what: |\r
     Photos\r
     of all shops\r
\r
\r
# the end"""


def changed_lines(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """Returns the lines that went and those that came, with their ends."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    changes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changes = [each for each in changes if each[0] != "equal"]
    return (
        [line for _, begin, end, _, _ in changes for line in old[begin:end]],
        [line for _, _, _, begin, end in changes for line in new[begin:end]],
    )


def lines(text: str) -> list[bytes]:
    """Returns the lines of a text with the ends that they have in the odd project."""
    return [line.encode() + b"\r\n" for line in text.splitlines()]
