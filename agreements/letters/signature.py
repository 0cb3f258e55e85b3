"""Who signs a letter, in its words: on whose behalf, in which office, acting for whom."""

_ON_BEHALF = {"id": "a.n. {}", "en": "on behalf of the {}"}
_SIGNATORY = {"id": "(pejabat yang memutuskan)", "en": "(the official who decides)"}


def signature_of(head, signatory, language):
    """The lines above and below the code. `signatory` is (person, their membership), or None in an example."""
    own = "" if language == "id" else "_en"
    on_behalf_of = getattr(head, f"on_behalf_of{own}")
    person, held = signatory or (None, None)
    acting = held.get_acting_display() if held else ""
    return {
        "on_behalf_of": _ON_BEHALF[language].format(on_behalf_of) if on_behalf_of else "",
        "position": " ".join(filter(None, [acting, getattr(head, f"position{own}")])),
        "name": person.name if person else _SIGNATORY[language],
    }
