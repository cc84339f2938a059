"""The offer by why somebody comes, and by function: the words and addresses of those pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from activities.selectors.offer import OfferItem
from activities.vocabulary import TOPICS, Function, Need


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A need or a function, with its address below 'voor/'."""

    slug: str
    about: Need | Function

    @property
    def label(self) -> str:
        """Its word: 'papieren', 'ontmoeten'."""
        return str(self.about.label)

    @property
    def icon(self) -> str:
        """The icon of a need; functions have a stool of their own."""
        return _ICONS.get(self.about, "")

    @property
    def words(self) -> str:
        """What one does or finds there, in a few words."""
        words = {
            Need.PAPERS: _("een brief, een formulier, een vraag"),
            Need.FOOD: _("eten en boodschappen die je kan betalen"),
            Need.CHILDREN: _("spullen en plezier voor kinderen"),
            Need.TALK: _("een kop koffie en een gesprek"),
            Function.MEET: _("mensen zien, iets drinken"),
            Function.LEARN: _("iets nieuws proberen"),
            Function.REFER: _("samen de juiste dienst zoeken"),
            Function.POLITICISE: _("samen zeggen wat beter moet"),
        }
        return words[self.about]


_ICONS: dict[Need | Function, str] = {
    Need.PAPERS: "file-text",
    Need.FOOD: "apple",
    Need.CHILDREN: "baby",
    Need.TALK: "message-circle",
}


def list_topics(items: Iterable[OfferItem]) -> list[Topic]:
    """The topics of which there is something on offer, in their usual order."""
    used = {about for item in items for about in (*item.needs, *item.functions)}
    return [Topic(slug=slug, about=about) for slug, about in TOPICS.items() if about in used]
