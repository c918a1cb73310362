"""Folders of sample events, and which of them are meant for which event source mapping."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policies.template.events import SampleEvent, read_events
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUFFIXES: Final = frozenset({".json", ".jsonl", ".ndjson"})


class Samples:
    """Sample events, and which mapping each is for.

    Attributes:
        unnamed: Those that no file or folder name claims for a mapping.
    """

    def __init__(self, samples: dict[Path, list[SampleEvent]], logical_ids: set[str]) -> None:
        self._of_mapping: dict[str, list[SampleEvent]] = {}
        self.unnamed: list[SampleEvent] = []
        for path, events in samples.items():
            named = logical_ids.intersection((path.stem, path.parent.name))
            for logical_id in named:
                self._of_mapping.setdefault(logical_id, []).extend(events)
            if not named:
                self.unnamed += events

    def meant_for(self, logical_id: str, source: str) -> list[SampleEvent]:
        """Those for a mapping of the source."""
        own = self._of_mapping.get(logical_id, [])
        return [*own, *(event for event in self.unnamed if event.source == source)]


def read_samples(
    events: Path, logical_ids: set[str], *, payloads: bool = False
) -> tuple[Samples, list[str]]:
    """The events of a file or folder, and what of them could not be read.

    Args:
        events: A file, or a folder of files, however deep.
        logical_ids: The mappings that files and folders may be named after.
        payloads: The files hold payloads.
    """
    samples: dict[Path, list[SampleEvent]] = {}
    errors = []
    # Not Path.is_dir: that one raises on a name too long, such as events instead of their file.
    is_folder = os.path.isdir(events)  # noqa: PTH112
    paths = list(_files(events)) if is_folder else [events]
    for path in paths:
        name = path.relative_to(events).as_posix() if is_folder else ""
        try:
            samples[path] = read_events(path, payloads=payloads, name=name)
        except UnreadableError as error:
            errors.append(str(error))
    if not paths:
        errors.append(f"{events}: holds no {', '.join(sorted(_SUFFIXES))} file of sample events")
    return Samples(samples, logical_ids), errors


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if path.suffix.lower() in _SUFFIXES:
                yield path
