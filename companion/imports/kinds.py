"""Kinds of sessions, levels, languages, and yes or no, as people write them in a cell."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from companion.imports.plain import plain_name
from companion.kernel.sentences import Names, Sentence
from companion.program import rules

LIKELY = 0.82
"""How much alike two words have to be for one to be suggested: a slip of the fingers, not another word."""

_KINDS = {
    "process_group": "process group_therapy therapy_group group_counseling process_therapy grupo_de_proceso grupo_terapeutico "
    "terapia_de_grupo terapia_grupal",
    "skills_group": "skills skill_group skills_training dbt_skills coping_skills grupo_de_habilidades habilidades",
    "education_group": "education psychoeducation psychoed psycho_education psychoeducation_group educational_group lecture "
    "grupo_educativo psicoeducacion grupo_de_educacion charla",
    "individual": "individual_session individual_therapy individual_counseling one_on_one 1_on_1 1_1 1on1 individual_therapy_session "
    "sesion_individual terapia_individual consejeria_individual",
    "family_session": "family family_therapy family_group sesion_familiar terapia_familiar familia",
    "couples_session": "couples couple couples_therapy terapia_de_pareja pareja sesion_de_pareja",
    "family_education": "family_ed family_education_group educacion_familiar educacion_para_la_familia",
    "case_manager": "case_management case_manager_check_in case_mgmt manejo_de_caso gestion_de_caso manejo_de_casos",
    "workshop": "workshops taller",
    "vocational": "vocational_group job_skills vocacional empleo",
    "testing": "drug_test drug_screen ua uds urine_test urine_screen urinalysis prueba prueba_de_orina",
    "medication": "meds med_management medication_management medication_visit medical_visit med_check medicamentos "
    "visita_por_medicamento cita_de_medicamentos",
    "holistic": "yoga meditation mindfulness art_therapy music_therapy acupuncture meditacion arteterapia acupuntura",
    "peer_support": "peer_support_group peer_group peers grupo_de_pares grupo_de_apoyo apoyo_entre_pares",
    "check_in": "checkin check_in_group community_meeting morning_check_in llegada bienvenida",
    "break": "breaks lunch lunch_break snack pausa descanso receso almuerzo comida",
    "closing": "wrap_up close closing_group cierre",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in (kind, *words.split())}
_LEVELS = {
    "iop": "iop intensive_outpatient intensive_outpatient_program intensive_outpatient_iop level_2_1 2_1 ambulatorio_intensivo",
    "php": "php partial_hospitalization partial_hospitalization_program day_program day_program_php level_2_5 2_5 "
    "hospitalizacion_parcial programa_de_dia",
    "op": "op outpatient outpatient_program outpatient_op level_1 ambulatorio",
}
_LANGUAGES = {
    "en": "en eng english ingles",
    "es": "es spa esp spanish espanol castellano",
}
_YES = frozenset(["yes", "y", "true", "x", "1", "si", "s", "verdadero", "t", "ok", "optional", "opcional"])
_NO = frozenset(["no", "n", "false", "0", "f", "falso", "required", "obligatorio", "obligatoria"])
_ONLINE = frozenset(
    [
        "online",
        "zoom",
        "virtual",
        "telehealth",
        "remote",
        "video",
        "en_linea",
        "linea",
        "remoto",
        "teams",
        "google_meet",
    ]
)
_ON_SITE = frozenset(["in_person", "onsite", "on_site", "office", "presencial", "en_persona", "clinic"])


def kind(text: str) -> str:
    """`Process group`, `Terapia familiar`, `1:1` as a kind. Raises ValueError, with the kind that is likely meant."""
    return _one(text, _KIND, "kind", rules.KINDS)


def level(text: str) -> str:
    """Raises ValueError."""
    return _one(text, {word: code for code, words in _LEVELS.items() for word in words.split()}, "level", rules.LEVELS)


def language(text: str) -> str:
    """Raises ValueError."""
    return _one(
        text, {word: code for code, words in _LANGUAGES.items() for word in words.split()}, "language", _LANGUAGES
    )


def _one(text: str, known: dict[str, str], family: str, codes: Iterable[str]) -> str:
    plain = plain_name(text)
    if plain in known:
        return known[plain]
    close = likely(plain, known)
    if close:
        raise ValueError(
            Sentence(
                "%(text)s is not known; did you mean %(known)s?", text=repr(text), known=Names(family, [known[close]])
            )
        )
    raise ValueError(
        Sentence("%(text)s is not known; expected one of %(known)s", text=repr(text), known=Names(family, codes))
    )


def likely(text: str, known: Iterable[str]) -> str | None:
    """The one that was probably meant, or None when none is."""
    close = get_close_matches(text, [*known], 1, LIKELY)
    return close[0] if close else None


def yes(text: str) -> bool:
    """Raises ValueError."""
    plain = "yes" if text in {"✓", "✔", "☑"} else plain_name(text)
    if plain not in _YES | _NO:
        raise ValueError(Sentence("expected yes or no"))
    return plain in _YES


def online(text: str) -> bool:
    """`yes` or `Zoom` as much as `in person`. Raises ValueError."""
    plain = plain_name(text)
    return plain in _ONLINE or (plain not in _ON_SITE and yes(text))
