"""MARC records kept as MARCXML."""

import pymarc
import pytest

from processing.catalog.marc_writer import from_marcxml, to_marcxml
from tests.catalog.marc_builder import fixed, marc


def test_a_record_comes_back_as_it_was():
    record = marc(
        "001  id 1 ",
        fixed(),
        "245 1# $a<\"Ngā\" & 'reo'> ℗ 月光$b  two  blanks",
        "500 ## $aline one\r\nline two\ttab",
        "9ZZ |\\ $9x",
    )

    assert str(from_marcxml(to_marcxml(record))) == str(record)


def test_control_characters_are_lost_and_nothing_else():
    back = from_marcxml(to_marcxml(marc("245 10 $aKind\x1b of\x00 blue\ud800")))

    assert back["245"]["a"] == "Kind of blue"


@pytest.mark.parametrize("text", ["", "<collection/>", "<record", "no XML at all"])
def test_a_text_without_a_record_is_a_value_error(text):
    with pytest.raises(ValueError, match=r".+"):
        from_marcxml(text)


def test_pymarc_reads_what_is_written(tmp_path):
    path = tmp_path / "record.xml"
    path.write_text(to_marcxml(marc("001 id1", "245 10 $aKind of blue")), encoding="utf-8")

    (record,) = pymarc.parse_xml_to_array(str(path))

    assert record["245"]["a"] == "Kind of blue"
