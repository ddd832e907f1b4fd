"""Judging many pairs: lanes of processes, one journal, resumable after any interruption."""

from qeu_station.services.batch.plan import BatchPlan, BatchRequest, plan_batch
from qeu_station.services.batch.run import BatchProgress, BatchResult, run_batch

__all__ = ["BatchPlan", "BatchProgress", "BatchRequest", "BatchResult", "plan_batch", "run_batch"]
