"""The rules of strict schemas (facts: openai, section 4.3), and whether an answer keeps them."""

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
}
MAX_PROPERTIES = 5000
MAX_DEPTH = 10
MAX_ENUM_VALUES = 1000


def problem(response_format: Any) -> str | None:
    """Why the service would refuse this response format, None where it would not."""
    if not isinstance(response_format, dict) or response_format.get("type") != "json_schema":
        return "response_format must be a json_schema here"
    named = response_format.get("json_schema") or {}
    if not named.get("strict"):
        return "strict must be true"
    schema = named.get("schema")
    if not isinstance(schema, dict) or schema.get("type") != "object":
        return "schema must be an object at its root"
    return next(_problems(schema, schema, 1), None) or _too_large(schema)


def _problems(part: Any, root: dict[str, Any], depth: int) -> Iterator[str]:
    if not isinstance(part, dict):
        return
    if depth > MAX_DEPTH:
        yield "schema is nested too deep"
        return
    for word in sorted(NOT_SUPPORTED & set(part)):
        yield f"'{word}' is not permitted"
    if part.get("type") == "object" or "properties" in part:
        yield from _object_problems(part)
    for child in part.get("properties", {}).values():
        yield from _problems(child, root, depth + 1)
    for child in (part.get("items"), *part.get("anyOf", ()), *part.get("$defs", {}).values()):
        yield from _problems(child, root, depth + 1 if child is part.get("items") else depth)


def _object_problems(part: dict[str, Any]) -> Iterator[str]:
    if part.get("additionalProperties") is not False:
        yield "'additionalProperties' is required to be supplied and to be false"
    missing = set(part.get("properties", {})) - set(part.get("required", ()))
    if missing:
        yield f"'required' must name every key; missing: {', '.join(sorted(missing))}"


def _too_large(schema: dict[str, Any]) -> str | None:
    properties = sum(len(part.get("properties", {})) for part in _parts(schema))
    values = sum(len(part.get("enum", ())) for part in _parts(schema))
    if properties > MAX_PROPERTIES or values > MAX_ENUM_VALUES:
        return "schema is too large"
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
