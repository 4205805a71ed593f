"""Is anybody at the door? Asked before ringing: Celery's clients are patient where a page cannot be."""

from functools import cache

import redis
from django.conf import settings

PATIENCE_SECONDS = 1


@cache
def _client(url: str) -> redis.Redis:
    # Celery's connections retry for seconds, which is right for a worker and wrong for a page.
    return redis.Redis.from_url(
        url, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS, retry=None
    )


def answers() -> bool:
    """Say whether the broker answers within a second."""
    try:
        return _client(settings.REDIS_URL).ping()
    except (redis.RedisError, OSError):
        return False
