from __future__ import annotations

import threading

import pytest

from rag.errors import Cancelled, NotFound
from ui.jobs import Job, Jobs

PATIENT_S = 10.0


def _until_cancelled(job: Job[str]) -> str:
    while not job.is_cancelled():
        threading.Event().wait(0.01)
    return "stopped in order"


def test_a_job_gives_the_result_of_its_work() -> None:
    job = Jobs().start("page/ask", lambda _: 7)
    assert job.wait(PATIENT_S)
    assert job.result() == 7


def test_what_the_work_raises_is_raised_where_its_result_is_asked_for() -> None:
    def work(_: Job[int]) -> int:
        raise NotFound("no such report")

    job = Jobs().start("page/ask", work)
    assert job.wait(PATIENT_S)
    with pytest.raises(NotFound, match="no such report"):
        job.result()


def test_cancelling_reaches_the_work_of_that_page_only() -> None:
    jobs = Jobs()
    mine, other = jobs.start("a/ask", _until_cancelled), jobs.start("b/ask", _until_cancelled)
    assert jobs.cancel("a/ask")
    assert mine.wait(PATIENT_S)
    assert mine.result() == "stopped in order"
    assert not other.is_cancelled()
    jobs.cancel("b/ask")
    assert other.wait(PATIENT_S)


def test_cancelling_where_nothing_runs_says_so() -> None:
    jobs = Jobs()
    assert not jobs.cancel("a/ask")
    job = jobs.start("a/ask", lambda _: 1)
    job.wait(PATIENT_S)
    jobs.forget("a/ask", job)
    assert not jobs.cancel("a/ask")


def test_new_work_of_a_kind_takes_the_place_of_the_former() -> None:
    jobs = Jobs()
    former = jobs.start("a/ask", _until_cancelled)
    latter = jobs.start("a/ask", lambda _: "new")
    assert former.wait(PATIENT_S)
    assert former.is_superseded
    jobs.forget("a/ask", former)
    assert jobs.cancel("a/ask"), "forgetting the former must leave the latter"
    assert not latter.is_superseded


def test_work_that_was_cancelled_and_left_nothing_is_cancelled() -> None:
    def work(job: Job[str]) -> str:
        _until_cancelled(job)
        raise Cancelled("stopped")

    jobs = Jobs()
    job = jobs.start("a/add", work)
    jobs.cancel("a/add")
    assert job.wait(PATIENT_S)
    with pytest.raises(Cancelled, match="stopped"):
        job.result()
