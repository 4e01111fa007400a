#!/bin/sh
# The start of a machine: says everything that is wrong with its environment, waits for Postgres and
# Redis, migrates under a lock, and becomes Node, so that signals reach it. $1: app, worker or all.
set -eu
cd "$(dirname "$0")"
PROCESS_ROLE="${1:-${PROCESS_ROLE:-all}}"
NODE_ENV="${NODE_ENV:-production}"
export PROCESS_ROLE NODE_ENV
# As PID 1 a shell that waits for its child in the foreground hears no signal until the child ends.
node src/cli/prepare.ts &
preparing=$!
trap 'kill "$preparing" 2>/dev/null || true; exit 143' TERM INT
wait "$preparing"
trap - TERM INT
exec node src/main.ts
