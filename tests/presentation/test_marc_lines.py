"""A MARC record as lines."""

import pymarc

from processing.catalog.marc_writer import to_marcxml
from processing.presentation.marc_lines import marc_lines


def test_each_field_is_a_line_with_its_indicators_and_subfields():
    record = pymarc.Record(leader="00000njm a2200000 a 4500")
    told = pymarc.Indicators("1", "0")
    name = pymarc.Subfield("c", "Miles Davis & others.")
    record.add_field(
        pymarc.Field("001", data="smp 1"),
        pymarc.Field("245", told, [pymarc.Subfield("a", "Kind of blue /"), name]),
        pymarc.Field("300", pymarc.Indicators(" ", " "), [pymarc.Subfield("a", "1 sound disc")]),
    )
    assert marc_lines(to_marcxml(record)).splitlines() == [
        "LDR    00000njm#a2200000#a#4500",
        "001    smp#1",
        "245 10 $a Kind of blue / $c Miles Davis & others.",
        "300 ## $a 1 sound disc",
    ]


def test_what_is_no_marcxml_has_no_lines():
    for text in ("", "<record>", "<!DOCTYPE record><record/>", "<r/>"):
        assert marc_lines(text) == ""
