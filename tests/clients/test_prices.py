"""What answers cost."""

from decimal import Decimal

from processing.clients.prices import Usage, cost, dated


def test_a_disc_of_two_square_photos_costs_what_the_facts_reckon():
    # two 1600² photos and 1,500 prompt tokens in, 1,000 out: $0.0027 live, $0.00135 in a batch
    usage = Usage(input=7500, output=1000)
    assert cost("gpt-5.6-luna", usage) == Decimal("0.0027")
    assert cost("gpt-5.6-luna", usage, batch=True) == Decimal("0.00135")


def test_cached_tokens_are_cheaper_and_written_ones_dearer():
    plain = cost("gpt-5.6-luna", Usage(input=1_000_000))
    assert plain == Decimal("0.2")
    assert cost("gpt-5.6-luna", Usage(input=1_000_000, cached=1_000_000)) == Decimal("0.02")
    assert cost("gpt-5.6-luna", Usage(input=1_000_000, write=1_000_000)) == Decimal("0.25")


def test_a_name_with_a_date_has_the_price_of_its_model():
    usage = Usage(input=1_000_000)
    assert cost("gpt-5.4-mini-2026-03-01", usage) == cost("gpt-5.4-mini", usage)
    assert cost("gpt-5.4-2026-03-01", usage) == cost("gpt-5.4", usage)


def test_a_model_without_a_price_costs_nothing_that_is_known():
    assert cost("llama-local", Usage(input=100)) is None


def test_the_price_of_a_fine_tuned_model_is_not_known():
    assert cost("ft:gpt-4.1:library::x", Usage(input=100)) is None


def test_the_prices_say_of_which_day_they_are():
    assert dated() == "2026-11-22"
