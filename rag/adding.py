"""From parsed files to reports in the store: names, ids, vectors, and which reports are copies of others.

All that depends on what the library holds is decided inside the transaction that writes it, because another process
may be adding at the same time.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings import Encoder, Matrix
from rag.copies import Labelled, Speakers
from rag.results import AddedFile, Outcome
from rag.store import Ingested, Store
from rag.types import Metadata, Origin

if TYPE_CHECKING:
    from rag.ingest import Parsed, Task


def put(store: Store, encoder: Encoder, parsed: Sequence[tuple[Task, Parsed]]) -> list[AddedFile]:
    """Store parsed files, all or none; what is returned, in the same order, is on disk."""
    vectors = encoder.encode_passages([passage.text for _, one in parsed for passage in one.passages])
    with store.changing():
        if store.setting("encoder") is None:
            store.set_setting("encoder", encoder.name)
        return _Batch(store, encoder.name).put(parsed, vectors)


def remove(store: Store, report_id: str) -> None:
    """Take a report out; of its copies the first speaks from now on, and for the others."""
    with store.changing():
        copies = store.copies(report_id)
        store.remove([report_id])
        link(store, copies)


def link(store: Store, report_ids: Iterable[str]) -> None:
    """Decide anew of what each of these reports, which speak for themselves, is a copy; the first comes first."""
    speakers = _speakers(store)
    orphans = [speakers[report_id] for report_id in report_ids]
    for orphan in orphans:
        speakers.discard(orphan.id)
    for orphan in orphans:
        original = speakers.copied_by(orphan)
        if original is None:
            speakers.add(orphan)
        else:
            store.set_copy_of(orphan.id, original)


class _Batch:
    """What the library holds, kept up to date while files are put in within one transaction."""

    def __init__(self, store: Store, encoder: str) -> None:
        self.store = store
        self.encoder = encoder
        held = store.held()
        self.id_by_path: dict[str, str] = {path: report_id for report_id, _, path in held}
        self.path_by_id: dict[str, str] = {report_id: path for report_id, _, path in held}
        self.path_by_name: dict[str, str] = {file: path for _, file, path in held}
        self.speakers = _speakers(store)

    def put(self, parsed: Sequence[tuple[Task, Parsed]], vectors: Matrix) -> list[AddedFile]:
        ingested: list[Ingested] = []
        outcomes: list[AddedFile] = []
        gone: list[str] = []
        orphans: list[str] = []
        at = 0
        for _, original in parsed:
            one = self._with_own_name(original)
            path = one.stamp.path
            one = _with_own_id(one, self.path_by_id)
            old = self.id_by_path.get(path)
            if old is not None:
                orphans += self.store.copies(old)
                self.speakers.discard(old)
                if old != one.report.id:
                    gone.append(old)
            report = _labelled(one)
            copy_of, instead_of = self.speakers.copied_by(report), None
            if copy_of is not None and self.speakers[copy_of].contradicted and not report.contradicted:
                # The label of the one added first is wrong by its own text; the one labelled right speaks.
                self.speakers.discard(copy_of)
                copy_of, instead_of = None, copy_of
            if copy_of is None:
                self.speakers.add(report)
            self.id_by_path[path] = one.report.id
            self.path_by_id[one.report.id] = path
            self.path_by_name[one.report.file] = path
            ingested.append(
                Ingested(
                    stamp=one.stamp,
                    report=one.report,
                    source=one.source.text,
                    format=one.source.format,
                    encoding=one.source.encoding,
                    notes=one.source.notes,
                    passages=one.passages,
                    vectors=vectors[at : at + len(one.passages)],
                    encoder=self.encoder,
                    settings=one.settings,
                    shingles=one.shingles,
                    copy_of=copy_of,
                    instead_of=instead_of,
                    indicators=one.indicators,
                )
            )
            at += len(one.passages)
            outcomes.append(_account(one, copy_of, was_held=old is not None))
        self.store.put(ingested, remove=gone)
        held = {report_id for report_id, _, _ in self.store.held()}
        link(self.store, [i for i in dict.fromkeys(orphans) if i in held and not self.store.copy_of(i)])
        return outcomes

    def _with_own_name(self, one: Parsed) -> Parsed:
        """Another process may have taken the name meanwhile: then the folder goes in front."""
        path, name = one.stamp.path, one.report.file
        outer = Path(path).parent
        while self.path_by_name.get(name, path) != path:
            name = f"{outer.name or 'root'}/{name}"
            outer = outer.parent
        return (
            one
            if name == one.report.file
            else dataclasses.replace(one, report=dataclasses.replace(one.report, file=name))
        )


def _with_own_id(one: Parsed, taken: Mapping[str, str]) -> Parsed:
    """Two files of one content would have one id: the later one gets a number behind it."""
    base, number = one.report.id, 1
    wanted = base
    while taken.get(wanted, one.stamp.path) != one.stamp.path:
        number += 1
        wanted = f"{base}-{number}"
    if wanted == base:
        return one
    renamed = tuple(dataclasses.replace(p, id=p.id.replace(base, wanted, 1), report_id=wanted) for p in one.passages)
    return dataclasses.replace(one, report=dataclasses.replace(one.report, id=wanted), passages=renamed)


def _labelled(one: Parsed) -> Labelled:
    report = one.report
    return Labelled(report.id, report.place, report.year, one.shingles, is_contradicted(report.metadata))


def is_contradicted(metadata: Metadata) -> bool:
    """Tell whether the text names another place or year than manifest or file name do; a user's word settles it."""
    return any(
        fact.origin in (Origin.MANIFEST, Origin.FILE_NAME) and any(origin is Origin.TEXT for _, origin in fact.rivals)
        for fact in (metadata.place, metadata.year)
    )


def _speakers(store: Store) -> Speakers:
    speakers = Speakers()
    for report_id, place, year, metadata, shingles in store.speaking():
        speakers.add(Labelled(report_id, place, year, shingles, is_contradicted(metadata)))
    return speakers


def _account(one: Parsed, copy_of: str | None, *, was_held: bool) -> AddedFile:
    return AddedFile(
        one.report.file,
        Outcome.COPY if copy_of else Outcome.REPLACED if was_held else Outcome.ADDED,
        report_id=one.report.id,
        report=one.report.name,
        paragraphs=len(one.report.paragraphs),
        passages=len(one.passages),
        repairs=len(one.report.repairs),
        doubts=len(one.report.doubts),
        copy_of=copy_of or "",
    )
