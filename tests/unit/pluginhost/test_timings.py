from __future__ import annotations

from qeu_station.pluginhost.timings import KEPT, Stopwatch, WorkerTimings


def test_before_the_first_inspection_there_is_nothing() -> None:
    assert Stopwatch().timings() == WorkerTimings()


def test_times_and_faults_are_counted_apart() -> None:
    watch = Stopwatch()
    watch.started(1500.0)
    for milliseconds in (40.0, 10.0, 20.0):
        watch.answered(milliseconds, fault=milliseconds == 10.0)
    watch.ended()
    assert watch.timings() == WorkerTimings(3, 2, 1500.0, 20.0, 20.0, 40.0, 40.0)


def test_the_95th_of_a_hundred_is_the_nearest_rank() -> None:
    watch = Stopwatch()
    for milliseconds in range(100, 0, -1):
        watch.answered(float(milliseconds), fault=False)
    timings = watch.timings()
    assert (timings.p95_ms, timings.median_ms, timings.slowest_ms) == (95.0, 50.5, 100.0)


def test_only_the_newest_are_kept_and_all_are_counted() -> None:
    watch = Stopwatch()
    watch.answered(9999.0, fault=False)
    for _ in range(KEPT):
        watch.answered(1.0, fault=False)
    timings = watch.timings()
    assert (timings.inspections, timings.slowest_ms) == (KEPT + 1, 1.0)
