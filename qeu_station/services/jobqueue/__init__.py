"""Batches in a queue: remembered on disk, judged in processes of their own, one at a time."""

from qeu_station.services.jobqueue.job import BatchJob, BatchOrder, JobState, Progress, QueueState
from qeu_station.services.jobqueue.queue import JobQueue

__all__ = ["BatchJob", "BatchOrder", "JobQueue", "JobState", "Progress", "QueueState"]
