"""The whole program on services: its processes as docker-compose.yml starts them, and their rows."""

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import boto3

from tests.process.server import LOCAL_OPENER, ROOT, environment, free_port, wait_for
from tests.services.compose import command
from tests.services.servers import KEYS, Broker, Postgres, Storage

QUICK = {"LEASE_SECONDS": "6", "SWEEP_SECONDS": "2"}  # a minute each is long for a test


class Process:
    """One service of the compose file, as a process of this machine."""

    def __init__(self, service: str, folder: Path, settings: dict[str, str]) -> None:
        self._service, self._folder, self.settings = service, folder, settings
        self.out = folder / f"{service}-{len(list(folder.glob(f'{service}-*')))}.txt"
        program, *arguments = command(service)
        with self.out.open("wb") as out:
            self.process = subprocess.Popen(
                [str(Path(sys.executable).with_name(program)), *arguments],
                cwd=ROOT,
                env=settings,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        return self.out.read_text(encoding="utf-8")

    def says(self, words: str, seconds: float = 120) -> "Process":
        wait_for(lambda: words in self.output, seconds, lambda: self.output)
        return self

    def kill(self) -> None:
        """As a power cut would, with all its children."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(60)

    def stop(self) -> int:
        """As `docker compose stop` does; its exit code."""
        self.process.terminate()
        return self.process.wait(60)


class Stack:
    """A database and a bucket of its own on the shared servers, and the processes on them."""

    def __init__(
        self, folder: Path, postgres: Postgres, tables: str, broker: Broker, storage: Storage
    ) -> None:
        self.folder, self.postgres, self.broker, self.storage = folder, postgres, broker, storage
        self.name = "box" + "".join(sign for sign in folder.name if sign.isalnum())[-40:].lower()
        self.processes: list[Process] = []
        postgres.ask(f"create database {self.name} template {tables}")
        self.bucket.create()
        broker.empty()

    @property
    def settings(self) -> dict[str, str]:
        services = {"DATABASE_URL": self.postgres.url(self.name), "REDIS_URL": self.broker.url}
        return environment(self.folder, **services, **self.storage.settings(self.name), **QUICK)

    @property
    def bucket(self) -> Any:
        place = {"endpoint_url": self.storage.url, "region_name": "us-east-1"}
        keys = {name.lower(): value for name, value in KEYS.items()}
        return boto3.resource("s3", **place, **keys).Bucket(self.name)

    def manage(self, *arguments: str, **more: str) -> str:
        """What a command wrote; `more` are further settings."""
        return self.run(sys.executable, "manage.py", *arguments, **more).stdout

    def run(
        self, *arguments: str, check: bool = True, **more: str
    ) -> subprocess.CompletedProcess[str]:
        ended = subprocess.run(
            arguments,
            cwd=ROOT,
            env=self.settings | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        assert not check or ended.returncode == 0, ended.stderr + self.tell()
        return ended

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Of a script that may fail."""
        return self.run(sys.executable, *arguments, check=False)

    def start(self, service: str, **more: str) -> Process:
        started = Process(service, self.folder, self.settings | more)
        self.processes.append(started)
        return started

    def worker(self, **more: str) -> Process:
        return self.start("worker", **more)

    def web(self) -> str:
        """The address of the pages, once they answer."""
        port = str(free_port())
        process = self.start("web", PORT=port)
        wait_for(lambda: _is_there(f"http://127.0.0.1:{port}/healthz"), 120, lambda: process.output)
        return f"http://127.0.0.1:{port}"

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self.postgres.ask(query, *values, database=self.name)

    def key(self, field: str, photo: int) -> str:
        return str(self.ask(f"select {field} from processing_photo where id = %s", photo)[0][0])

    def stored(self, field: str, photo: int) -> bytes:
        """What is in the bucket for a photo, asked beside the program."""
        content: bytes = self.bucket.Object(self.key(field, photo)).get()["Body"].read()
        return content

    def keys(self) -> set[str]:
        return {item.key for item in self.bucket.objects.all()}

    def counts(self) -> dict[str, int]:
        query = "select stage || ' ' || state, count(*) from processing_stagerun group by 1"
        return {str(name): int(count) for name, count in self.ask(query)}

    def is_done(self, discs: int) -> bool:
        return self.counts().get("verify done", 0) == discs

    def wait_until_done(self, discs: int, seconds: float) -> None:
        wait_for(lambda: self.is_done(discs), seconds, self.tell)

    def tell(self) -> str:
        """For the message of a test that fails."""
        logs = (f"--- {one.out.name}\n{one.output[-3000:]}" for one in self.processes)
        return "\n".join([json.dumps(self.counts()), *logs])

    def close(self) -> None:
        for process in self.processes:
            if process.process.poll() is None:
                process.kill()
        self.postgres.ask(f"drop database {self.name} with (force)")
        self.bucket.objects.all().delete()
        shutil.rmtree(self.folder, ignore_errors=True)


def _is_there(address: str) -> bool:
    try:
        with LOCAL_OPENER.open(urllib.request.Request(address), timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
