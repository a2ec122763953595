"""Answers of outside services without what no database stores."""

import math
from typing import Any


def storable(data: Any) -> Any:
    """JSON data without what no database stores: NUL, halves of pairs, and numbers that are none."""
    if isinstance(data, str):
        return data.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(data, dict):
        return {storable(name): storable(value) for name, value in data.items()}
    if isinstance(data, float) and not math.isfinite(data):
        return None
    return [storable(one) for one in data] if isinstance(data, list) else data
