"""A stand-in for OpenAI's API: files, batches and chat completions over real HTTP.

It follows section 9 of the facts about OpenAI: it decodes the images it gets, holds the rules of
strict schemas, counts tokens, shuffles batch output, and every fault can be switched on. Start it
from a test with `StandIn`, or alone with `python -m tests.standins.openai --port 9100`.
"""

from tests.standins.openai.faults import Fault
from tests.standins.openai.server import StandIn

__all__ = ["Fault", "StandIn"]
