"""A brief record, the flat one of a search by the Metadata API, in the shape of a full one."""

from typing import Any

from processing.clients.worldcat_shapes import part, text


def as_full(brief: Any) -> dict[str, Any]:
    """The same facts under the names of a full record; what a brief one does not have is absent.

    `creator` is one text in direct order, without saying whether it is a person.
    """
    first, *others = [one.strip() for one in text(part(brief, "creator")).split(";")]
    return {
        "identifier": {
            "oclcNumber": part(brief, "oclcNumber"),
            "mergedOclcNumbers": part(brief, "mergedOclcNumbers"),
        },
        "title": {"mainTitles": [{"text": text(part(brief, "title"))}]},
        "contributor": {
            "creators": [
                {"nonPersonName": {"text": first}, "isPrimary": True},
                *({"nonPersonName": {"text": other}} for other in others),
            ]
        },
        "publishers": [{"publisherName": {"text": text(part(brief, "publisher"))}}],
        "date": {
            "publicationDate": part(brief, "date"),
            "machineReadableDate": part(brief, "machineReadableDate"),
        },
        "language": {"itemLanguage": part(brief, "language")},
        "edition": {"statement": part(brief, "edition")},
        "format": {
            "generalFormat": part(brief, "generalFormat"),
            "specificFormat": part(brief, "specificFormat"),
        },
        "catalogingInfo": part(brief, "catalogingInfo"),
        "institutionHolding": part(brief, "institutionHolding"),
        "institutionHoldingIndicators": part(brief, "institutionHoldingIndicators"),
    }
