#!/usr/bin/env bash
# Starts Electron as an unprivileged user, because Chromium's sandbox does not work for root, and users have the sandbox. The user gets a separate
# session, because D-Bus and the keychain serve only their owner.
set -euo pipefail
unset XAUTHORITY # the display is open to all users; this file is not
exec setpriv --reuid "$KEYHOLD_E2E_USER" --regid "$KEYHOLD_E2E_USER" --init-groups --no-new-privs \
  bash "$KEYHOLD_E2E_SESSION" env ${KEYHOLD_E2E_BUS:+"DBUS_SESSION_BUS_ADDRESS=$KEYHOLD_E2E_BUS"} \
  "$KEYHOLD_E2E_ELECTRON" "$@"
