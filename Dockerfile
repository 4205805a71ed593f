# The portal as one image: web, worker, beat and sweeper differ only in their command.
FROM python:3.12-slim-bookworm AS build
ENV PYTHONDONTWRITEBYTECODE=1 UV_LINK_MODE=copy
RUN python -m venv /opt/venv && pip install --no-cache-dir uv
COPY requirements.lock /tmp/
RUN uv pip sync --python /opt/venv/bin/python --require-hashes --compile-bytecode --no-cache /tmp/requirements.lock
COPY . /app
WORKDIR /app
# Collecting static files reads the settings, which refuse to start half filled: none of these values stays.
RUN SECRET_KEY=build DATABASE_URL=postgres:///none REDIS_URL=redis://none PUBLIC_URL=https://none \
    FIELD_KEYS=none BLIND_INDEX_KEY=none SEAL_CERTIFICATE=/none SEAL_KEY=/none PTSP_VAR=/tmp/var \
    /opt/venv/bin/python manage.py collectstatic --no-input --verbosity=0

FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --home-dir /nonexistent ptsp \
    && install -d -o ptsp /var/lib/ptsp
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    PTSP_VAR=/var/lib/ptsp XDG_CACHE_HOME=/tmp
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
USER ptsp
EXPOSE 8000
VOLUME /var/lib/ptsp
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "3", "--threads", "8", \
     "--timeout", "60", "--graceful-timeout", "30", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", \
     "--access-logfile", "-", "ptsp.wsgi"]
