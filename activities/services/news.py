"""What a site tells: notices on the public page, and milestones of the project."""

from activities.details import MilestoneDetails, NoticeDetails, fill_row
from activities.models import Milestone, Notice
from activities.services.outcome import Outcome, delete_row, save_row
from activities.vocabulary import OfferAct
from sites.models import User
from sites.services.audit import record_act


def add_notice(*, details: NoticeDetails, by: User) -> Outcome[Notice]:
    """Put a notice on the public page."""
    return _write_notice(Notice(), details, OfferAct.NOTICE_ADDED, by)


def edit_notice(*, notice: Notice, details: NoticeDetails, by: User) -> Outcome[Notice]:
    """Change a notice."""
    return _write_notice(notice, details, OfferAct.NOTICE_EDITED, by)


def remove_notice(*, notice: Notice, by: User) -> Outcome[Notice]:
    """Take a notice off the public page for good."""
    record_act(by=by, action=OfferAct.NOTICE_REMOVED, subject=notice.title)
    return Outcome(row=notice, steps=(delete_row(notice),))


def add_milestone(*, details: MilestoneDetails, by: User) -> Outcome[Milestone]:
    """Add a dated event of the project."""
    return _write_milestone(Milestone(), details, OfferAct.MILESTONE_ADDED, by)


def edit_milestone(*, milestone: Milestone, details: MilestoneDetails, by: User) -> Outcome[Milestone]:
    """Change a dated event of the project."""
    return _write_milestone(milestone, details, OfferAct.MILESTONE_EDITED, by)


def remove_milestone(*, milestone: Milestone, by: User) -> Outcome[Milestone]:
    """Take an event out of the project's history."""
    record_act(by=by, action=OfferAct.MILESTONE_REMOVED, subject=milestone.text)
    return Outcome(row=milestone, steps=(delete_row(milestone),))


def _write_notice(notice: Notice, details: NoticeDetails, act: OfferAct, by: User) -> Outcome[Notice]:
    fill_row(notice, details)
    step = save_row(notice)
    record_act(by=by, action=act, subject=notice.title)
    return Outcome(row=notice, steps=(step,))


def _write_milestone(milestone: Milestone, details: MilestoneDetails, act: OfferAct, by: User) -> Outcome[Milestone]:
    fill_row(milestone, details)
    step = save_row(milestone)
    record_act(by=by, action=act, subject=milestone.text)
    return Outcome(row=milestone, steps=(step,))
