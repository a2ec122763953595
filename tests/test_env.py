"""A wrong setting stops the start with one sentence: which, what was found, what is allowed."""

import subprocess
import sys
from pathlib import Path

import pytest

from cdcatalog.env import (
    Env,
    WrongSetting,
    broker_url,
    bucket_options,
    database_from_url,
    load_dotenv,
    own_address,
)
from tests.process.server import ROOT, environment


def test_empty_counts_as_unset() -> None:
    assert Env({"HOST": "  "}).text("HOST", "127.0.0.1") == "127.0.0.1"


def test_a_secret_can_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("sk-secret\n")
    assert Env({"KEY_FILE": str(tmp_path / "key")}).text("KEY") == "sk-secret"


def test_a_missing_secret_file_is_named() -> None:
    with pytest.raises(WrongSetting, match=r"KEY_FILE: /no/such"):
        Env({"KEY_FILE": "/no/such"}).text("KEY")


@pytest.mark.parametrize("value", ["true", "True", "1", "yes", "on"])
def test_true_has_many_spellings(value: str) -> None:
    assert Env({"X": value}).flag("X")


def test_neither_true_nor_false_is_refused() -> None:
    with pytest.raises(WrongSetting, match="X is 'ja'; allowed: true, false"):
        Env({"X": "Ja"}).flag("X")


def test_a_flag_may_be_unset() -> None:
    assert [Env({"X": value}).flag_or_unset("X") for value in ("", "Yes", "0")] == [
        "",
        "true",
        "false",
    ]
    with pytest.raises(WrongSetting, match="X is 'perhaps'; allowed: true, false"):
        Env({"X": "perhaps"}).flag_or_unset("X")


@pytest.mark.parametrize("value", ["many", "-1", "0", "1.5", "1000"])
def test_a_number_outside_of_its_range_is_refused(value: str) -> None:
    with pytest.raises(WrongSetting, match=r"PORT is .*from 1 to 999"):
        Env({"PORT": value}).number("PORT", 5, 1, 999)


def test_a_choice_lists_what_is_allowed() -> None:
    with pytest.raises(WrongSetting, match="READER is 'robot'; allowed: auto, local"):
        Env({"READER": "robot"}).choice("READER", "auto", ("auto", "local"))


def test_words_out_of_a_list_or_none_of_them() -> None:
    assert Env({}).some_of("X", "a,b", ("a", "b", "c")) == ["a", "b"]
    assert Env({"X": " C , a"}).some_of("X", "a,b", ("a", "b", "c")) == ["c", "a"]
    assert Env({"X": "none"}).some_of("X", "a,b", ("a", "b", "c")) == []
    with pytest.raises(WrongSetting, match="X has 'd'; allowed: a, b, c, or none"):
        Env({"X": "a,d"}).some_of("X", "a,b", ("a", "b", "c"))


def test_a_barcode_pattern_has_digits_and_signs_for_digits_only() -> None:
    assert Env({"P": "059###"}).digits_pattern("P") == "059###"
    with pytest.raises(WrongSetting, match="allowed: digits, and #"):
        Env({"P": "[0-9]+"}).digits_pattern("P")


def test_an_unknown_time_zone_is_refused() -> None:
    assert Env({"TZ": "America/Chicago"}).time_zone("TZ", "UTC") == "America/Chicago"
    with pytest.raises(WrongSetting, match="TZ is 'Mars/X'; allowed: a name such as"):
        Env({"TZ": "Mars/X"}).time_zone("TZ", "UTC")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    assert Env({"V": str(tmp_path / "new")}).folder("V", tmp_path).is_dir()
    with pytest.raises(WrongSetting, match=r"V is /proc/x; "):
        Env({"V": "/proc/x"}).folder("V", tmp_path)


def test_what_is_set_already_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# a comment\nexport A=1\nB='two words'\nC=\n\nnonsense\n")
    environ = {"A": "set"}
    load_dotenv(file, environ)
    assert environ == {"A": "set", "B": "two words", "C": ""}


def test_a_database_url_is_taken_apart() -> None:
    database = database_from_url("postgres://us%40er:p%3Ass@db:5432/discs")
    assert database["USER"] == "us@er"
    assert database["PASSWORD"] == "p:ss"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db", "5432", "discs")


def test_another_database_is_refused() -> None:
    with pytest.raises(WrongSetting, match="DATABASE_URL begins with 'mysql'"):
        database_from_url("mysql://db/discs")


def test_a_database_may_ask_for_an_encrypted_connection() -> None:
    database = database_from_url("postgres://u:p@db/discs?sslmode=require")
    assert database["OPTIONS"] == {"connect_timeout": 5, "sslmode": "require"}
    with pytest.raises(WrongSetting, match="DATABASE_URL has the option 'timeout'; allowed: ssl"):
        database_from_url("postgres://u:p@db/discs?timeout=3")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgres://u:geheim@db", "names no database"),
        ("postgres://u:geheim@db:many/discs", "has a host or port that is none"),
        ("postgres://u:geheim@[db/discs", "has a host or port that is none"),
    ],
)
def test_a_wrong_database_url_is_explained_without_its_password(url: str, words: str) -> None:
    with pytest.raises(WrongSetting, match=f"DATABASE_URL {words}; allowed: postgres://") as error:
        database_from_url(url)
    assert "geheim" not in str(error.value)


def test_the_broker_is_redis_or_nothing() -> None:
    assert broker_url("") == ""
    assert broker_url("rediss://:p@cache:6380/1") == "rediss://:p@cache:6380/1"
    with pytest.raises(WrongSetting, match="REDIS_URL begins with 'amqp'; allowed: redis://host"):
        broker_url("amqp://cache")
    with pytest.raises(WrongSetting, match="REDIS_URL names no host"):
        broker_url("redis:///1")


def test_a_bucket_has_only_the_options_that_are_set() -> None:
    environ = {"AWS_STORAGE_BUCKET_NAME": "discs", "AWS_S3_ENDPOINT_URL": "http://store:9000"}
    assert bucket_options(Env(environ)) == {
        "bucket_name": "discs",
        "endpoint_url": "http://store:9000",
        "addressing_style": "auto",
    }
    with pytest.raises(WrongSetting, match="AWS_S3_ENDPOINT_URL is 'store:9000'; allowed: https"):
        bucket_options(Env({**environ, "AWS_S3_ENDPOINT_URL": "store:9000"}))


def test_a_name_that_no_column_holds_stops_the_start():
    with pytest.raises(WrongSetting, match="MODEL has 81 characters; allowed: at most 80"):
        Env({"MODEL": "m" * 81}).short("MODEL", "")


@pytest.mark.parametrize("symbol", ["ABC", "i#p", "A@*&#%+$", "DLC/1"])
def test_a_symbol_of_oclc_may_have_signs(symbol: str) -> None:
    assert Env({"S": symbol}).symbol("S") == symbol.upper()


@pytest.mark.parametrize("symbol", ["AB", "ABCDEFGHI", "A B", "ÄBC", "A-B"])
def test_a_wrong_symbol_is_refused(symbol: str) -> None:
    with pytest.raises(WrongSetting, match=r"S is .*; allowed: the library's symbol at OCLC, 3 to"):
        Env({"S": symbol}).symbol("S")


def test_the_language_of_cataloging_is_a_code_or_any() -> None:
    assert Env({}).language("L", "eng") == "eng"
    assert Env({"L": "FRE"}).language("L", "eng") == "fre"
    assert Env({"L": "any"}).language("L", "eng") == ""
    with pytest.raises(WrongSetting, match="L is 'english'; allowed: a language code of MARC"):
        Env({"L": "english"}).language("L", "eng")


def test_the_catalogs_may_stand_in_any_order() -> None:
    assert Env({}).catalog("CATALOG") == "auto"
    assert Env({"CATALOG": "local, worldcat"}).catalog("CATALOG") == "worldcat,local"
    with pytest.raises(WrongSetting, match="CATALOG is 'local,auto'; allowed: auto · local · wo"):
        Env({"CATALOG": "local,auto"}).catalog("CATALOG")


def test_an_address_has_no_slash_at_its_end() -> None:
    assert Env({}).url("U", "https://a.example/x") == "https://a.example/x"
    assert Env({"U": "http://b.example/y/"}).url("U", "https://a.example/x") == "http://b.example/y"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"CATALOG": "worldcat"}, "CATALOG is 'worldcat' but OCLC_CLIENT_ID and OCLC_SECRET are"),
        ({"OCLC_CLIENT_ID": "id"}, "of OCLC_CLIENT_ID and OCLC_SECRET only one is set; set both."),
        ({"OCLC_CALLS_PER_SECOND": "0"}, "OCLC_CALLS_PER_SECOND is '0'; allowed: a whole number"),
        ({"OCLC_SEARCH_URL": "oclc"}, "OCLC_SEARCH_URL is 'oclc'; allowed: an address that"),
        ({"OCLC_API": "v1"}, "OCLC_API is 'v1'; allowed: auto, metadata, search."),
        ({"TRIAL": "perhaps"}, "TRIAL is 'perhaps'; allowed: true, false."),
    ],
)
def test_wrong_settings_stop_the_start_in_one_sentence(
    tmp_path: Path, more: dict[str, str], words: str
) -> None:
    command = [sys.executable, "-c", "import cdcatalog.settings"]
    started = subprocess.run(
        command, env=environment(tmp_path, **more), cwd=ROOT, capture_output=True, text=True
    )
    assert started.returncode == 1
    assert started.stderr.startswith(f"cdcatalog cannot start: {words}")
    assert started.stderr.count("\n") == 1


def test_the_address_of_the_pages_ends_without_a_slash() -> None:
    assert Env({"S": "https://discs.example.org:8443/"}).site("S", "") == (
        "https://discs.example.org:8443"
    )
    assert Env({}).site("S", "http://127.0.0.1:8000") == "http://127.0.0.1:8000"
    assert Env({}).site("S", "") == ""


@pytest.mark.parametrize(
    "value",
    [
        "discs.example.org",
        "ftp://discs.example.org",
        "https://",
        "https://discs.example.org/catalog",
        "https://me:secret@discs.example.org",
        "https://discs.example.org?x=1",
        "https://discs.example.org#top",
        "https://discs.example.org:many",
        "https://[::1",
    ],
)
def test_another_address_of_the_pages_is_refused(value: str) -> None:
    with pytest.raises(WrongSetting, match=r"^SITE_URL .* such as https://discs\.example\.org\.$"):
        Env({"SITE_URL": value}).site("SITE_URL", "")


def test_a_password_in_the_address_of_the_pages_is_not_repeated() -> None:
    with pytest.raises(WrongSetting) as error:
        Env({"S": "https://me:secret@discs.example.org"}).site("S", "")
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("host", "https", "address"),
    [
        ("127.0.0.1", False, "http://127.0.0.1:8000"),
        ("::1", False, "http://[::1]:8000"),
        ("discs", False, "http://discs:8000"),
        ("0.0.0.0", False, ""),
        ("::", False, ""),
        ("127.0.0.1", True, ""),
    ],
)
def test_the_own_address_is_one_to_go_to(host: str, *, https: bool, address: str) -> None:
    assert own_address(host, 8000, https=https) == address
