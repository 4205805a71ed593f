"""Celery's side of jobs: thin, by id."""

from celery import shared_task
from celery.signals import worker_ready
from django.db import connections

from office import heartbeat, jobs

WORKER = "worker"


@shared_task(name="office.tasks.run_job")
def run_job(job_id: int) -> None:
    jobs.run(job_id)


@shared_task(name="office.tasks.ring_due_jobs")
def ring_due_jobs() -> None:
    """Ring a second time, by way of beat (the sweeper process is the first), and show that a worker works."""
    heartbeat.beat(WORKER)
    for job_id in jobs.due().values_list("pk", flat=True)[:500]:
        jobs.ring(job_id)


@worker_ready.connect
def show_life_at_once(**kwargs) -> None:
    heartbeat.beat(WORKER)
    connections.close_all()
