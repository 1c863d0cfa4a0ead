"""Sentences about supporters who come along to a meeting, in Spanish."""

WORDS = {
    "along.title": "Quién acompaña",
    "along.open": "Quién acompaña",
    "along.count.none": "todavía nadie",
    "along.count.one": "1 persona cercana",
    "along.count.many": "{n} personas cercanas",
    "along.lead": "Gente cercana, con una página y sin cuenta. Cada quien la agrega en su propio teléfono.",
    "along.pick": "Con invitación a esta reunión",
    "along.with": "viene con {name}",
    "along.nobody": "Nadie aquí agregó todavía a alguien cercano. Puede hacerlo en su app, en Ajustes.",
    "along.note": "Nadie recibe un mensaje. Su página muestra la reunión, su hora y su lugar.",
    "along.look": "Mirar primero",
    "along.confirm": "Guardar",
    "tell.along": "Páginas sin cuenta",
    "tell.along_list": "La página de {names} lo muestra. No sale ningún mensaje: una llamada puede ayudar.",
    "tell.along_none": "Nadie tiene invitación para acompañar.",
    "flash.along_changed": "Guardado. Sus páginas lo muestran.",
    "error.not_along": "Se puede acompañar solo a reuniones de familia, de pareja y a solas.",
}
