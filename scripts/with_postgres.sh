#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server that is started for it, on a socket of its own, and removed after it:
#     scripts/with_postgres.sh make test-services
# The address of the server is handed over in FURAT_TEST_POSTGRES.
set -euo pipefail

bin=$(dirname "$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1)" 2>/dev/null || true)
[ -n "$bin" ] && [ "$bin" != . ] || bin=$(dirname "$(command -v initdb || true)")
[ -x "$bin/initdb" ] || { echo "There is no PostgreSQL server here. Install it: apt-get install postgresql" >&2; exit 1; }

folder=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then  # the server refuses to run as root
    chown postgres "$folder"
    as=(runuser -u postgres --)
fi
stop() {
    "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/data" -U furat --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
# Nothing listens on the network. Data of tests need not survive a power cut.
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off -c max_connections=200" start >/dev/null
"${as[@]}" "$bin/createdb" -h "$folder" -U furat furat
cd - >/dev/null
chmod a+rx "$folder"
export FURAT_TEST_POSTGRES="postgresql+psycopg://furat@/furat?host=$folder"
"$@"
