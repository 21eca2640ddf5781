"""The job worker; apart from the other chores, so that it holds only what jobs need."""

from argparse import Namespace

from procrastinate.contrib.django import app


def work(chosen: Namespace) -> None:
    """Carry out jobs until told to stop; one that is under way then has ten seconds to finish."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        # What succeeded is in the journal; only what waits or failed is worth keeping as a job.
        worker.run_worker(concurrency=1, delete_jobs="successful", shutdown_graceful_timeout=10)
