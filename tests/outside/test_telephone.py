"""Telephone numbers as people write and paste them. The phone app reads the same file of examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.outside import telephone
from companion.outside.telephone import NotANumber

EXAMPLES = json.loads((Path(__file__).parent / "telephone_numbers.json").read_text())


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one["written"])
def test_each_is_kept_in_one_form_and_can_be_dialed(one: dict[str, str | None]) -> None:
    text = one["written"] or ""
    if one["kept"] is None:
        with pytest.raises(NotANumber, match="such as"):
            telephone.written(text)
        return
    kept = telephone.written(text)
    assert (kept, telephone.dialed(kept)) == (one["kept"], one["dialed"])
    assert telephone.written(kept) == kept, "writing it again changes nothing"


@given(st.text(alphabet="0123456789+()-. x,#*extEXT/\u00a0\u2011", max_size=45))
def test_whatever_is_written_is_refused_or_settles(text: str) -> None:
    try:
        kept = telephone.written(text)
    except NotANumber:
        return
    assert telephone.written(kept) == kept
    assert len(kept) <= telephone.LONGEST
    assert sum(map(str.isdigit, telephone.dialed(kept))) >= 3
