"""What the team says in the languages of its visitors."""

from collections.abc import Mapping

from activities.models import Translation
from activities.vocabulary import OfferAct
from sites.models import User
from sites.services.audit import record_act


def save_translations(*, language: str, texts: Mapping[str, str], by: User) -> int:
    """Write how Dutch texts are said in a language.

    Args:
        language: the code of one of the settings' languages.
        texts: the translations, by their Dutch; an empty one takes it away.
        by: who translates.

    Returns:
        How many changed; on record only when there are any.
    """
    known = {row.source: row for row in Translation.objects.filter(language=language, source__in=texts)}
    changed = {
        source: text for source, text in texts.items() if text != (known[source].text if source in known else "")
    }
    for source, text in changed.items():
        if text:
            Translation.objects.update_or_create(language=language, source=source, defaults={"text": text})
        else:
            known[source].delete()
    if changed:
        record_act(by=by, action=OfferAct.TEXTS_TRANSLATED, subject=language)
    return len(changed)
