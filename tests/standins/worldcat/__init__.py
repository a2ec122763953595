"""A stand-in for OCLC: tokens, the Search API v2 and the Metadata API over real HTTP.

It follows section 6 of the facts about WorldCat: records are kept as MARC and shown as MARCXML or
as the JSON of OCLC's APIs, queries are parsed and answered from indexes, and every fault can be
switched on. Start it from a test with `StandIn`, or alone with
`python -m tests.standins.worldcat --port 9200 --sample`.
"""

from tests.standins.worldcat.faults import Fault
from tests.standins.worldcat.haystack import haystack
from tests.standins.worldcat.server import StandIn

__all__ = ["Fault", "StandIn", "haystack"]
