#!/usr/bin/env bash
# Runs a command in a separate Linux session: private D-Bus, unlocked gnome-keyring, and a throwaway home. With KEYHOLD_SESSION_HOME, that folder is
# the home and is kept, so that a keychain can outlive one program.
set -euo pipefail

if [[ -n ${KEYHOLD_SESSION_HOME:-} ]]; then
  HOME=$KEYHOLD_SESSION_HOME
else
  HOME=$(mktemp -d)
  trap 'rm -rf "$HOME"' EXIT
fi
export HOME XDG_RUNTIME_DIR=$HOME/.run
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME GNOME_KEYRING_CONTROL DBUS_SESSION_BUS_ADDRESS
mkdir -p "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"

# The password protects nothing: the keyring contains only made-up test values.
dbus-run-session -- bash -c '
  printf throwaway | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || { echo "gnome-keyring did not start" >&2; exit 1; }
  exec "$@"
' session "$@"
