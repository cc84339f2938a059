"""Background work. A job may run twice after a crash, so every job is idempotent."""

from celery.schedules import crontab

from stek.settings.database import REDIS_URL

# Longer than the longest job: a job that takes longer would be handed out a second time.
LONGEST_JOB_SECONDS = 300

CELERY_BROKER_URL = f"{REDIS_URL}/0"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = LONGEST_JOB_SECONDS - 60
CELERY_TASK_TIME_LIMIT = LONGEST_JOB_SECONDS - 30
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": LONGEST_JOB_SECONDS,
    "unacked_restore_interval": 1,
    "socket_connect_timeout": 2,
    "max_retries": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The broker hands out again what it lost sight of; a worker that went on with it would do the work twice.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"reporting.*": {"queue": "documents"}}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Brussels"
CELERY_BEAT_SCHEDULE = {
    "fold-night": {"task": "signals.fold_all_sites", "schedule": crontab(hour=3, minute=10)},
    "remind-partners": {"task": "activities.remind_partners", "schedule": crontab(hour=8, minute=30)},
    # Mail whose message was lost, or that the mail server would not take.
    "mail-waiting-links": {"task": "activities.mail_waiting_links", "schedule": 300.0},
    # Documents whose message was lost: the broker was away, or a worker died.
    "resume-documents": {"task": "reporting.resume_documents", "schedule": 60.0},
    "resume-imports": {"task": "signals.resume_imports", "schedule": 60.0},
}
