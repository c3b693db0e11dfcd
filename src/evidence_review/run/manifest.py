"""What lies in the outputs folder, file by file, and what it was made from: so that only what is stale is made again.

A part is what is made in one go: the tables, a page, the index. It is fresh when it was made from the same things and its
files still have the bytes that it was given.
"""

import contextlib
import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from evidence_review.errors import EvidenceError

__all__ = ["Manifest", "hash_files", "hash_package", "library_versions", "lock", "write_files"]

_NAME = "manifest.json"
_FORMAT = 1
_LIBRARIES = ["evidence-review", "pandas", "pyarrow", "matplotlib", "seaborn", "nbconvert", "papermill", "ipykernel"]
_PACKAGE = Path(__file__).resolve().parents[1]


class Manifest:
    """The parts of an outputs folder.

    Parameters
    ----------
    outputs : Path
        The folder; a missing or damaged manifest in it counts as empty, so that everything is made again.
    """

    def __init__(self, outputs: Path) -> None:
        self._outputs = outputs
        self._parts: dict[str, dict[str, Any]] = {}
        with contextlib.suppress(OSError, ValueError):
            data = json.loads((outputs / _NAME).read_text(encoding="utf-8"))
            if isinstance(data, dict) and data.get("format") == _FORMAT:
                self._parts = {name: part for name, part in data["parts"].items() if _is_part(part)}

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(self._parts)

    def files(self, part: str) -> tuple[str, ...]:
        """Return the files of a part.

        Parameters
        ----------
        part : str
            Its name.

        Returns
        -------
        tuple of str
            Paths relative to the folder; empty when there is no such part.
        """
        return tuple(self._parts.get(part, {"files": {}})["files"])

    def made_from(self, part: str) -> dict[str, Any]:
        """Return what a part was made from.

        Parameters
        ----------
        part : str
            Its name.

        Returns
        -------
        dict
            As it was recorded; empty when there is no such part.
        """
        return dict(self._parts.get(part, {"made_from": {}})["made_from"])

    def is_fresh(self, part: str, made_from: Mapping[str, Any]) -> bool:
        """Say whether a part need not be made again.

        Parameters
        ----------
        part : str
            Its name.
        made_from : mapping
            What it would be made from now.

        Returns
        -------
        bool
            True when it was made from the same, and every file of it is as it was written.
        """
        known = self._parts.get(part)
        return (
            known is not None
            and bool(known["files"])
            and known["made_from"] == made_from
            and all(_hash_file(self._outputs / path) == digest for path, digest in known["files"].items())
        )

    def record(self, part: str, made_from: Mapping[str, Any], paths: Iterable[str]) -> None:
        """Note that a part was made, remove files that it had before and has no longer, and save the manifest.

        Parameters
        ----------
        part : str
            Its name.
        made_from : mapping
            What it was made from; JSON.
        paths : iterable of str
            Its files, relative to the folder, as they now are.
        """
        files = {path: _hash_file(self._outputs / path) for path in sorted(paths)}
        self._delete(part, set(self.files(part)) - set(files))
        self._parts[part] = {"made_from": dict(made_from), "files": files}
        self.save()

    def remove(self, part: str) -> None:
        """Remove a part and its files, and save the manifest.

        Parameters
        ----------
        part : str
            Its name.
        """
        self._delete(part, self.files(part))
        self._parts.pop(part, None)
        self.save()

    def save(self) -> None:
        """Write the manifest."""
        data = {"format": _FORMAT, "parts": dict(sorted(self._parts.items()))}
        write_files(self._outputs, {_NAME: (json.dumps(data, indent=1, sort_keys=True) + "\n").encode()})

    def _delete(self, part: str, paths: Iterable[str]) -> None:
        kept = {path for name, other in self._parts.items() if name != part for path in other["files"]}
        root = self._outputs.resolve()
        for path in set(paths) - kept:
            target = self._outputs / path
            # A manifest is a file that anyone may have edited: nothing outside the folder is ever deleted.
            if not target.resolve().is_relative_to(root) or not target.is_file():
                continue
            target.unlink()
            for folder in target.parents:
                if folder == self._outputs or any(folder.iterdir()):
                    break
                folder.rmdir()


def _is_part(part: Any) -> bool:
    return isinstance(part, dict) and isinstance(part.get("files"), dict) and isinstance(part.get("made_from"), dict)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files so that each is there whole or not at all.

    Parameters
    ----------
    folder : Path
        The outputs folder; it is made when it is missing.
    files : mapping of str to bytes
        Content by path relative to the folder. The last one is put in place last.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # On the same file system, since only there a rename is one step.
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
    try:
        for number, content in enumerate(files.values()):
            (making / str(number)).write_bytes(content)
        for number, path in enumerate(files):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (making / str(number)).replace(folder / path)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def hash_files(paths: Iterable[Path], root: Path) -> str:
    """Hash files by their names and content.

    Parameters
    ----------
    paths : iterable of Path
        The files.
    root : Path
        The folder that names count from, so that the hash does not depend on where it lies.

    Returns
    -------
    str
        SHA-256, hexadecimal.
    """
    total = hashlib.sha256()
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in paths):
        total.update(os.fsencode(f"{name}\0{_hash_file(path)}\n"))
    return total.hexdigest()


def hash_package() -> str:
    """Hash the code, data files and templates of this package.

    Returns
    -------
    str
        SHA-256, hexadecimal.
    """
    files = (path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return hash_files(files, _PACKAGE)


def library_versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that decide what the outputs look like.

    Returns
    -------
    dict
        Version by name; a library that is not installed is missing.
    """
    found = {"python": platform.python_version()}
    for name in _LIBRARIES:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _hash_file(path: Path) -> str:
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""


@contextlib.contextmanager
def lock(outputs: Path) -> Iterator[None]:
    """Hold an outputs folder for one command, and clear away what a killed one left half-written.

    Parameters
    ----------
    outputs : Path
        The folder; it is made when it is missing.

    Yields
    ------
    None
        While the folder is held.

    Raises
    ------
    EvidenceError
        If another command is writing there, or the folder cannot be made.
    """
    try:
        outputs.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EvidenceError(f"{outputs}: {error.strerror}; name another folder with --outputs DIR") from error
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError):  # not on Windows
            import fcntl

            handle = os.open(outputs, os.O_RDONLY)
            stack.callback(os.close, handle)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise EvidenceError(f"{outputs}: another run is writing here; wait until it has ended") from error
        for left in outputs.glob(".making-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield
