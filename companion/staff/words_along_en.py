"""Sentences about supporters who come along to a meeting, in English."""

WORDS = {
    "along.title": "Who comes along",
    "along.open": "Who comes along",
    "along.count.none": "nobody yet",
    "along.count.one": "1 supporter",
    "along.count.many": "{n} supporters",
    "along.lead": "People close to a participant, with a page and no account. Only the participant can add them, by phone.",
    "along.pick": "Invited to this meeting",
    "along.with": "comes with {name}",
    "along.nobody": "Nobody here has added a supporter yet. They can do so in their app, under Settings.",
    "along.note": "Nobody gets a message. Their page shows the meeting, its time and its place.",
    "along.look": "Look first",
    "along.confirm": "Save",
    "tell.along": "Pages without an account",
    "tell.along_list": "The page of {names} shows this. No message goes out, so a call may help.",
    "tell.along_none": "No one comes along.",
    "flash.along_changed": "Saved. Their pages show it.",
    "error.not_along": "Supporters can come to family, couples and one-to-one meetings.",
}
