import signal
import threading

from django.core.management.base import BaseCommand

from office.sweeper import run_until


class Command(BaseCommand):
    help = "Ring for work that is due and not done, until stopped."

    def handle(self, *args, **options) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        run_until(stop)
