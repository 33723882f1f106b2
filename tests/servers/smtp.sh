# shellcheck shell=bash
# A real mail server: Exim (Debian's exim4-daemon-light), with a configuration of its own in the run's folder, as an
# unprivileged user, on loopback. Postfix and OpenSMTPD want a master process of root; Exim does not, and one Exim shows
# a different face on each port. It is not this machine's mail server and reads nothing of /etc/exim4. Where Debian has
# another mail server, Exim cannot be installed beside it: then its package is unpacked into a folder and used from there.
#
#   WAYMARK_TEST_SMTP          smtp://localhost:PORT    STARTTLS, good certificate
#   WAYMARK_TEST_SMTPS         smtps://localhost:PORT   TLS from the first byte, good certificate
#   WAYMARK_TEST_SMTP_WRONG    smtp://localhost:PORT    STARTTLS, certificate of an unknown authority
#   WAYMARK_TEST_SMTP_PLAIN    smtp://localhost:PORT    offers no STARTTLS: a client that requires it must go away
#   WAYMARK_TEST_CA            the authority to trust, PEM
#   WAYMARK_TEST_SMTP_MAILBOX  a Maildir: every delivered message is one file in new/, one for each recipient, soon after
#                              its 250 (wait for it); Envelope-to, Return-path, Delivery-date and Received are put on top
#
# Recipients: anybody at *.example. busy@ is refused with 451, full@ with 452, gone@ with 550, other domains with 550. What is
# sent to bounces@ is accepted with 250 and then comes back: the bounce goes to the sender, who is somebody at *.example too.
# A line longer than 998 bytes or a broken header is refused with 550 after the data.

SMTP_NAMES=(WAYMARK_TEST_SMTP WAYMARK_TEST_SMTPS WAYMARK_TEST_SMTP_WRONG WAYMARK_TEST_SMTP_PLAIN WAYMARK_TEST_CA
  WAYMARK_TEST_SMTP_MAILBOX)

exim_binary() {
  local PATH=$PATH:/usr/sbin:/usr/local/sbin
  command -v exim4 || command -v exim || unpacked_exim
}

missing_for_smtp() {
  if [[ -n ${WAYMARK_TEST_SMTP:-} ]]; then return; fi
  exim_binary >/dev/null || has_another_mail_server || echo "Exim mail server=exim4-daemon-light"
  command -v openssl >/dev/null || echo "openssl=openssl"
}

# --- an Exim that is not installed -------------------------------------------------------------------------------------

# Postfix, OpenSMTPD, …: Debian allows one mail server, and what is on this machine stays.
has_another_mail_server() {
  command -v apt-get >/dev/null && dpkg-query -W -f '${db:Status-Abbrev} ${Provides}\n' 2>/dev/null | grep -q '^ii .*mail-transport-agent'
}

# Kept from run to run, where the servers' user can read it too.
exim_folder() {
  if [[ $EUID -eq 0 ]]; then echo /var/cache/waymark-test/exim; else echo "${XDG_CACHE_HOME:-$HOME/.cache}/waymark-test/exim"; fi
}

unpacked_exim() {
  local binary
  binary=$(exim_folder)/usr/sbin/exim4
  if [[ -x $binary ]]; then echo "$binary"; else return 1; fi
}

# Where libraries lie that came with an unpacked Exim; nothing when there are none.
exim_libraries() {
  local folder found
  folder=$(exim_folder)
  if [[ $EXIM != "$folder"/* ]]; then return; fi
  found=$(find "$folder" -name '*.so.*' -printf '%h\n' | sort -u | paste -sd :)
  echo "$found"
}

# Downloads Exim's package and unpacks it, with those of its libraries that this machine lacks. Installs and removes nothing.
unpack_exim() {
  local folder
  folder=$(exim_folder)
  say "unpacking Exim into $folder: another mail server is installed here"
  mkdir -p "${folder%/*}"
  (flock 8 && { unpacked_exim >/dev/null || fetch_exim "$folder"; }) 8>"$folder.lock" >&2 ||
    die "cannot unpack Exim's package (exim4-daemon-light) into $folder"
}

# Under another name until it is whole.
fetch_exim() {
  local new=$1.new package
  rm -rf "$new" "$1"
  mkdir -p "$new/packages"
  if [[ $EUID -eq 0 ]]; then apt-get -q update 8>&- || return; fi
  for package in exim4-daemon-light $(missing_libraries exim4-daemon-light); do
    # As oneself: apt's own user may not enter the folder.
    (cd "$new/packages" && apt-get -q -o APT::Sandbox::User=root download "$package") || return
  done
  for package in "$new"/packages/*.deb; do dpkg-deb -x "$package" "$new" || return; done
  # It needs no rights of root here.
  chmod u-s "$new/usr/sbin/exim4" && mv "$new" "$1"
}

# missing_libraries PACKAGE: the packages of libraries that it needs, and they in turn, as far as they are not installed.
missing_libraries() {
  local queue=("$1") seen=" $1 " each
  while [[ ${#queue[@]} -gt 0 ]]; do
    for each in $(apt-cache depends --important "${queue[0]}" | awk '/Depends: lib/ { print $2 }'); do
      if [[ $seen == *" $each "* ]]; then continue; fi
      seen+="$each "
      if [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$each" 2>/dev/null) == ii* ]]; then continue; fi
      echo "$each"
      queue+=("$each")
    done
    queue=("${queue[@]:1}")
  done
}

# --- starting it -------------------------------------------------------------------------------------------------------

start_smtp() {
  if [[ -n ${WAYMARK_TEST_SMTP:-} ]]; then
    local name
    for name in "${SMTP_NAMES[@]}"; do
      if [[ -z ${!name:-} ]]; then die "WAYMARK_TEST_SMTP is set, but $name is not: set all of them or none"; fi
    done
    say "mail: the server in WAYMARK_TEST_SMTP"
    return
  fi
  EXIM=$(exim_binary) || { unpack_exim; EXIM=$(unpacked_exim); }
  EXIM_LIBRARIES=$(exim_libraries)
  SMTP_FOLDER=$RUN_FOLDER/smtp
  make_user
  server_folder smtp
  server_folder smtp/spool
  server_folder smtp/mailbox
  server_folder smtp/mailbox/new
  server_folder smtp/mailbox/cur
  server_folder smtp/mailbox/tmp
  server_folder smtp/tls
  make_certificates
  start_on_free_ports Exim "$RUN_FOLDER/smtp.log" launch_exim exim_is_ready
  export WAYMARK_TEST_SMTP="smtp://localhost:$SMTP_PORT"
  export WAYMARK_TEST_SMTPS="smtps://localhost:$SMTPS_PORT"
  export WAYMARK_TEST_SMTP_WRONG="smtp://localhost:$SMTP_WRONG_PORT"
  export WAYMARK_TEST_SMTP_PLAIN="smtp://localhost:$SMTP_PLAIN_PORT"
  export WAYMARK_TEST_CA="$SMTP_FOLDER/tls/ca.pem"
  export WAYMARK_TEST_SMTP_MAILBOX="$SMTP_FOLDER/mailbox"
  say "mail ${EXIM}: $WAYMARK_TEST_SMTP $WAYMARK_TEST_SMTPS"
}

launch_exim() {
  SMTP_PORT=$(free_port)
  SMTPS_PORT=$(free_port)
  SMTP_WRONG_PORT=$(free_port)
  SMTP_PLAIN_PORT=$(free_port)
  rm -f "$SMTP_FOLDER/mainlog"
  exim_configuration >"$SMTP_FOLDER/exim.conf"
  start_server "$RUN_FOLDER/smtp.log" TERM env ${EXIM_LIBRARIES:+"LD_LIBRARY_PATH=$EXIM_LIBRARIES"} \
    "$EXIM" -C "$SMTP_FOLDER/exim.conf" -bdf -q1m
}

# Exim writes this line once it listens on every port, and exits when it cannot.
exim_is_ready() { grep -q 'daemon started' "$SMTP_FOLDER/mainlog" 2>/dev/null; }

exim_configuration() {
  cat <<END
exim_user = $(as_server_user id -u)
exim_group = $(as_server_user id -g)
primary_hostname = localhost
local_interfaces = 127.0.0.1
daemon_smtp_ports = $SMTP_PORT : $SMTPS_PORT : $SMTP_WRONG_PORT : $SMTP_PLAIN_PORT
daemon_startup_retries = 0
tls_on_connect_ports = $SMTPS_PORT
tls_advertise_hosts = \${if eq{\$received_port}{$SMTP_PLAIN_PORT}{}{*}}
tls_certificate = $SMTP_FOLDER/tls/\${if eq{\$received_port}{$SMTP_WRONG_PORT}{wrong}{good}}.pem
tls_privatekey = $SMTP_FOLDER/tls/\${if eq{\$received_port}{$SMTP_WRONG_PORT}{wrong}{good}}.key

spool_directory = $SMTP_FOLDER/spool
pid_file_path = $SMTP_FOLDER/exim.pid
log_file_path = $SMTP_FOLDER/%slog
# It calls itself to deliver.
exim_path = $EXIM
keep_environment = ${EXIM_LIBRARIES:+LD_LIBRARY_PATH}

# Many tests at once, each delivered at once.
smtp_connect_backlog = 200
smtp_accept_max = 0
smtp_accept_queue_per_connection = 0
smtp_accept_max_nonmail = 1000
smtp_receive_timeout = 2m
deliver_drop_privilege
ignore_bounce_errors_after = 0s

acl_smtp_rcpt = check_recipient
acl_smtp_data = check_message

begin acl

check_recipient:
  deny   message    = 550 5.7.1 Relaying denied
         domains    = ! *.example
  defer  message    = 451 4.3.0 Busy, try again later
         local_parts = busy
  defer  message    = 452 4.2.2 Mailbox full, try again later
         local_parts = full
  deny   message    = 550 5.1.1 There is nobody here by that name
         local_parts = gone
  accept

check_message:
  deny   message    = 550 5.6.0 A line is longer than 998 bytes: RFC 5322, 2.1.1
         condition  = \${if >{\$max_received_linelength}{998}}
  deny   ! verify   = header_syntax
         message    = 550 5.6.0 Header syntax: the mainlog beside the mailbox says where
  accept

begin routers

# Taken in, and then not delivered: Exim writes a bounce to whoever sent it.
bounces:
  driver = redirect
  domains = *.example
  local_parts = bounces
  allow_fail
  data = :fail: There is nobody here by that name any more

everybody:
  driver = accept
  domains = *.example
  transport = mailbox

begin transports

mailbox:
  driver = appendfile
  directory = $SMTP_FOLDER/mailbox
  maildir_format
  mode = 0644
  directory_mode = 0755
  envelope_to_add
  return_path_add
  delivery_date_add

begin retry

* * F,1h,10s
END
}

# Two authorities that do not know each other, and a certificate for localhost of each: good.pem and wrong.pem.
make_certificates() {
  local tls=$SMTP_FOLDER/tls
  cat >"$tls/openssl.cnf" <<'END'
[req]
distinguished_name = name
prompt = no
[name]
CN = localhost
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost, IP:127.0.0.1
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
END
  make_authority ca "Waymark test authority"
  make_authority unknown-ca "An authority nobody knows"
  make_server_certificate good ca
  make_server_certificate wrong unknown-ca
  if [[ $EUID -eq 0 ]]; then chown waymark-test: "$tls"/*; fi
}

make_authority() {
  make_key "$1"
  quietly openssl req -new -x509 -config "$SMTP_FOLDER/tls/openssl.cnf" -extensions authority -subj "/CN=$2" -days 30 \
    -key "$SMTP_FOLDER/tls/$1.key" -out "$SMTP_FOLDER/tls/$1.pem"
}

make_server_certificate() {
  local name=$1 authority=$2 tls=$SMTP_FOLDER/tls
  make_key "$name"
  quietly openssl req -new -config "$tls/openssl.cnf" -key "$tls/$name.key" -out "$tls/$name.csr"
  quietly openssl x509 -req -in "$tls/$name.csr" -CA "$tls/$authority.pem" -CAkey "$tls/$authority.key" -CAcreateserial \
    -extfile "$tls/openssl.cnf" -extensions server -days 30 -out "$tls/$name.pem"
}

make_key() { quietly openssl ecparam -name prime256v1 -genkey -noout -out "$SMTP_FOLDER/tls/$1.key"; }

# openssl chats on standard error; it is only worth reading when it fails.
quietly() {
  local words
  words=$("$@" 2>&1) || { say "$words"; die "$1 $2 failed"; }
}
