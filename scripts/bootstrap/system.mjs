/** Checks for required system packages. Installs missing ones on Debian and Ubuntu if permitted, and elsewhere prints what to install. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { say } from './place.mjs'

/** @typedef {'build' | 'app' | 'browser' | 'headless' | 'desktop' | 'clipboard' | 'partners' | 'package' | 'compare'} Need */

/**
 * Debian's package names. `a|b`: either is enough, and the first that the archive has is installed (`t64` names are those of
 * Debian 13 and Ubuntu 24.04). Electron's list contains the libraries that `ldd` reports as missing on a bare system. GTK brings most of them.
 * @type {Record<Need, readonly string[]>}
 */
export const PACKAGES = {
  // keytar is compiled if no prebuilt binary can be downloaded.
  build: ['python3', 'make', 'g++', 'pkg-config', 'libsecret-1-dev'],
  app: [
    'libgtk-3-0|libgtk-3-0t64',
    'libnss3',
    'libasound2|libasound2t64',
    'libgbm1',
    'libsecret-1-0',
    'libxss1',
    'libxtst6',
  ],
  browser: ['chromium|chromium-browser|google-chrome-stable', 'fonts-dejavu-core', 'fonts-liberation'],
  // A keychain, a session bus and a screen for the tests.
  headless: ['dbus', 'gnome-keyring', 'xvfb', 'xauth'],
  // The browser host copies with this.
  desktop: ['xclip'],
  // Programs that read the clipboard from outside, and a Wayland desktop without a screen.
  clipboard: ['xclip', 'wl-clipboard', 'sway'],
  // Third-party programs that the tests run with Keyhold's command and files: shells, git, direnv, and programs that store secrets.
  partners: ['git', 'direnv', 'zsh', 'fish', 'age', 'gnupg', 'keepassxc|keepassxc-minimal'],
  // Programs that the benchmarks compare with Keyhold.
  compare: ['libsecret-tools', 'keepassxc|keepassxc-minimal'],
  // Programs that make and check a package.
  package: ['rpm', 'desktop-file-utils', 'appstream', 'man-db', 'xdg-utils', 'x11-utils', 'xclip', 'xdotool'],
}

/** What to install on other systems, for each need. */
const BY_HAND = {
  darwin: {
    build: 'the Xcode command line tools (`xcode-select --install`)',
    app: undefined,
    browser: 'Google Chrome or Chromium, for the tests in a browser',
    headless: undefined,
    desktop: undefined,
    clipboard: undefined,
    partners: 'git, direnv, zsh, fish, age, GnuPG and KeePassXC, for the tests with them',
    package: undefined,
    compare: undefined,
  },
  win32: {
    build: 'Python 3 and the Visual Studio Build Tools with "Desktop development with C++"',
    app: undefined,
    browser: 'Google Chrome or Chromium, for the tests in a browser',
    headless: undefined,
    desktop: undefined,
    clipboard: undefined,
    partners: undefined,
    package: undefined,
    compare: undefined,
  },
  linux: {
    build: 'Python 3, make, a C++ compiler, pkg-config and the headers of libsecret',
    app: 'GTK 3, NSS, ALSA, GBM and libsecret',
    browser: 'Chromium or Google Chrome',
    headless: 'dbus-run-session, gnome-keyring-daemon and Xvfb',
    desktop: 'xclip or wl-copy',
    clipboard: 'xclip, wl-clipboard and sway, for the tests of the clipboard',
    partners: 'git, direnv, zsh, fish, age, GnuPG and KeePassXC, for the tests with them',
    package: 'dpkg-deb and rpmbuild, for packages',
    compare: 'secret-tool and keepassxc-cli, which the benchmarks measure beside Keyhold',
  },
}

/**
 * Ensures that `needs` are met. On Debian and Ubuntu, installs missing packages as root or with a sudo that asks for no password,
 * else prints the command to run. Never stops the set-up: a missing package that matters causes its own error later.
 * @param {readonly Need[]} needs
 */
export function ensureSystem(needs) {
  if (needs.length === 0) return
  if (process.platform === 'linux' && existsSync('/usr/bin/dpkg-query')) ensureDebian(needs)
  else printRequirements(needs)
}

/** @param {readonly Need[]} needs */
function ensureDebian(needs) {
  const missing = missingPackages(needs.flatMap((need) => PACKAGES[need]))
  if (missing.length === 0) return
  const root = process.getuid?.() === 0
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) {
    say('these system packages are missing; install them with:')
    say(`  sudo apt-get install -y --no-install-recommends ${known(missing).join(' ')}`)
    return
  }
  say(`installing system packages: ${missing.map((name) => name.split('|')[0]).join(' ')}…`)
  apt(root, ['update', '-qq'])
  apt(root, ['install', '-y', '-qq', '--no-install-recommends', ...known(missing)])
}

/** @param {readonly string[]} names entries of {@link PACKAGES} @returns {string[]} the entries of which nothing is installed */
export function missingPackages(names) {
  const all = names.flatMap((name) => name.split('|'))
  // dpkg-query exits with 1 if a name is unknown. Its output for the other names is complete.
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...all], {
    encoding: 'utf8',
  })
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  )
  return names.filter((name) => !name.split('|').some((choice) => installed.has(choice)))
}

/** @param {readonly string[]} names @returns {string[]} for each entry, the first choice that this system's archive has */
function known(names) {
  return names.map((name) => {
    const choices = name.split('|')
    return choices.find(isInArchive) ?? /** @type {string} */ (choices[0])
  })
}

/** @param {string} name */
function isInArchive(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' })
  return /Candidate: (?!\(none\))/.test(stdout)
}

/** @param {boolean} root @param {readonly string[]} args */
function apt(root, args) {
  const command = [
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-o',
    'DPkg::Lock::Timeout=300',
    ...args,
  ]
  const [program, ...rest] = root ? command : ['sudo', '-n', ...command]
  // Prints hundreds of lines, which matter only if it fails.
  const { status, output, error } = spawnSync(/** @type {string} */ (program), rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  })
  if (status !== 0) say(`apt-get ${args[0]} failed:\n${error?.message ?? output.join('')}`)
}

/** @param {readonly Need[]} needs */
function printRequirements(needs) {
  const system = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'
  // Printed only before packages are built: the quick path prints nothing.
  if (!needs.includes('build')) return
  const wanted = needs.map((need) => BY_HAND[system][need]).filter((sentence) => sentence !== undefined)
  say(`this needs, if it is not there yet: ${wanted.join('; ')}.`)
}
