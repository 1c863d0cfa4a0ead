"""Deep nesting is refused before a parser sees it; the quick look never lets through what the careful one refuses."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.kernel import routes
from companion.kernel.errors import BadRequest

TEXT = st.text(alphabet='"\\[]{}a\n', max_size=6)
VALUES = st.recursive(
    st.none() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=40,
)


def refused(check, raw):
    try:
        check(raw)
    except BadRequest:
        return True
    return False


@given(VALUES)
def test_any_json_is_judged_the_same_at_a_glance_and_with_care(value):
    raw = json.dumps(value).encode()
    assert refused(routes._check_depth, raw) == refused(routes._count_depth, raw)


@given(st.text(alphabet='"\\[]{}a:,', max_size=60))
def test_so_is_what_is_no_json_at_all(text):
    raw = text.encode()
    assert refused(routes._check_depth, raw) == refused(routes._count_depth, raw)


@pytest.mark.parametrize("depth", range(1, 12))
def test_eight_levels_are_taken_and_no_more(depth):
    assert refused(routes._check_depth, b"[" * depth + b"]" * depth) == (depth > 8)
    assert refused(routes._check_depth, b'{"a":' * depth + b"1" + b"}" * depth) == (depth > 8)
