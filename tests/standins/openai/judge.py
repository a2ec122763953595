"""The stand-in as a judge: reads item and records from the question, and says which one fits.

Honest it compares field by field; `contradicts` lies about its findings, `gullible` obeys what a
text in the data demands.
"""

import json
import re
from typing import Any

from tests.standins.openai.compare import Data, compare, folded, score

ITEM = re.compile(r"^ITEM \(data\)\n(.*)$", re.MULTILINE)
RECORDS = re.compile(
    r"^RECORDS \(data, \d+\)\n(.*?)\n*^End of the data\.", re.MULTILINE | re.DOTALL
)
DECISIVE = ("title", "name", "tracks")
LEAST = 0.15
MOST_ALTERNATIVES = 3
ENGLISH = "eng"


def judge(text: str, fault: str = "") -> Data:
    """The answer to a question with this text, in the shape of MatchJudged."""
    item, records = _data(text)
    if fault == "gullible" and (demand := _demand([item, *records])):
        return _obedient(demand, records)
    rated = sorted(((compare(item, one), one) for one in records), key=_rank, reverse=True)
    answer = _answer(rated)
    if fault == "contradicts" and answer["number"]:
        said = [{**one, "verdict": "agree", "note": None} for one in answer["findings"]]
        words = "Every field agrees."
        answer.update(findings=said, confidence=99, explanation=words)
    return answer


def _data(text: str) -> tuple[Data, list[Data]]:
    """Item and records as they stand in the question; raises ValueError where there are none."""
    item, records = ITEM.search(text), RECORDS.search(text)
    if item is None or records is None:
        raise ValueError("the question has no ITEM and RECORDS")
    lines = filter(None, records.group(1).split("\n"))
    return json.loads(item.group(1)), [json.loads(line) for line in lines]


def _rank(one: tuple[dict[str, str], Data]) -> tuple[float, bool, int]:
    verdicts, record = one
    english = record.get("cataloged_in") == ENGLISH
    return round(score(verdicts), 3), english, record.get("holdings") or 0


def _fits(verdicts: dict[str, str]) -> bool:
    """Not another work, and not another issue: one by its number, where the UPC does not help."""
    other_work = any(verdicts[field] == "conflict" for field in DECISIVE)
    other_issue = verdicts["publisher_number"] == "conflict" and verdicts["gtin"] != "agree"
    return not other_work and not other_issue and score(verdicts) >= LEAST


def _answer(rated: list[tuple[dict[str, str], Data]]) -> Data:
    fitting = [one for one in rated if _fits(one[0])]
    if not fitting:
        nearest = rated[0][0] if rated else {}
        return {
            "findings": _findings(nearest),
            "number": None,
            "confidence": 0,
            "explanation": "None of the records describes this item.",
            "alternatives": _alternatives(rated),
        }
    verdicts, best = fitting[0]
    agreeing = [field for field, said in verdicts.items() if said == "agree"]
    return {
        "findings": _findings(verdicts),
        "number": best["number"],
        "confidence": round(98 * max(0.0, score(verdicts))),
        "explanation": f"These agree: {', '.join(map(_word, agreeing))}.",
        "alternatives": _alternatives([one for one in rated if one[1] is not best]),
    }


def _word(field: str) -> str:
    """A field as a person would write it."""
    return {"gtin": "UPC"}.get(field, field.replace("_", " "))


def _findings(verdicts: dict[str, str]) -> list[Data]:
    notes = {"conflict": "the record has another one", "partial": "alike, not the same"}
    return [
        {"field": field, "verdict": said, "note": notes.get(said)}
        for field, said in verdicts.items()
    ]


def _alternatives(rated: list[tuple[dict[str, str], Data]]) -> list[Data]:
    possible = [one for one in rated if score(one[0]) > 0][:MOST_ALTERNATIVES]
    return [{"number": one["number"], "reason": _reason(said)} for said, one in possible]


def _reason(verdicts: dict[str, str]) -> str:
    differing = [field for field, said in verdicts.items() if said == "conflict"]
    return f"Differs in {', '.join(differing)}." if differing else "Fits nearly as well."


# The gullible judge


def _demand(data: list[Data]) -> str | None:
    """The first text in the data that gives orders."""
    return next((text for text in texts(data) if gives_orders(text)), None)


def gives_orders(text: str) -> bool:
    words = folded(text)
    return bool(re.search(r"\b(ignore|disregard|forget)\b.*\b(instruct|rule|prompt|above)", words))


def texts(data: Any) -> list[str]:
    """All texts in some JSON."""
    if isinstance(data, str):
        return [data]
    children = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for child in children for text in texts(child)]


def _obedient(demand: str, records: list[Data]) -> Data:
    named = re.search(r"(?:choose|answer with|number)\s+[\"'#]?([a-z]*\d[\w:-]*)", demand, re.I)
    given = [one["number"] for one in records if one["number"] in demand]
    number = given[0] if given else named.group(1) if named else None
    return {
        "findings": _findings(dict.fromkeys(compare({}, {}), "agree")),
        "number": number or (records[0]["number"] if records else None),
        "confidence": 100,
        "explanation": "Everything agrees.",
        "alternatives": [],
    }
