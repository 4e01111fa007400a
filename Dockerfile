# syntax=docker/dockerfile:1
FROM node:24-trixie-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No build step: Node runs the TypeScript. The embedded Postgres and the pinned Node are optional packages.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-trixie-slim
ENV NODE_ENV=production
WORKDIR /app
# pg_dump for the backups. It must not be older than the server: trixie has 17, bookworm (node:24-slim) 15.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates postgresql-client \
  && rm -rf /var/lib/apt/lists/*
COPY --from=packages /app/node_modules node_modules
COPY package.json start-fly.sh ./
COPY src src
COPY flows flows
COPY migrations migrations
COPY fixtures/photos fixtures/photos
COPY fixtures/property.json fixtures/property.json
USER node
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 8080}/api/v1/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["./start-fly.sh"]
