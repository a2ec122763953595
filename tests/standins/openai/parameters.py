"""The parameters of a chat completion: known ones with possible values; all others are refused."""

from typing import Any

from tests.standins.openai.replies import Refused, error, refused

KNOWN = {
    "model", "messages", "response_format", "max_completion_tokens", "max_tokens", "store",
    "metadata", "reasoning_effort", "verbosity", "prompt_cache_key", "prompt_cache_options",
    "prompt_cache_retention", "service_tier", "safety_identifier", "user", "seed", "stop", "n",
    "temperature", "top_p", "logprobs", "top_logprobs", "presence_penalty", "frequency_penalty",
    "logit_bias", "stream",
}  # fmt: skip
EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max")
REASONING = ("gpt-5", "gpt-6", "o1", "o3", "o4")
BREAKPOINTS = ("gpt-5.6", "gpt-6")
OPTIONS = {"mode": ("implicit", "explicit"), "ttl": ("30m", "12h")}
TIERS = ("auto", "default", "flex", "priority")
DEFAULT_EFFORT = "medium"


def check(body: dict[str, Any]) -> None:
    """Raises Refused with the service's own words."""
    for name in ("model", "messages"):
        if not body.get(name):
            message = f"Missing required parameter: '{name}'."
            raise refused(message, "missing_required_parameter", name)
    for name in body:
        if name not in KNOWN:
            raise refused(f"Unknown parameter: '{name}'.", "unknown_parameter", name)
    model = body["model"]
    if not isinstance(model, str):
        raise _type("model", "a string")
    if model.startswith("gpt-no-such"):
        message = f"The model `{model}` does not exist or you do not have access to it."
        raise Refused(error(404, message, code="model_not_found"))
    if body.get("stream"):
        raise refused("Streaming is not offered here.", "unsupported_value", "stream")
    _room(body)
    _effort(body)
    _caching(body)
    _plain(body)


def reasons(body: dict[str, Any]) -> bool:
    """Whether the answer has reasoning tokens."""
    usual = DEFAULT_EFFORT if body["model"].startswith(REASONING) else "none"
    return body.get("reasoning_effort", usual) != "none"


def _room(body: dict[str, Any]) -> None:
    if "max_tokens" in body and body["model"].startswith(REASONING):
        message = (
            "Unsupported parameter: 'max_tokens' is not supported with this model. "
            "Use 'max_completion_tokens' instead."
        )
        raise refused(message, "unsupported_parameter", "max_tokens")
    for name in ("max_tokens", "max_completion_tokens"):
        room = body.get(name, 1)
        if not isinstance(room, int) or isinstance(room, bool):
            raise _type(name, "an integer")
        if room < 1:
            message = (
                f"Invalid '{name}': integer below minimum value. "
                f"Expected a value >= 1, but got {room} instead."
            )
            raise refused(message, "integer_below_min_value", name)


def _effort(body: dict[str, Any]) -> None:
    model = body["model"]
    if "reasoning_effort" in body:
        if not model.startswith(REASONING):
            message = "Unrecognized request argument supplied: reasoning_effort"
            raise refused(message)
        _one_of("reasoning_effort", body["reasoning_effort"], EFFORTS)
    for name in ("temperature", "top_p"):
        if reasons(body) and body.get(name, 1) != 1:
            message = (
                f"Unsupported value: '{name}' does not support {body[name]} with this model. "
                "Only the default (1) value is supported."
            )
            raise refused(message, "unsupported_value", name)


def _caching(body: dict[str, Any]) -> None:
    options = body.get("prompt_cache_options")
    if options is None:
        return
    name = "prompt_cache_options"
    if not body["model"].startswith(BREAKPOINTS):
        message = f"Unsupported parameter: '{name}' is not supported with this model."
        raise refused(message, "unsupported_parameter", name)
    if not isinstance(options, dict):
        raise _type(name, "an object")
    for key, value in options.items():
        if key not in OPTIONS:
            raise refused(
                f"Unknown parameter: '{name}.{key}'.", "unknown_parameter", f"{name}.{key}"
            )
        _one_of(f"{name}.{key}", value, OPTIONS[key])


def _plain(body: dict[str, Any]) -> None:
    if not isinstance(body.get("store", False), bool):
        raise _type("store", "a boolean")
    if not isinstance(body.get("prompt_cache_key", ""), str):
        raise _type("prompt_cache_key", "a string")
    if not isinstance(body["messages"], list):
        raise _type("messages", "an array of objects")
    _one_of("service_tier", body.get("service_tier", "auto"), TIERS)


def _type(name: str, wanted: str) -> Refused:
    return refused(f"Invalid type for '{name}': expected {wanted}.", "invalid_type", name)


def _one_of(name: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        names = ", ".join(f"'{one}'" for one in allowed)
        message = f"Invalid value: '{value}'. Supported values are: {names}."
        raise refused(message, "invalid_value", name)
