"""The two networks of the demo."""

from signals.vocabulary import GroupKind
from stek.demo.shapes import GroupFacts, NetworkFacts

NETWORKS = (
    NetworkFacts(
        slug="noorderkempen",
        name="Noorderkempen",
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
