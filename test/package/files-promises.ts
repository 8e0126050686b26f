/** Promises about the installed files: their owners, their content, and their dependencies. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fuseFaults, readFuses } from '../../scripts/package/fuses.ts'
import { INSTALLED, readManifest } from '../../scripts/package/product.ts'
import { holds, same, type PackagePromise } from './promise.ts'

const DESKTOP_FILE = '/usr/share/applications/keyhold.desktop'
const METAINFO = '/usr/share/metainfo/dev.keyhold.keyhold.metainfo.xml'
export const PROFILE_OF_APPARMOR = '/etc/apparmor.d/keyhold'

const WRITABLE_BY_OTHERS = 0o022
const SETUID_ROOT = 0o4755

/** Every path that dpkg lists for the package, without folders that other packages share. */
export function packagedPaths(): readonly string[] {
  return execFileSync('dpkg', ['--listfiles', 'keyhold'], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => path.startsWith('/') && (path.includes('keyhold') || !isFolder(path)))
}

const isFolder = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

function validates(program: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  holds(`${program}: ${stdout}${stderr}`, status === 0)
}

/** Names of libraries that the system's linker does not find. */
function missingLibraries(file: string): readonly string[] {
  const { stdout } = spawnSync('ldd', [file], {
    encoding: 'utf8',
    env: { ...process.env, LD_LIBRARY_PATH: INSTALLED.dir },
  })
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, name = '']) => name)
}

export const filesPromises: readonly PackagePromise[] = [
  {
    says: 'installs files that root owns and nobody else can change',
    async prove({ install, packages }) {
      install(packages.made.deb)
      for (const path of packagedPaths()) {
        const { uid, gid, mode } = lstatSync(path)
        same(`owner of ${path}`, [uid, gid], [0, 0])
        if (!lstatSync(path).isSymbolicLink())
          same(`${path} can be written by others`, mode & WRITABLE_BY_OTHERS, 0)
      }
      same('mode of the sandbox', statSync(join(INSTALLED.dir, 'chrome-sandbox')).mode & 0o7777, SETUID_ROOT)
    },
  },
  {
    says: 'has every fuse set',
    async prove() {
      same('fuses', fuseFaults(await readFuses(INSTALLED.program)), [])
    },
  },
  {
    says: 'keeps machine code, and nothing else of the program, outside of the archive',
    async prove() {
      const unpacked = join(INSTALLED.dir, 'resources', 'app.asar.unpacked')
      const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' })
        .filter((name) => !isFolder(join(unpacked, name)))
        .sort()
      same(
        'unpacked files',
        files.map((name) => name.replace(/linux-\w+/, 'linux')),
        [
          'node_modules/better-sqlite3/prebuilds/linux.node',
          'node_modules/keytar/build/Release/keytar.node',
          'out/native/unix.node',
        ],
      )
    },
  },
  {
    says: 'finds every library that it is linked with',
    async prove() {
      const files = packagedPaths().filter(
        (path) =>
          path === INSTALLED.program || path === INSTALLED.command || /\.(node|so(\.\d+)?)$/.test(path),
      )
      holds('there are such files', files.length >= 5)
      for (const file of files) same(`missing for ${file}`, missingLibraries(file), [])
    },
  },
  {
    says: 'tells the desktop, the software centre and man what it is',
    async prove() {
      validates('desktop-file-validate', DESKTOP_FILE)
      validates('appstreamcli', 'validate', '--no-net', METAINFO)
      const page = spawnSync('man', ['--warnings', 'keyhold'], {
        encoding: 'utf8',
        env: { ...process.env, MANPAGER: 'cat', LC_ALL: 'C.UTF-8' },
      })
      holds(`man: ${page.stderr}`, page.status === 0 && page.stderr === '')
      holds('the man page names the version', page.stdout.includes(`Keyhold ${readManifest().version}`))
    },
  },
  {
    says: 'brings its AppArmor profile where AppArmor knows user namespaces, and none elsewhere',
    async prove() {
      const source = join(INSTALLED.dir, 'apparmor-profile')
      const knows =
        spawnSync('apparmor_parser', ['--skip-kernel-load', '--skip-cache', source], { stdio: 'ignore' })
          .status === 0
      same('the profile is there', existsSync(PROFILE_OF_APPARMOR), knows)
    },
  },
]
