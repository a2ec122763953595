"""manage.py run: web server, worker and beat in one process; nothing else to install or start."""

import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import waitress
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from cdcatalog.wsgi import application
from processing import actions, logs
from processing.accounts import create_account
from processing.embedded import Workers
from processing.management.tables import up_to_date
from processing.models import Upload

WEB_THREADS = 8
RECEIVED_AT_ONCE = 256 << 10  # bytes; less than half the processor time of waitress's own 8 KB
# Only a proxy on this machine is believed when it says that the browser came by HTTPS.
BEHIND_A_PROXY = {
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-for", "x-forwarded-host"},
}


class Command(BaseCommand):
    help = "Starts the whole program on one machine: pages, workers and clock in one process."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.REDIS_URL:
            raise CommandError(
                "REDIS_URL is set: start gunicorn, `celery -A cdcatalog worker` and `celery -A "
                "cdcatalog beat` instead, or unset it to run everything in one process."
            )
        self._refuse_a_taken_port()
        logs.to_file(settings.LOGGING, settings.VAR_DIR)
        self._migrate()
        self._first_run()
        server = waitress.create_server(
            application,
            host=settings.HOST,
            port=settings.PORT,
            threads=WEB_THREADS,
            recv_bytes=RECEIVED_AT_ONCE,
            max_request_body_size=(settings.MAX_ARCHIVE_MB + 1) << 20,
            **(BEHIND_A_PROXY if settings.HTTPS else {}),
        )
        workers = Workers()
        for number in (signal.SIGINT, signal.SIGTERM):  # a shell may have left SIGINT ignored
            signal.signal(number, signal.default_int_handler)
        workers.start()
        self.stdout.write(f"cdcatalog is ready: http://{settings.HOST}:{settings.PORT}")
        self.stdout.write("Ctrl-C stops it; work that is not finished goes on at the next start.")
        self.stdout.flush()
        try:
            server.run()
        except KeyboardInterrupt:
            pass
        finally:
            self.stdout.write("Stopping …")
            with suppress(KeyboardInterrupt):  # who presses it twice does not want to wait
                workers.stop()
            self.stdout.write("Stopped.")
            sys.stdout.flush()
            os._exit(0)  # Celery's threads have no other end; everything is committed

    def _migrate(self) -> None:
        """Brings the tables up to date; the database is copied first where they change."""
        if up_to_date():
            return
        database = Path(str(connection.settings_dict["NAME"]))
        if (
            connection.vendor == "sqlite"
            and database.exists()
            and User._meta.db_table in (connection.introspection.table_names())
        ):
            copy = database.with_name(f"{database.name}.{timezone.now():%Y%m%d-%H%M%S}.bak")
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(copy)])
            self.stdout.write(f"The database was copied to {copy} before its tables change.")
        call_command("migrate", verbosity=0)

    def _refuse_a_taken_port(self) -> None:
        family = socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.HOST, settings.PORT))
            except OSError as error:
                raise CommandError(
                    f"Port {settings.PORT} on {settings.HOST} cannot be used ({error.strerror}). "
                    "Stop the other program, or set PORT to another number: PORT=8001 make run"
                ) from error

    def _first_run(self) -> None:
        if User.objects.exists():
            return
        password = create_account("admin")
        note = "Write it down: it is shown only once. The program will suggest a new one."
        self.stdout.write(f"\n  First account: admin   password: {password}\n  {note}\n")
        if not Upload.objects.exists():
            actions.add_sample()
