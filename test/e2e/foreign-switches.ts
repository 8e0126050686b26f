/** Switches of Chromium, Electron and Node that an installed program must refuse, each with a value that would do something. */

/** The exit code: EX_USAGE of sysexits.h. */
export const REFUSED = 64

export const FOREIGN_SWITCHES = [
  '--no-sandbox',
  '--js-flags=--expose-gc',
  '--host-rules=MAP * 127.0.0.1',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--proxy-server=127.0.0.1:9',
  '--ignore-certificate-errors',
  '--disable-web-security',
  '--load-extension=/tmp',
  '--user-data-dir=elsewhere',
  '--profile=elsewhere',
  '--enable-logging',
  '--log-net-log=net.json',
  '--',
] as const
