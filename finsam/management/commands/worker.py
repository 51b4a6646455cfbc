"""The worker: sends e-mail, reminds, and begins again by itself after whatever stopped it."""

import asyncio
import logging
import signal
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from meetings.actions.resending import take_up_stalled_jobs

logger = logging.getLogger(__name__)
SECONDS_BETWEEN = 1


class Command(BaseCommand):
    help = (
        "Skickar mejl och påminner. Börjar om av sig själv när databasen har varit borta; slutar på SIGTERM."
    )

    def handle(self, **options: Any) -> None:
        asyncio.run(_until_asked_to_end())


async def _until_asked_to_end() -> None:
    end = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, end.set)
    watch = asyncio.create_task(_keep_database())
    asked = asyncio.create_task(end.wait())
    while not end.is_set():
        work = asyncio.create_task(_work())
        await asyncio.wait({work, asked}, return_when=asyncio.FIRST_COMPLETED)
        work.cancel()  # it does the job in hand first
        await asyncio.wait({work})
        if not work.cancelled() and (error := work.exception()):
            logger.error("The worker was stopped and begins again", exc_info=error)
        await asyncio.wait({asked}, timeout=SECONDS_BETWEEN)
    watch.cancel()


async def _work() -> None:
    """Until it is cancelled, or loses the database or its place in it, as after a long sleep."""
    await sync_to_async(_take_up)()
    with app.replace_connector(DjangoConnector().get_worker_connector()):
        async with app.open_async():
            await app.run_worker_async(install_signal_handlers=False)


def _take_up() -> None:
    close_old_connections()
    take_up_stalled_jobs()
    close_old_connections()


async def _keep_database() -> None:
    """The embedded database has nobody else who starts it again when it was killed."""
    while settings.EMBEDDED_POSTGRES is not None:
        try:
            await asyncio.to_thread(settings.EMBEDDED_POSTGRES.ensure)
        except Exception:  # told and tried again, for the site waits for it
            logger.exception("The embedded database does not start")
        await asyncio.sleep(SECONDS_BETWEEN)
