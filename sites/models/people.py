"""Staff, never visitors: accounts, what they may do where, and invitations."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.models.organisations import Partner
from sites.models.owned import SharedModel, SiteForeignKey
from sites.vocabulary import Role


class UserManager(BaseUserManager["User"]):
    """Makes accounts; people are invited, nobody signs up."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; without a password it cannot sign in until one is chosen."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account by e-mail address, ignoring case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody of the team, a partner or a steering group. Outside the walls: roles say what they may see."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("naam"), max_length=120)
    is_active = models.BooleanField(_("actief"), default=True)
    is_administrator = models.BooleanField(_("beheerder"), default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name or self.email


class Membership(SharedModel):
    """One role of one user at a site, or at a network and so at each of its sites."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("wie"))
    role = models.CharField(_("rol"), max_length=12, choices=Role)
    partner = SiteForeignKey(Partner, models.CASCADE, null=True, blank=True, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "network", "user", "role", "partner"],
                nulls_distinct=False,
                name="one_role_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.PARTNER, partner__isnull=False, site__isnull=False)
                | (~models.Q(role=Role.PARTNER) & models.Q(partner__isnull=True)),
                name="partner_role_names_its_partner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Invitation(SharedModel):
    """A role waiting for somebody to accept it by a signed link in an e-mail."""

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("naam"), max_length=120)
    role = models.CharField(_("rol"), max_length=12, choices=Role)
    partner = SiteForeignKey(Partner, models.CASCADE, null=True, blank=True, related_name="invitations")
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(_("geldig tot"))

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "network", "email", "role", "partner"],
                nulls_distinct=False,
                name="one_invitation_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"

    @property
    def is_expired(self) -> bool:
        """Whether its link is too old to accept."""
        return self.expires_at <= timezone.now()
