"""How long a record is kept, and how long a pause may be."""

from datetime import UTC, date, datetime

import pytest

from companion.leaving import rules

CLOSED = datetime(2024, 2, 29, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("years", "until"),
    [
        ([1], datetime(2025, 3, 1, 12, tzinfo=UTC)),
        ([4], datetime(2028, 2, 29, 12, tzinfo=UTC)),
        ([1, 7], datetime(2031, 3, 1, 12, tzinfo=UTC)),
        ([7, None], None),
        ([], None),
    ],
)
def test_the_longest_rule_counts_and_a_program_without_one_keeps_everything(
    years: list[int | None], until: datetime | None
) -> None:
    assert rules.kept_until(CLOSED, years) == until


def test_a_pause_begins_tomorrow_at_the_earliest_and_ends_within_a_year() -> None:
    today = date(2026, 3, 10)
    assert [rules.may_pause_until(day, today) for day in (today, date(2026, 3, 11), date(2027, 3, 11))] == [
        False,
        True,
        True,
    ]
    assert not rules.may_pause_until(date(2027, 3, 12), today)
