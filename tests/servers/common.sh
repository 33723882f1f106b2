# shellcheck shell=bash
# What the test servers share: a temporary folder, an unprivileged user, free ports, starting, stopping, installing.
# Sourced by tests/run and tests/servers/up after `set -euo pipefail`. Everything that is said goes to standard error.

say() { printf '%s\n' "$*" >&2; }
die() { say "tests: $*"; exit 1; }

# --- one temporary folder for this run, gone when the run ends --------------------------------------------------------

# In /tmp itself: servers run as another user, who cannot enter a TMPDIR that belongs to root alone.
make_run_folder() {
  local name=/tmp/waymark-test.$$.$RANDOM
  RUN_FOLDER=$name   # known before it exists: a signal may come in between
  mkdir -m 755 "$name" || { RUN_FOLDER=; die "cannot make $name"; }
}

SERVERS=()   # "pid signal", in the order of starting
STEP=        # process group of the command in hand, see `interruptible`

# Stops what this run started, by process id, and removes its folder. Set as the trap on EXIT by `clean_up_at_exit`.
clean_up() {
  local code=$?
  trap '' INT TERM HUP
  if [[ -n $STEP ]]; then stop_group "$STEP" TERM; fi
  stop_servers
  at_end "$code"
  if [[ -n ${RUN_FOLDER:-} ]]; then rm -rf -- "$RUN_FOLDER"; fi
  exit "$code"
}

at_end() { :; }   # for a last word: called with the exit code when all servers are down

clean_up_at_exit() {
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

stop_servers() {
  local i
  for ((i = ${#SERVERS[@]} - 1; i >= 0; i--)); do
    # shellcheck disable=SC2086  # two words: pid and signal
    stop_group ${SERVERS[i]}
  done
  SERVERS=()
}

# stop_group PID SIGNAL: ends a process group that this run started; after ten seconds without mercy.
stop_group() {
  local group=$1 signal=$2 tries
  kill "-$signal" -- "-$group" 2>/dev/null || true
  for ((tries = 0; tries < 200; tries++)); do
    group_is_alive "$group" || break
    sleep 0.05
  done
  kill -KILL -- "-$group" 2>/dev/null || true
  wait "$group" 2>/dev/null || true
}

# A group lives while any member is more than a zombie. (After the command's name: state, parent, group.)
group_is_alive() {
  { cat /proc/[0-9]*/stat 2>/dev/null || true; } |
    awk -v group="$1" '{ sub(/^.*\) /, "") } $3 == group && $1 != "Z" { found = 1 } END { exit !found }'
}

# interruptible COMMAND…: runs it in a process group of its own, so that a signal to this script ends it at once
# (bash would otherwise wait for it first). `set -m` also gives it the default SIGINT, which tests rely on.
interruptible() {
  local code=0
  set -m
  { "$@"; } </dev/null &
  STEP=$!
  set +m
  wait "$STEP" || code=$?
  STEP=
  return "$code"
}

# --- who servers run as ------------------------------------------------------------------------------------------------

# Root hands servers to the system user `waymark-test`; anyone else runs them as themselves. Never with more rights.
RUN_AS=(setpriv --no-new-privs)
if [[ $EUID -eq 0 ]]; then
  RUN_AS+=(--reuid=waymark-test --regid=waymark-test --clear-groups)
fi

make_user() {
  if [[ $EUID -ne 0 ]] || getent passwd waymark-test >/dev/null; then return; fi
  useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin waymark-test ||
    getent passwd waymark-test >/dev/null   # another run was faster
}

# server_folder NAME: an empty folder of this run that belongs to the servers' user.
server_folder() {
  mkdir "$RUN_FOLDER/$1"
  if [[ $EUID -eq 0 ]]; then chown waymark-test: "$RUN_FOLDER/$1"; fi
}

as_server_user() { (cd "$RUN_FOLDER" && exec "${RUN_AS[@]}" "$@"); }

# --- starting ----------------------------------------------------------------------------------------------------------

# A port that nobody listens on, below the range from which the kernel hands out its own. Another run may take it
# before our server does: whoever starts a server tries again with another port (`start_on_free_ports`).
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# start_server LOG STOP_SIGNAL COMMAND…: in the background, in a process group of its own. Sets SERVER, its process id.
# The kernel sends the stop signal too when this script dies without cleaning up (SIGKILL).
start_server() {
  local log=$1 stop_signal=$2
  shift 2
  set -m
  { cd "$RUN_FOLDER" && exec "${RUN_AS[@]}" --pdeathsig "$stop_signal" "$@"; } </dev/null >>"$log" 2>&1 &
  SERVER=$!
  set +m
  SERVERS+=("$SERVER $stop_signal")
}

# start_on_free_ports NAME LOG START READY: calls START (which picks ports and calls start_server) until READY holds.
start_on_free_ports() {
  local name=$1 log=$2 start=$3 ready=$4 try tries
  for try in 1 2 3 4 5; do
    "$start"
    for ((tries = 0; tries < 600; tries++)); do
      kill -0 "$SERVER" 2>/dev/null || break
      if "$ready"; then return; fi
      sleep 0.05
    done
    stop_group "$SERVER" KILL
    unset 'SERVERS[-1]'
    say "$name did not start (attempt $try)"
  done
  tail -n 20 "$log" >&2
  die "$name does not start; its log is above"
}

# --- installing what is missing ----------------------------------------------------------------------------------------

# install_missing NAME=DEBIAN_PACKAGE…: installs packages, starting no daemon, making no cluster, removing nothing.
# Several runs at once take turns. Who is not root on Debian is told what to install.
install_missing() {
  local wanted=("$@")
  if [[ ${#wanted[@]} -eq 0 ]]; then return; fi
  if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
    say "tests: this is missing here (and is only installed for you as root on Debian):"
    local each
    for each in "${wanted[@]}"; do say "  - ${each%%=*} (Debian package: ${each##*=})"; done
    exit 1
  fi
  say "installing: ${wanted[*]##*=}"
  # In the foreground: a signal waits until the packages are in order.
  (flock 8 && install_quietly "${wanted[@]##*=}") 8>/run/waymark-test-install.lock >&2 ||
    die "apt-get could not install ${wanted[*]##*=}"
}

# Runs in a subshell, which takes back its two notes to Debian's install scripts when it ends.
install_quietly() {
  local had_exim
  policy=/usr/sbin/policy-rc.d cluster=/etc/postgresql-common/createcluster.d/waymark-test.conf our_policy=
  trap 'rm -f "$cluster"; if [[ -n $our_policy ]]; then rm -f "$policy"; fi' EXIT
  if [[ ! -e $policy ]]; then
    our_policy=yes
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" || return
  fi
  mkdir -p "${cluster%/*}" && echo "create_main_cluster = false" >"$cluster" || return
  had_exim=$(exim_binary || true)

  apt-get -q -o DPkg::Lock::Timeout=300 update 8>&- || return
  DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
    install --no-install-recommends --no-remove "$@" 8>&- || return
  # An Exim that came for the tests shall not become this machine's mail server at the next boot either.
  if [[ -z $had_exim && -e /etc/init.d/exim4 ]]; then update-rc.d exim4 disable 2>/dev/null || true; fi
}
