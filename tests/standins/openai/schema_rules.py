"""The rules of strict schemas (facts: openai, section 4.3), and whether an answer keeps them."""

import re
from collections.abc import Iterator
from typing import Any

NOT_SUPPORTED = {
    "allOf",
    "not",
    "dependentRequired",
    "dependentSchemas",
    "if",
    "then",
    "else",
    "oneOf",
    "default",
    "patternProperties",
    "unevaluatedProperties",
    "propertyNames",
    "uniqueItems",
    "contains",
}
MAX_PROPERTIES = 5000
MAX_DEPTH = 10
MAX_ENUM_VALUES = 1000
MAX_LETTERS = 120_000  # of names and enums
LONG_ENUM, MAX_ENUM_LETTERS = 250, 15_000


def problem(response_format: Any) -> str | None:
    """Why the service would refuse this response format, None where it would not."""
    if not isinstance(response_format, dict) or response_format.get("type") != "json_schema":
        return "response_format must be a json_schema here"
    named = response_format.get("json_schema") or {}
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(named.get("name", ""))):
        return "name must have 1 to 64 of the characters a-z, A-Z, 0-9, _ and -"
    if not named.get("strict"):
        return "strict must be true"
    schema = named.get("schema")
    if not isinstance(schema, dict) or schema.get("type") != "object":
        return "schema must be an object at its root"
    return next(_problems(schema, schema, 1, ()), None) or _too_large(schema)


def _problems(part: Any, root: dict[str, Any], depth: int, seen: tuple[str, ...]) -> Iterator[str]:
    """`seen` are the references that led here: one that leads back to itself is allowed."""
    if not isinstance(part, dict):
        yield "every schema must be an object"
        return
    if depth > MAX_DEPTH:
        yield "schema is nested too deep"
        return
    if reference := part.get("$ref"):
        yield from _reference(part, reference, root, depth, seen)
        return
    for word in sorted(NOT_SUPPORTED & set(part)):
        yield f"'{word}' is not permitted"
    if not {"type", "anyOf", "enum", "const"} & set(part):
        yield "schema must have a 'type' key"
    if part.get("type") == "object" or "properties" in part:
        yield from _object_problems(part)
    for child in part.get("properties", {}).values():
        yield from _problems(child, root, depth + 1, seen)
    if "items" in part:
        yield from _problems(part["items"], root, depth + 1, seen)
    for child in part.get("anyOf", ()):
        yield from _problems(child, root, depth, seen)


def _reference(
    part: dict[str, Any], reference: str, root: dict[str, Any], depth: int, seen: tuple[str, ...]
) -> Iterator[str]:
    if others := sorted(set(part) - {"$ref"}):
        yield f"$ref cannot have keywords {others}"
    name = reference.removeprefix("#/$defs/")
    if reference != "#" and name not in root.get("$defs", {}):
        yield f"reference '{reference}' does not exist"
    elif reference != "#" and reference not in seen:
        yield from _problems(root["$defs"][name], root, depth, (*seen, reference))


def _object_problems(part: dict[str, Any]) -> Iterator[str]:
    if part.get("additionalProperties") is not False:
        yield "'additionalProperties' is required to be supplied and to be false"
    names, required = set(part.get("properties", {})), set(part.get("required", ()))
    if missing := sorted(names - required):
        yield f"'required' must name every key; missing: {', '.join(missing)}"
    if extra := sorted(required - names):
        yield f"extra required keys: {', '.join(extra)}"


def _too_large(schema: dict[str, Any]) -> str | None:
    parts = list(_parts(schema))
    names = [name for part in parts for name in part.get("properties", {})]
    enums = [[str(value) for value in part.get("enum", ())] for part in parts]
    values = [value for enum in enums for value in enum]
    letters = sum(map(len, [*names, *values]))
    if len(names) > MAX_PROPERTIES or len(values) > MAX_ENUM_VALUES or letters > MAX_LETTERS:
        return "schema is too large"
    if any(len(enum) > LONG_ENUM and sum(map(len, enum)) > MAX_ENUM_LETTERS for enum in enums):
        return "an enum is too large"
    return None


def _parts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for child in part.values():
            yield from _parts(child)
    elif isinstance(part, list):
        for child in part:
            yield from _parts(child)


def empty(schema: dict[str, Any], root: dict[str, Any] | None = None) -> Any:
    """The emptiest value that a schema allows: null where it may be, no items, the first word."""
    root = root or schema
    if "$ref" in schema:
        return empty(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root)
    options = schema.get("anyOf")
    if options:
        nullable = any(option.get("type") == "null" for option in options)
        return None if nullable else empty(options[0], root)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if isinstance(kind, list):
        return None if "null" in kind else empty({**schema, "type": kind[0]}, root)
    if kind == "object":
        return {name: empty(child, root) for name, child in schema["properties"].items()}
    plain: dict[str, Any] = {"array": [], "string": "", "integer": 0, "number": 0, "boolean": False}
    return plain.get(str(kind))
