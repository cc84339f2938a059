"""Groups and rounds that were counted without network."""

import datetime

from django.utils import timezone

from activities.models import Session
from signals.models import AttributeCategory, AttributeTally, Material, SessionAttribute, SessionMaterial
from signals.services.folding import fold_site
from sites.models import Site
from sites.scope import site_scope
from tests.conftest import Cast
from tests.outbox.conftest import MakeParcel, SignIn, list_outcomes, send


def test_a_group_arrives_with_all_that_was_counted_of_it(
    cast: Cast, sign_in: SignIn, make_head_count: MakeParcel, kantine: Site
) -> None:
    with site_scope(kantine.pk):
        woman = AttributeCategory.objects.get(key="woman").pk
    parcel = make_head_count()
    parcel["fields"] = [pair for pair in parcel["fields"] if pair[0] != "ever"]
    parcel["fields"] += [["adults", "8"], ["children", "4"], ["families", ""], ["ever", "3"], [f"ever-{woman}", "2"]]
    assert list_outcomes(sign_in(cast.volunteer), parcel, parcel) == ["kept", "repeated"]
    with site_scope(kantine.pk):
        assert Session.objects.values_list("head_count", "adults", "children", "families").get() == (12, 8, 4, None)
        assert SessionAttribute.objects.values_list("part", "category", "count").get() == ("ever", woman, 2)


def test_what_stopped_while_a_phone_was_away_is_said_and_not_lost(
    cast: Cast, sign_in: SignIn, make_head_count: MakeParcel, make_round: MakeParcel, kantine: Site
) -> None:
    with site_scope(kantine.pk):
        AttributeCategory.objects.update(is_retired=True)
        Material.objects.update(is_retired=True)
        woman = AttributeCategory.objects.get(key="woman").pk
    group = make_head_count()
    group["fields"] += [["year", "3"], [f"year-{woman}", "2"]]
    answers = send(sign_in(cast.worker), group, make_round())
    assert [answer["outcome"] for answer in answers] == ["refused", "refused"]
    assert [next(iter(answer["problems"])).partition("-")[0] for answer in answers] == ["year", "material"]


def test_a_round_arrives_once_is_corrected_and_taken_back(
    cast: Cast, sign_in: SignIn, make_round: MakeParcel, kantine: Site
) -> None:
    phone, parcel = sign_in(cast.volunteer), make_round()
    assert list_outcomes(phone, parcel, parcel) == ["kept", "repeated"]
    with site_scope(kantine.pk):
        assert Session.objects.values_list("kind", "round", "addresses").get() == ("outreach", "door", 12)
        assert SessionMaterial.objects.values_list("number", "families").get() == (40, 9)
    corrected = make_round({"addresses": "13"}, id=parcel["id"], revision=2)
    assert list_outcomes(phone, corrected) == ["corrected"]
    assert list_outcomes(phone, corrected | {"withdrawn": True}) == ["deleted"]
    assert list_outcomes(phone, parcel) == ["deleted"]
    with site_scope(kantine.pk):
        assert not SessionMaterial.objects.exists()


def test_a_group_that_arrives_after_the_night_counts_at_the_next(
    cast: Cast, sign_in: SignIn, make_head_count: MakeParcel, kantine: Site
) -> None:
    today = timezone.localdate()
    with site_scope(kantine.pk):
        woman = AttributeCategory.objects.get(key="woman").pk
    late = make_head_count()
    late["fields"] = [pair for pair in late["fields"] if pair[0] not in {"on", "ever"}]
    last_year = today.replace(year=today.year - 1, month=12, day=31)
    late["fields"] += [["on", last_year.isoformat()], ["ever", "2"], [f"ever-{woman}", "1"]]
    assert list_outcomes(sign_in(cast.worker), late) == ["kept"]
    with site_scope(kantine.pk):
        fold_site(today=today + datetime.timedelta(days=1))
        assert set(AttributeTally.objects.values_list("year", "count")) == {(last_year.year, 1)}
