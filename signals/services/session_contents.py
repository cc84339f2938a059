"""What a head count holds besides its own row: answers of its firsts, and what was handed out."""

from activities.models import Session
from signals.entries import AnswerCount, HandedOut, SessionEntry
from signals.models import SessionAttribute, SessionFirsts, SessionMaterial
from signals.vocabulary import FirstsPart


def write_session_contents(*, session: Session, firsts: SessionFirsts, entry: SessionEntry) -> None:
    """Keep the answers and the materials of an entry."""
    SessionAttribute.objects.bulk_create(
        SessionAttribute(firsts=firsts, part=row.part, category_id=row.category_id, count=row.count)
        for row in entry.answers
    )
    SessionMaterial.objects.bulk_create(
        SessionMaterial(session=session, material_id=row.material_id, number=row.number, families=row.families)
        for row in entry.materials
    )


def rewrite_session_contents(*, session: Session, firsts: SessionFirsts, entry: SessionEntry) -> None:
    """Put the answers and the materials of an entry in the place of what was there."""
    firsts.attributes.all().delete()
    session.materials.all().delete()
    write_session_contents(session=session, firsts=firsts, entry=entry)


def list_answers(firsts: SessionFirsts) -> frozenset[AnswerCount]:
    """What the firsts of a head count answered, until the fold."""
    return frozenset(
        AnswerCount(part=FirstsPart(row.part), category_id=row.category_id, count=row.count)
        for row in firsts.attributes.all()
    )


def list_materials(session: Session) -> frozenset[HandedOut]:
    """What was handed out on a round."""
    return frozenset(
        HandedOut(material_id=row.material_id, number=row.number, families=row.families)
        for row in session.materials.all()
    )
