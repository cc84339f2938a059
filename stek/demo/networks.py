"""The two networks of the demo."""

from signals.vocabulary import GroupKind, ListName
from stek.demo.shapes import GroupFacts, NetworkFacts

NETWORKS = (
    NetworkFacts(
        slug="noorderkempen",
        name="Noorderkempen",
        # An assumption of the demo, so that there is a list to look at: the form's themes are the same at both sites.
        shared_lists=(ListName.THEMES,),
        groups=(
            GroupFacts(
                kind=GroupKind.STEERING,
                name="Stuurgroep Noorderkempen",
                rhythm="een drietal keer per jaar",
                members=(
                    "Gemeente Kalmthout",
                    "Gemeente Wuustwezel",
                    "Sociaal Winkelpunt",
                    "CAW Antwerpen",
                    "Ligo Antwerpen",
                    "ELZ Noorderkempen / GBO",
                    "SAAMO provincie Antwerpen",
                ),
            ),
        ),
    ),
    NetworkFacts(slug="harelbeke", name="Harelbeke"),
)
