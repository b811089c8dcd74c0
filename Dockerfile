FROM python:3.13-slim AS packages
COPY requirements/run.txt /tmp/run.txt
RUN python -m venv /opt/zvonar && /opt/zvonar/bin/pip install --no-cache-dir --require-hashes -r /tmp/run.txt

FROM python:3.13-slim
RUN useradd --system --uid 10001 zvonar
COPY --from=packages /opt/zvonar /opt/zvonar
WORKDIR /app
COPY . .
RUN mkdir var && chown zvonar var
USER zvonar
VOLUME /app/var
ENV PATH=/opt/zvonar/bin:$PATH PYTHONUNBUFFERED=1 LOG_FORMAT=json WEB_HOST=0.0.0.0
EXPOSE 8080
# Exec form: the process itself gets the SIGTERM and ends in order.
CMD ["python", "-m", "bot", "run"]
