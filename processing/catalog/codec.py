"""Values to JSON and back, so that no JSON column is read raw."""

from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")
_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Made once per type: making one takes longer than using it."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def to_json(value: Any) -> Any:
    """A frozen dataclass of this package as plain JSON data (dicts, lists, strings, numbers)."""
    return _adapter(type(value)).dump_python(value, mode="json")


def from_json(kind: type[T], data: Any) -> T:
    """The reverse of `to_json`; raises pydantic's ValidationError where the data does not fit."""
    value: T = _adapter(kind).validate_python(data)
    return value
