"""Celery's side of jobs: thin, by id."""

from celery import shared_task

from office import jobs


@shared_task(name="office.tasks.run_job")
def run_job(job_id: int) -> None:
    jobs.run(job_id)


@shared_task(name="office.tasks.ring_due_jobs")
def ring_due_jobs() -> None:
    """Beat's second bell; the sweeper process is the first."""
    for job_id in jobs.due().values_list("pk", flat=True)[:500]:
        jobs.ring(job_id)
