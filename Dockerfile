# Once:              docker build --tag site .
# While you write:   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/site" --publish 127.0.0.1:8000:8000 site
# The whole site:    docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/site" --env SITE_URL site python -m mkdocs build --strict
FROM python:3.11-bookworm

WORKDIR /libraries
COPY requirements*.txt ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt \
  && if [ -f requirements-own.txt ]; then pip install --no-cache-dir --constraint requirements.txt --requirement requirements-own.txt; fi \
  && git config --system --add safe.directory /site

# Whoever runs it has no home of their own here.
ENV HOME=/tmp NO_MKDOCS_2_WARNING=1
WORKDIR /site
EXPOSE 8000
CMD ["python", "-m", "mkdocs", "serve", "--dev-addr", "0.0.0.0:8000"]
