from django.apps import AppConfig


class StekConfig(AppConfig):
    """Names the Celery application that jobs are sent to.

    Not the package itself: `stek.local` starts everything, and would start later for a library it does not use.
    """

    name = "stek"

    def ready(self) -> None:
        import stek.celery  # noqa: F401  (importing it is what makes it the current application)
