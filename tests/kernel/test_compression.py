"""What the app reads travels compressed; nothing else is touched."""

from __future__ import annotations

import gzip
import json


def test_a_long_answer_is_compressed_where_the_browser_takes_it(cast, signed_in):
    phone = signed_in(cast.mia)
    plain = phone.get("/api/v1/openapi.json")
    packed = phone.get("/api/v1/openapi.json", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.data)) == plain.json
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 4
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_a_short_answer_and_a_page_stay_as_they_are(cast, signed_in):
    phone = signed_in(cast.mia)
    for address in ("/api/v1/me", "/robots.txt"):
        assert "Content-Encoding" not in phone.get(address, headers={"Accept-Encoding": "gzip"}).headers
