/** Promises about the vault when the package changes: to a newer version, to an older one, removed, and installed again. */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import Database from 'better-sqlite3'
import { DoctorReport } from '../../shared/diagnostics/doctor.ts'
import { INSTALLED } from '../../scripts/package/product.ts'
import { packagedPaths, PROFILE_OF_APPARMOR } from './files-promises.ts'
import { processesOf } from './processes.ts'
import { holds, same, until, type PackagePromise } from './promise.ts'
import { copyFromTray, KEY, SECRET } from './run-promises.ts'
import { trayLabel } from './stage.ts'

const OLD_KEY = 'from the first schema'
const FILE = 'keyhold.sqlite'

const sumOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

function schemaOf(path: string): number {
  const db = new Database(path, { readonly: true })
  try {
    return Number(db.pragma('user_version', { simple: true }))
  } finally {
    db.close()
  }
}

/** Files that the session itself keeps in its home: its keychain, run-time files, and the font cache that all programs share. */
const OF_SESSION = ['.local/share/keyrings/', '.run/', '.cache/fontconfig/']

/** Files where programs write in a home, without those of the session and the profile. The check's own files do not begin with a dot. */
const leftIn = (homeDir: string, profileDir: string): readonly string[] =>
  readdirSync(homeDir, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(homeDir, join(entry.parentPath, entry.name)))
    .filter((path) => path.startsWith('.'))
    .filter(
      (path) => ![...OF_SESSION, `${relative(homeDir, profileDir)}/`].some((dir) => path.startsWith(dir)),
    )
    .toSorted()

/** Calls `action` with options that make apt know only the installed packages. */
function withoutLists(action: (options: readonly string[]) => void): void {
  const lists = mkdtempSync(join(tmpdir(), 'keyhold-lists-'))
  try {
    action(['--option', `Dir::State::Lists=${lists}`])
  } finally {
    rmSync(lists, { recursive: true, force: true })
  }
}

export const changePromises: readonly PackagePromise[] = [
  {
    says: 'goes on while it is upgraded, and is the newer one at its next start',
    async prove(stage) {
      const { packages, install, start, startShown, quit, log } = stage
      await startShown()
      install(packages.newerDeb)
      await copyFromTray(stage)
      await quit()
      start()
      await until(
        'the newer version',
        () => log(),
        (text) => text.includes(`"version":"${packages.newerVersion}"`),
      )
      await copyFromTray(stage)
      await quit()
    },
  },
  {
    says: 'takes over a database of the first schema, and keeps a copy of it',
    async prove(stage) {
      const { fill, configDir, start, quit } = stage
      const profileDir = join(configDir('old'), 'Keyhold')
      await fill({ kind: 'old', name: OLD_KEY }, profileDir)
      start([], configDir('old'))
      await trayLabel(stage, OLD_KEY)
      await quit()
      holds('the schema is newer', schemaOf(join(profileDir, FILE)) > 1)
      const copies = readdirSync(join(profileDir, 'backups')).filter((name) => name.endsWith('.sqlite'))
      same(
        'schemas of the copies',
        copies.map((name) => schemaOf(join(profileDir, 'backups', name))),
        [1],
      )
    },
  },
  {
    says: 'is not replaced by an older one, unless the administrator insists',
    async prove({ install, packages, session, profileDir }) {
      const versionOf = async () => (await session.run('keyhold', ['--version'])).stdout.trim()
      const sum = sumOf(join(profileDir, FILE))
      let refusal = ''
      try {
        install(packages.made.deb)
      } catch (error) {
        refusal = String(error)
      }
      holds(`apt refuses: ${refusal}`, refusal.includes('--allow-downgrades'))
      same('version', await versionOf(), `keyhold ${packages.newerVersion}`)
      install(packages.made.deb, ['--allow-downgrades'])
      same('version', await versionOf(), `keyhold ${packages.made.product.manifest.version}`)
      same('the database', sumOf(join(profileDir, FILE)), sum)
    },
  },
  {
    says: 'refuses a database of a newer Keyhold, and leaves the file as it is',
    async prove({ session, fill, configDir, startShown, quit }) {
      const config = configDir('newer')
      const databasePath = join(config, 'Keyhold', FILE)
      await fill({ kind: 'newer', name: OLD_KEY }, join(config, 'Keyhold'))
      const sum = sumOf(databasePath)
      const { code, stdout } = await session.run(INSTALLED.program, ['--doctor', '--json'], {
        XDG_CONFIG_HOME: config,
      })
      same('the doctor', [code, DoctorReport.parse(JSON.parse(stdout)).facts.vault], [1, 'newer'])
      await startShown(config)
      await quit()
      same('the file', sumOf(databasePath), sum)
    },
  },
  {
    says: 'leaves nothing but the profile and the start with the desktop when it is purged',
    async prove({ purge, profileDir, session }) {
      const paths = packagedPaths()
      const sum = sumOf(join(profileDir, FILE))
      purge()
      same(
        'left behind',
        [...paths, PROFILE_OF_APPARMOR].filter((path) => existsSync(path)),
        [],
      )
      same('the database', sumOf(join(profileDir, FILE)), sum)
      same('in the home', leftIn(session.homeDir, profileDir), ['.config/autostart/keyhold.desktop'])
      same('processes', processesOf(INSTALLED.program).length, 0)
    },
  },
  {
    says: 'finds the vault again when it is installed again, on a machine whose apt has no lists',
    async prove(stage) {
      const { install, packages, start, quit } = stage
      withoutLists((options) => install(packages.made.deb, options))
      start(['--hidden'])
      await copyFromTray(stage)
      await quit()
      holds('the log does not name the secret', !stage.log().includes(SECRET) && !stage.log().includes(KEY))
    },
  },
]
