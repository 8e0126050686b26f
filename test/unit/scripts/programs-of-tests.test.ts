/** On a new machine `npm test` installs the programs that it starts: compares the programs in the tests with the packages of the bootstrap. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../../scripts/bootstrap/place.mjs'
import { PACKAGES } from '../../../scripts/bootstrap/system.mjs'

/** Calls that start a program or check for it, with the program's name. */
const STARTS = [
  /\b(?:spawn|spawnSync|execFile|execFileSync|hasProgram|runsProgram|printedBy|validates)\(\s*'([a-z][\w.-]*)'/g,
  /\brun\(\s*(?:\[\s*'([a-z][\w.-]*)'|'([a-z][\w.-]*)',\s*\[)/g,
]
const NEEDED = /\bneeded\(((?:'[a-z][\w.-]*'(?:,\s*)?)+)\)/g

/** Debian's package of each program, if its name differs. */
const PACKAGE_OF: Readonly<Record<string, string>> = {
  'age-keygen': 'age',
  appstreamcli: 'appstream',
  'dbus-daemon': 'dbus',
  'desktop-file-validate': 'desktop-file-utils',
  gpg: 'gnupg',
  gpgconf: 'gnupg',
  'gnome-keyring-daemon': 'gnome-keyring',
  'keepassxc-cli': 'keepassxc',
  man: 'man-db',
  rpmbuild: 'rpm',
  'secret-tool': 'libsecret-tools',
  'wl-copy': 'wl-clipboard',
  'wl-paste': 'wl-clipboard',
  'xdg-open': 'xdg-utils',
  xev: 'x11-utils',
  xwininfo: 'x11-utils',
}

/** Present on every Debian, because their packages are essential or required there. */
const ALWAYS_THERE = new Set(
  'apt-get bash cat chown dpkg dpkg-deb dpkg-query env grep id ldd mkfifo script setpriv sh sha256sum sleep stdbuf stty tar useradd'.split(
    ' ',
  ),
)

/** Without these, a test checks the behaviour without them, or its name says which program is missing. */
const OPTIONAL = new Set(['apparmor_parser', 'aws', 'cc', 'dotenv', 'npm', 'python3', 'rustc'])

const isOurs = (name: string) => name.includes('keyhold')

const installed = new Set(
  Object.values(PACKAGES).flatMap((names) => names.flatMap((name) => name.split('|'))),
)

function startedIn(text: string): readonly string[] {
  const one = STARTS.flatMap((form) => [...text.matchAll(form)].map(([, name, other]) => name ?? other ?? ''))
  const several = [...text.matchAll(NEEDED)].flatMap(([, names = '']) =>
    names.replaceAll("'", '').split(/,\s*/),
  )
  return [...one, ...several]
}

const files = globSync('test/**/*.ts', { cwd: ROOT })
const started = new Map(
  files.flatMap((file) =>
    startedIn(readFileSync(join(ROOT, file), 'utf8')).map((name) => [name, file] as const),
  ),
)

describe.skipIf(process.platform === 'win32')('each program that a test starts', () => {
  it('is found in the tests', () => {
    expect(started.size).toBeGreaterThan(30)
    for (const name of ['zsh', 'fish', 'direnv', 'git', 'gpg', 'sway', 'xdg-open'])
      expect([...started.keys()]).toContain(name)
  })

  it.each([...started])('is installed by the bootstrap: %s', (name, file) => {
    if (isOurs(name) || ALWAYS_THERE.has(name) || OPTIONAL.has(name)) return
    expect(installed, `${file}: name the Debian package of ${name}, and add it to the bootstrap`).toContain(
      PACKAGE_OF[name] ?? name,
    )
  })
})
