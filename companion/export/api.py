"""API where a person downloads their own copy. Nobody else can request it, staff included."""

from __future__ import annotations

from typing import Literal

from flask import Response

from companion.accounts.gate import who
from companion.accounts.policies import FRESH_PROOF, PARTICIPANT
from companion.audit import service as audit
from companion.export import service
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.payload import In
from companion.kernel.routes import Api

api = Api("export")


class FormQuery(In):
    """Which file: `json` everything, `html` everything to read, `csv` the check-ins for a spreadsheet."""

    form: Literal["json", "csv", "html"]


@api.get("/me/copy", policy=PARTICIPANT, proof=FRESH_PROOF, answers={200: None}, problems=(429,))
def get_my_copy(query: FormQuery) -> Response:
    """Everything kept about the signed-in person, as a file. Six at once, then one every ten minutes."""
    me, now = who().account_id, clock.now()
    made = service.make_copy(me, query.form, now)
    with transaction():
        audit.record(me, "copy_made", me, query.form, now)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return Response(made.text, content_type=f"{made.kind}; charset=utf-8", headers=headers)
