"""Packages that a user may leave out, imported at first use only (RapidOCR costs 1.6 s and 500 MB)."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def available(name: str) -> bool:
    """Whether the package is installed; does not import it."""
    return find_spec(name) is not None


def load(name: str) -> ModuleType | None:
    """The module, or None where it is not installed."""
    return import_module(name) if available(name) else None
