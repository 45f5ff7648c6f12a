"""Where a client's finished site goes, as client.yml says it, and whether two such places are one."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from portalgen.errors import PublishError
from portalgen.model.client import Access, Delivery, PublishTarget

BRANCH = "gh-pages"
_HOST = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
_BRANCH = re.compile(
    r"(?![-/])(?!.*(\.\.|@\{|//|/\.|\.lock(/|$)))[^\x00-\x20\x7f~^:?*\[\\]+(?<![/.])"
)
# How git is told to run `git-remote-NAME`, or an IPv6 address without its brackets, which git reads as another host.
_PROGRAM = re.compile(r"[^/@\[]*::")
# git@host:path, and git@[2001:db8::1]:path
_BY_SSH = re.compile(r"(?:[^@\[]*@)?\[(?P<address>[^\]]*)\]:(?P<path>.*)")


@dataclass(frozen=True, slots=True)
class GitPlace:
    """A branch of a repository; `remote` is what git is given, a path on this machine always in full."""

    remote: str
    branch: str
    cname: str | None = None
    into_source: bool = False

    @property
    def repository(self) -> str:
        """The repository, however its address is written: `host/path`, or the path on this machine."""
        return repository_name(self.remote)


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """A folder that a web server serves, and how many releases are kept beside it."""

    folder: Path
    keep: int


Place = GitPlace | FolderPlace


def place_of(
    client_id: str,
    target: PublishTarget | None,
    root: Path,
) -> Place:
    """Returns where a client's site goes; relative paths begin at the workspace. Raises PublishError."""
    if target is None or (target.git is None) == (target.folder is None):
        few = "no target" if target is None or target.git is None else "two targets"
        raise PublishError(
            f"client.yml of {client_id} names {few}: write publish: {{git: …}} or publish: {{folder: …}}"
        )
    if target.folder is not None:
        if target.branch or target.cname or target.into_source:
            raise PublishError(
                "branch, cname and into_source belong to a git target, and client.yml names a folder"
            )
        return FolderPlace((root / target.folder).resolve(), target.keep)
    return _git_place(target.git or "", target, root)


def _git_place(
    remote: str,
    target: PublishTarget,
    root: Path,
) -> GitPlace:
    branch = target.branch or BRANCH
    if not _is_address(remote):
        raise PublishError("publish: git: names no address of a repository")
    if re.search(r"://[^/@\s]*:[^/@\s]*@", remote):
        raise PublishError(
            "publish: git: holds a password, which every reader of the data could use: take it out"
        )
    if not _BRANCH.fullmatch(branch) or branch == "HEAD":
        raise PublishError("publish: branch: is not a name that git takes for a branch")
    if target.cname is not None and not _HOST.fullmatch(target.cname):
        raise PublishError(
            "publish: cname: is not a host name; write it in small letters, as acme.status.agency.example"
        )
    local = _local_path(remote, root)
    return GitPlace(
        remote=str(local) if local else remote,
        branch=branch,
        cname=target.cname,
        into_source=target.into_source,
    )


def _is_address(remote: str) -> bool:
    """Tells whether git takes it for an address, not for an option or for a program that speaks to a remote."""
    if remote.startswith("-") or _PROGRAM.match(remote):
        return False
    try:
        _host_and_path(remote)
    except ValueError:  # brackets around what is no IPv6 address
        return False
    return True


def check_access(client_id: str, delivery: Delivery) -> None:
    """Raises PublishError where client.yml does not say who may open the portal, or says what cannot be kept yet."""
    if delivery.access is None:
        said = f"client.yml of {client_id} does not say who may open the portal"
        raise PublishError(
            f"{said}: add access: public, or access: host where the host protects it"
        )
    if delivery.access is Access.LOCKED:
        raise PublishError(
            f"{client_id} is access: locked, and this version cannot lock a portal: nothing is published"
        )


def repository_name(remote: str) -> str:
    """Returns one name for all addresses of a repository: `git@host:a/b.git` is `https://host/a/b`."""
    local = _local_path(remote, Path.cwd())
    if local:
        plain = local.parent if local.name == ".git" else local
        path = plain.as_posix()
        return path.removesuffix(".git")
    try:
        host, path = _host_and_path(remote)
    except ValueError:  # an address of a checkout's own that leads nowhere
        return remote.casefold()
    bare = path.strip("/").removesuffix(".git")
    name = f"{host}/{bare}"
    return name.casefold()


def _host_and_path(remote: str) -> tuple[str, str]:
    """Returns the host of an address, an IPv6 address in its shortest spelling, and the path there.

    Raises ValueError where brackets hold no IPv6 address.
    """
    if "://" in remote:
        parts = urlsplit(remote)
        host = parts.hostname or ""
        if ":" in host:
            host = str(IPv6Address(host))
        return host, unquote(parts.path)
    bracketed = _BY_SSH.fullmatch(remote)
    if bracketed:
        return str(IPv6Address(bracketed["address"])), bracketed["path"]
    _, _, address = remote.rpartition("@")
    host, _, path = address.partition(":")
    return host, path


def _local_path(remote: str, root: Path) -> Path | None:
    """Returns the path of a repository on this machine, told from an address as git does; None for any other."""
    if remote.startswith("file://"):
        parts = urlsplit(remote)
        path = unquote(parts.path)
        return Path(path).resolve()
    is_path = "://" not in remote and ":" not in remote.partition("/")[0]
    if is_path or re.match(r"[A-Za-z]:[\\/]", remote):
        return (root / remote).resolve()
    return None


def clash(one: Place, two: Place) -> str | None:
    """Returns what two clients would share if both were published, or None. Branches of one repository are shared."""
    if isinstance(one, FolderPlace) and isinstance(two, FolderPlace):
        return _clash_of_folders(one.folder, two.folder)
    if isinstance(one, GitPlace) and isinstance(two, GitPlace):
        return _clash_of_branches(one, two)
    return None


def _clash_of_folders(one: Path, two: Path) -> str | None:
    if one.is_relative_to(two):
        return "folder"
    if two.is_relative_to(one):
        return "folder"
    return None


def _clash_of_branches(one: GitPlace, two: GitPlace) -> str | None:
    if one.repository == two.repository:
        return "repository"
    if one.cname is not None and one.cname == two.cname:
        return "host name"
    return None
