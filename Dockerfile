# One image for the pages, the workers and their clock; docker-compose.yml says which is which.
FROM python:3.11.14-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements.txt requirements-services.txt requirements-ocr.txt /tmp/
# OCR=false leaves out the reader for printed text (400 MB), where photos are read elsewhere.
ARG OCR=true
RUN /venv/bin/pip install -r /tmp/requirements.txt -r /tmp/requirements-services.txt \
 && if [ "$OCR" = true ]; then /venv/bin/pip install -r /tmp/requirements-ocr.txt; fi

FROM python:3.11.14-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=cdcatalog.settings VAR_DIR=/data
RUN useradd --system --uid 10001 --create-home --home-dir /home/cdcatalog cdcatalog \
 && install --directory --owner=cdcatalog --group=cdcatalog --mode=750 /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY manage.py ./
COPY cdcatalog cdcatalog
COPY processing processing
COPY templates templates
COPY static static
USER cdcatalog
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--config", "python:cdcatalog.gunicorn", "cdcatalog.wsgi"]
