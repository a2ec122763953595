"""What the tests of the stand-in for OCLC share: a session with a token, and a full record."""

from typing import Any

import requests
from pymarc import Field, Indicators, Record, Subfield

from tests.standins.worldcat import StandIn

FAMILIES = "wcapi WorldCatMetadataAPI"
XML = {"Accept": "application/marcxml+xml"}


def token(stand_in: StandIn, scope: str = FAMILIES, **more: Any) -> requests.Response:
    params = {"grant_type": "client_credentials", "scope": scope}
    auth = more.pop("auth", (stand_in.client_id, stand_in.secret))
    return requests.post(stand_in.token_url, params=params, auth=auth, timeout=10)


class Asking:
    """A session with a token; answers are whole, so that tests see status and body."""

    def __init__(self, stand_in: StandIn, scope: str = FAMILIES) -> None:
        self.session, self._stand_in = requests.Session(), stand_in
        self.token = token(stand_in, scope).json()["access_token"]
        self.session.headers.update({"Authorization": f"Bearer {self.token}"})

    def search(self, path: str, **params: Any) -> requests.Response:
        url = f"{self._stand_in.search_url}/{path}"
        return self.session.get(url, params=params, timeout=10)

    def metadata(self, path: str, headers: Any = None, **params: Any) -> requests.Response:
        url = f"{self._stand_in.metadata_url}/{path}"
        return self.session.get(url, params=params, headers=headers, timeout=10)

    def found(self, q: str, **params: Any) -> list[str]:
        """The numbers that a search finds, in their order."""
        answer = self.search("brief-bibs", q=q, **params)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        return [record["oclcNumber"] for record in body.get("briefRecords", [])]

    def close(self) -> None:
        self.session.close()


def field(tag: str, indicators: str, *parts: str) -> Field:
    subfields = [Subfield(part[0], part[1:]) for part in parts]
    return Field(tag, Indicators(indicators[0], indicators[1]), subfields)


def winterreise() -> Record:
    """A record with all that a CD's record may have, in two scripts."""
    fixed = "030512p20031987gw cyn              ger  "
    fields = [
        Field("001", data="ocm52146309"),
        Field("003", data="OCoLC"),
        Field("005", data="20190426180937.0"),
        Field("007", data="sd fsngnnmmned"),
        Field("008", data=fixed),
        field("019", "  ", "a50000001", "a50000002"),
        field("024", "1 ", "a028947412625"),
        field("024", "7 ", "a00028947412625", "2gtin-14"),
        field("028", "02", "a474 126-2", "bDeutsche Grammophon"),
        field("040", "  ", "aOCLCQ", "bger", "cDLC"),
        field("100", "1 ", "6880-01", "aSchubert, Franz,", "d1797-1828,", "ecomposer."),
        field("245", "14", "6880-02", "aDie Winterreise", "h[sound recording] :", "bD. 911 /", "cFranz Schubert."),
        field("264", " 1", "aHamburg :", "bDeutsche Grammophon,", "c[2003]"),
        field("264", " 4", "c℗1987"),
        field("300", "  ", "a1 audio disc (74 min.) :", "bdigital ;", "c4 3/4 in."),
        field("505", "00", "tGute Nacht /", "rSchreier", "g(5:41) --", "tDer Lindenbaum."),
        field("511", "0 ", "aPeter Schreier, tenor ; Sviatoslav Richter, piano."),
        field("518", "  ", "oRecorded", "pDresden", "d1985."),
        field("650", " 0", "aSong cycles", "zAustria.", "y19th century."),
        field("700", "1 ", "aSchreier, Peter,", "esinger."),
        field("710", "2 ", "aStaatskapelle Dresden."),
        field("880", "1 ", "6100-01", "aシューベルト, フランツ,"),
        field("880", "10", "6245-02/r", "a冬の旅 /", "c歌と詩."),
        field("999", "  ", "ashelf 7"),
    ]  # fmt: skip
    return Record(fields=fields, leader="00000cjm a2200000Ii 4500", force_utf8=True)
