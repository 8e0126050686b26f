#!/usr/bin/env bash
# Starts Electron as an unprivileged user, so that Chromium's sandbox is the one that users have: root would have to switch
# it off. The user gets a session of its own, because D-Bus and the keychain serve their owner only.
set -euo pipefail
unset XAUTHORITY # the display is open to all users; this file is not
exec setpriv --reuid "$KEYHOLD_E2E_USER" --regid "$KEYHOLD_E2E_USER" --init-groups --no-new-privs \
  bash "$KEYHOLD_E2E_SESSION" env ${KEYHOLD_E2E_BUS:+"DBUS_SESSION_BUS_ADDRESS=$KEYHOLD_E2E_BUS"} \
  "$KEYHOLD_E2E_ELECTRON" "$@"
