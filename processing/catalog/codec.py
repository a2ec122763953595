"""Values to JSON and back, so that no JSON column is read raw."""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_json(value: Any) -> Any:
    """A frozen dataclass of this package as plain JSON data (dicts, lists, strings, numbers)."""
    return _adapter(type(value)).dump_python(value, mode="json")


def from_json(kind: type[T], data: Any) -> T:
    """The reverse of `to_json`; raises pydantic's ValidationError where the data does not fit."""
    return _adapter(kind).validate_python(data)
