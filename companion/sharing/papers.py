"""Two papers a person reads and signs beside what they share: the single consent for treatment, payment, and health care
operations (42 CFR §2.31, as amended in 2024), and the notice about their records (§2.22).

Both are stored as they were shown. `WORDING` counts changes of the notice: after one, it is shown again, and what was signed stays
readable as it was.
"""

from __future__ import annotations

from companion.sharing.consent import About, day_text
from companion.sharing.rules import PATIENT_NOTICE, TREATMENT

WORDING = {TREATMENT: 1, PATIENT_NOTICE: 1}

_TEXT = {
    (TREATMENT, "en"): {
        "discloser": "{program}.",
        "information": "My records at {program}, as far as the purpose needs them. Counseling notes that are kept apart are not "
        "part of it. Nothing of what I write in this app is part of it, unless I share it here.",
        "recipients": "My treating providers, health plans, third-party payers, and people who help to run {program}.",
        "purpose": "For treatment, payment, and health care operations. This one consent counts for all such uses to come.",
        "revocation": "I can take this back at any time, here or in writing to {program}. It ends at once, except where somebody has "
        "acted on it already.",
        "expiration": "On {day}, or when I take it back, or when I leave {program}, whichever comes first.",
        "refusal": "If I do not sign, {program} tells me what that means for my care and for paying for it.",
        "redisclosure": "A provider or plan that gets my records may pass them on as the HIPAA rules allow. Then the law on these "
        "records (42 CFR Part 2) may not protect them any more. They may never be used against me in court or by officials, unless I "
        "agree to that on its own, or a court orders it.",
    },
    (TREATMENT, "es"): {
        "discloser": "{program}.",
        "information": "Mis datos en {program}, en la medida que pide el propósito. No incluye las notas de consejería que se guardan "
        "aparte. Tampoco lo que escribo en esta app, si no lo comparto aquí.",
        "recipients": "Quienes me atienden, planes de salud, otros que pagan, y quienes ayudan a llevar {program}.",
        "purpose": "Para tratamiento, pagos y operaciones de atención médica. Este único permiso vale para todos esos usos futuros.",
        "revocation": "Puedo retirarlo cuando quiera, aquí o por escrito a {program}. Termina al momento, salvo donde alguien ya actuó "
        "con él.",
        "expiration": "El {day}, o cuando lo retire, o cuando deje {program}: lo que ocurra primero.",
        "refusal": "Si no firmo, {program} me dice qué significa para mi atención y para pagarla.",
        "redisclosure": "Quien recibe mis datos para atenderme o pagar puede pasarlos como permiten las reglas HIPAA. Entonces la ley de "
        "estos datos (42 CFR Part 2) quizá ya no los proteja. Nunca se pueden usar contra mí en un tribunal o ante autoridades, salvo "
        "que yo lo acepte aparte o lo ordene un tribunal.",
    },
    (PATIENT_NOTICE, "en"): {
        "protected": "A federal law (42 CFR Part 2) protects the records of my treatment here, even the fact that I come here.",
        "with_consent": "{program} uses or shows my records only with my written consent. One consent can cover treatment, payment, and "
        "health care operations. I can take a consent back.",
        "without_consent": "Without my consent the law allows it in a few cases: a medical emergency, research and audits under strict "
        "rules, a report of child abuse, a crime here or against staff, people who work for {program} under its rules, or an order of a "
        "court.",
        "proceedings": "My records may not be used against me in court or by officials, unless I agree in writing or a court orders it "
        "after hearing me.",
        "rights": "I can ask for limits on what is shown, for a list of who got my records, for a paper copy of this notice, and to "
        "talk about it. I can say no to being asked for donations.",
        "duties": "{program} has to protect my records, keep to this notice, and tell me if they got into wrong hands. If the notice "
        "changes, I see the new one here.",
        "complaints": "I can complain to {program} or to the U.S. Department of Health and Human Services. Nobody may treat me worse "
        "for it.",
        "contact": "Questions: ask {program}.",
    },
    (PATIENT_NOTICE, "es"): {
        "protected": "Una ley federal (42 CFR Part 2) protege los datos de mi tratamiento aquí, incluso el hecho de que vengo.",
        "with_consent": "{program} usa o muestra mis datos solo con mi permiso por escrito. Un solo permiso puede cubrir tratamiento, "
        "pagos y operaciones de atención médica. Puedo retirar un permiso.",
        "without_consent": "Sin mi permiso, la ley lo deja en pocos casos: una emergencia médica, investigación y auditorías con reglas "
        "estrictas, un aviso de maltrato infantil, un delito aquí o contra el personal, quienes trabajan para {program} bajo sus reglas, "
        "o una orden de un tribunal.",
        "proceedings": "Mis datos no se pueden usar contra mí en un tribunal o ante autoridades, salvo que yo lo acepte por escrito o lo "
        "ordene un tribunal después de oírme.",
        "rights": "Puedo pedir límites a lo que se muestra, una lista de quién recibió mis datos, una copia en papel de este aviso, y "
        "hablar sobre él. Puedo decir que no a que me pidan donativos.",
        "duties": "{program} tiene que proteger mis datos, cumplir este aviso y decirme si llegaron a malas manos. Si el aviso cambia, veo "
        "el nuevo aquí.",
        "complaints": "Puedo quejarme con {program} o con el Departamento de Salud y Servicios Humanos de EE. UU. Nadie puede tratarme "
        "peor por eso.",
        "contact": "Preguntas: a {program}.",
    },
}


def text(item: str, about: About, language: str) -> dict[str, str]:
    """Element → sentence, in order, without what comes with the signing."""
    values = {"program": about.program, "day": day_text(about.ends_on, language)}
    return {element: sentence.format(**values) for element, sentence in _TEXT[item, language].items()}
