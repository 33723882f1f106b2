# shellcheck shell=bash
# A real PostgreSQL, newest version found, in the run's folder: durable as in life (fsync on), trusting on loopback.
# Exports WAYMARK_TEST_POSTGRES, a superuser's address: each test makes its own database there.
# With KEEP_JOURNALS=yes nothing that was ever written goes before the server does, so that it can be searched at the end.

# The folder of the newest server binaries; Debian keeps them off the PATH.
postgres_binaries() {
  local found
  found=$(find /usr/lib/postgresql /usr/local/pgsql /opt/homebrew/opt -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
  if [[ -z $found ]]; then found=$(command -v initdb) || return 1; fi
  dirname "$found"
}

missing_for_postgres() {
  if [[ -z ${WAYMARK_TEST_POSTGRES:-} ]] && ! postgres_binaries >/dev/null; then echo "PostgreSQL server=postgresql"; fi
}

start_postgres() {
  if [[ -n ${WAYMARK_TEST_POSTGRES:-} ]]; then
    say "PostgreSQL: the one in WAYMARK_TEST_POSTGRES"
    return
  fi
  POSTGRES_BIN=$(postgres_binaries)
  POSTGRES_FOLDER=$RUN_FOLDER/postgres
  make_user
  server_folder postgres
  # --no-sync: nobody needs the empty cluster to survive a power cut; what tests write is synced all the same.
  as_server_user "$POSTGRES_BIN/initdb" --pgdata="$POSTGRES_FOLDER/data" --username=waymark --auth=trust \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$RUN_FOLDER/postgres.log" 2>&1 ||
    { cat "$RUN_FOLDER/postgres.log" >&2; die "initdb failed"; }
  start_on_free_ports PostgreSQL "$RUN_FOLDER/postgres.log" launch_postgres postgres_is_ready
  # The address names no database: PostgreSQL then looks for one named like the role.
  as_server_user "$POSTGRES_BIN/createdb" --host=127.0.0.1 --port="$POSTGRES_PORT" --username=waymark waymark
  export WAYMARK_TEST_POSTGRES="postgres://waymark@127.0.0.1:$POSTGRES_PORT/"
  say "PostgreSQL ${POSTGRES_BIN}: $WAYMARK_TEST_POSTGRES"
}

launch_postgres() {
  local keep=()
  # Databases are not dropped either: nobody needs to visit hundreds of them every minute to tidy.
  if [[ ${KEEP_JOURNALS:-} == yes ]]; then
    keep=(-c wal_keep_size=1TB -c max_wal_size=1TB -c checkpoint_timeout=1d -c autovacuum_naptime=1d)
  fi
  POSTGRES_PORT=$(free_port)
  # SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
  start_server "$RUN_FOLDER/postgres.log" INT "$POSTGRES_BIN/postgres" -D "$POSTGRES_FOLDER/data" -p "$POSTGRES_PORT" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories="$POSTGRES_FOLDER" -c max_connections=200 -c fsync=on \
    "${keep[@]}"
}

postgres_is_ready() {
  # Our own server, not another one that took the port: it answers on the socket in our folder.
  "$POSTGRES_BIN/pg_isready" --quiet --host="$POSTGRES_FOLDER" --port="$POSTGRES_PORT" --username=waymark
}
