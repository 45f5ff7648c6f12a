"""Replays the sample's six months into a git repository: `python -m samples.replay DIR`, from the repository's root.

It stands beside projects/, whose past it writes, and not in the package: an agency's workspace has a history of its
own. Each client gets a commit a week, by its own project manager, on the day of its update or row of progress; some
weeks come as a pull request that a bot merged, one commit has a slip that the next one mends. The last commit holds
the present files byte for byte; the earlier ones are cut from them by the days in them, and story.yml tells the rest.
"""

import sys
from pathlib import Path

from samples.history import History
from samples.repository import write
from samples.story import read_story
from samples.workspace import SampleError, read_sample

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "samples" / "story.yml"


def main(arguments: list[str]) -> int:
    """Replays into the folder that is named, prints the id of the last commit, and returns an exit code."""
    if len(arguments) != 1:
        sys.stderr.write("python -m samples.replay DIR\n")
        return 2
    folder = Path(arguments[0])
    if folder.exists() and any(folder.iterdir()):
        sys.stderr.write(f"{folder} is not empty\n")
        return 2
    try:
        sys.stdout.write(f"{replay(folder)}\n")
    except SampleError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def replay(folder: Path, root: Path = ROOT) -> str:
    """Writes the history of a repository's sample into an empty folder, and returns the id of its last commit.

    Raises SampleError where the last commit would not hold the present files.
    """
    sample = read_sample(root, read_story(STORY))
    return write(folder, History(sample).written())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
