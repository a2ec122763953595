"""Memory and time of processes as the kernel counts them, while something else goes on."""

import os
import threading
from pathlib import Path

EVERY_SECONDS = 0.25
PROC = Path("/proc")


def pss_mb(pid: int) -> float:
    """Memory of a process with its fair share of what it shares with others (PSS), in MB."""
    return _field(PROC / str(pid) / "smaps_rollup", "Pss:") / 1024


def rss_mb(pid: int) -> float:
    """Memory of a process with all that it shares (RSS), in MB."""
    return _field(PROC / str(pid) / "status", "VmRSS:") / 1024


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has taken since its start; 0 where it has gone."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _field(file: Path, name: str) -> int:
    """Kilobytes of one field; 0 where the process has gone."""
    try:
        lines = file.read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


def renderers() -> list[int]:
    """The processes below this one in which Chromium runs pages."""
    pids = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    parents = {pid: _parent(pid) for pid in pids}
    return [pid for pid in parents if _is_renderer(pid) and _descends(pid, parents)]


def _parent(pid: int) -> int:
    return _field(PROC / str(pid) / "status", "PPid:")


def _is_renderer(pid: int) -> bool:
    try:
        return b"--type=renderer" in (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return False


def _descends(pid: int, parents: dict[int, int]) -> bool:
    while pid in parents:
        pid = parents[pid]
        if pid == os.getpid():
            return True
    return False


class Watch(threading.Thread):
    """Peaks, in MB, of the renderers together (PSS and RSS) and of the program (RSS)."""

    def __init__(self, program_pid: int) -> None:
        super().__init__(daemon=True)
        self.program_pid = program_pid
        self.renderer_pss = self.renderer_rss = self.program_rss = 0.0
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            pages = renderers()
            self.renderer_pss = max(self.renderer_pss, sum(map(pss_mb, pages)))
            self.renderer_rss = max(self.renderer_rss, sum(map(rss_mb, pages)))
            self.program_rss = max(self.program_rss, rss_mb(self.program_pid))

    def end(self) -> None:
        self._over.set()
        self.join()
