"""Tells when files of one client's portal change. The only module that knows watchdog."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from portalgen.errors import ServeError
from portalgen.site.live.changes import Scope

# Reading a file is an event too, and a build reads them all.
_CHANGES = {
    "created",
    "modified",
    "moved",
    "deleted",
    "closed",
}


class Watch(FileSystemEventHandler):
    """Watches the folders of a scope, as far as they are there."""

    def __init__(
        self,
        scope: Scope,
        note: Callable[[str], None],
        observer: BaseObserver,
    ) -> None:
        self._scope = scope
        self._note = note
        self._observer = observer
        self._watched: dict[Path, tuple[int, ObservedWatch]] = {}

    def follow(self) -> None:
        """Looks for folders that came, went or were put in another's place. Raises ServeError where it cannot watch."""
        for folder, deep in self._scope.folders.items():
            inode = _inode(folder)
            known = self._watched.get(folder)
            if known and known[0] != inode:
                _, watched = self._watched.pop(folder)
                self._observer.unschedule(watched)
            if inode and folder not in self._watched:
                self._watch(folder, deep, inode)

    def _watch(
        self,
        folder: Path,
        deep: bool,
        inode: int,
    ) -> None:
        try:
            watched = self._observer.schedule(self, str(folder), recursive=deep)
        except FileNotFoundError:
            return  # it went meanwhile; the folder above tells when it comes back
        except OSError as error:
            reason = error.strerror or error
            raise ServeError(f"{folder} cannot be watched: {reason}") from error
        self._watched[folder] = (inode, watched)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Notes an event that changes what a build reads."""
        if event.event_type not in _CHANGES:
            return
        if event.is_directory and event.event_type == "modified":
            return
        for written in (event.src_path, event.dest_path):
            if not written:
                continue
            path = Path(os.fsdecode(written))
            name = self._scope.name(path)
            if name is not None:
                self._note(name)


def _inode(folder: Path) -> int:
    """Returns what tells a folder from another in its place; 0 where there is none."""
    try:
        if folder.is_dir():
            return folder.stat().st_ino
        return 0
    except OSError:
        return 0


@contextmanager
def watching(scope: Scope, note: Callable[[str], None]) -> Iterator[Watch]:
    """Notes the changes of a scope for a while, from a thread of its own, and yields the watch."""
    observer = Observer()
    watch = Watch(scope, note, observer)
    observer.start()
    try:
        watch.follow()
        yield watch
    finally:
        observer.stop()
        observer.join()
