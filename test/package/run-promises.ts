/** Promises about the running program: on the desktop, and inside its sandbox. */
import { existsSync, mkdirSync, readFileSync, chownSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { INSTALLED, readManifest } from '../../scripts/package/product.ts'
import { listeningPorts, processesOf, statusOf } from './processes.ts'
import { holds, same, until, type PackagePromise } from './promise.ts'
import { watchScreen } from './screen.ts'
import { PALETTE, trayLabel, WINDOW, type Stage } from './stage.ts'

export const KEY = 'Grafana (made up)'
export const SECRET = 'made-up-secret-9c41'

const PASSPHRASE = 'made-up passphrase of a locked vault'

/** Longer than checking a passphrase takes. */
const CHECK_MS = 3_000

/** A system call filter, no new privileges, and no capabilities. */
const SHUT_IN = '2 1 0000000000000000'

const wallsOf = (pid: number) =>
  ['Seccomp', 'NoNewPrivs', 'CapEff'].map((field) => statusOf(pid, field) ?? '').join(' ')

const isShown = (title: string) => (windows: readonly string[]) => windows.includes(title)

/** The autostart entry of the session's user. */
const entryPath = (stage: Stage) => join(stage.session.homeDir, '.config', 'autostart', 'keyhold.desktop')

/** Writes the entry that an older Keyhold in another place would have written. */
function writeOldEntry(stage: Stage): void {
  const path = entryPath(stage)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, '[Desktop Entry]\nType=Application\nName=Keyhold\nExec="/opt/elsewhere/keyhold"\n')
  for (const each of [dirname(dirname(path)), dirname(path), path])
    chownSync(each, stage.session.uid, stage.session.gid)
}

const clipboardOf = async ({ session }: Stage) =>
  (await session.run('xclip', ['-selection', 'clipboard', '-out'])).stdout

/** Copies the made-up secret from the tray, and reads it as another program does. */
export async function copyFromTray(stage: Stage): Promise<void> {
  const { tray } = stage
  await tray.click(await trayLabel(stage, KEY))
  await until(
    'the clipboard holds the secret',
    () => clipboardOf(stage),
    (text) => text.trim() === SECRET,
  )
}

export const runPromises: readonly PackagePromise[] = [
  {
    says: 'starts, and shows its window',
    async prove(stage) {
      await stage.fill({ kind: 'key', name: KEY, secret: SECRET, expiresInDays: 2.5 })
      writeOldEntry(stage)
      await stage.startShown()
      holds('the log names the version', stage.log().includes(`"version":"${readManifest().version}"`))
    },
  },
  {
    says: 'runs its page in the sandbox',
    async prove() {
      // A new process of a page may not have entered its sandbox yet.
      await until(
        'seccomp, privileges and capabilities of each page',
        () =>
          processesOf(INSTALLED.program)
            .filter(({ kind }) => kind === 'renderer')
            .map(({ pid }) => wallsOf(pid)),
        (pages) => pages.length > 0 && pages.every((walls) => walls === SHUT_IN),
      )
    },
  },
  {
    says: 'listens on no port',
    async prove() {
      same('ports', listeningPorts(processesOf(INSTALLED.program).map(({ pid }) => pid)), [])
    },
  },
  {
    says: 'is one program: a second start ends and leaves its request to the first',
    async prove(stage) {
      const mains = () => processesOf(INSTALLED.program).filter(({ kind }) => kind === 'main').length
      const { code } = await stage.session.run(INSTALLED.program)
      same('exit code', code, 0)
      await until('one main process', mains, (count) => count === 1)
      same('windows', stage.windows().filter(isWindow), [WINDOW])
    },
  },
  {
    says: 'copies from the tray what is in the keychain',
    prove: copyFromTray,
  },
  {
    says: 'reminds by the desktop’s notifications, without the secret',
    async prove({ daemon }) {
      const [shown] = await until(
        'a notification',
        () => daemon.shown,
        (all) => all.length > 0,
      )
      holds(`title: ${shown?.title ?? ''}`, shown?.title.startsWith(KEY) === true)
      holds('the secret is not in it', !JSON.stringify(shown?.sent).includes(SECRET))
    },
  },
  {
    says: 'opens the quick palette when the desktop’s action asks for it',
    async prove(stage) {
      const { code } = await stage.session.run('sh', ['-c', actionOf('search')])
      same('exit code', code, 0)
      await until('the palette', stage.windows, isShown(PALETTE))
    },
  },
  {
    says: 'has written the start with the desktop anew, with what desktops check first',
    async prove(stage) {
      const entry = readFileSync(entryPath(stage), 'utf8')
      holds(entry, entry.includes(`\nTryExec=${INSTALLED.program}\n`))
      holds(entry, entry.includes(`\nExec="${INSTALLED.program}" "--hidden"\n`))
      await stage.quit()
    },
  },
  {
    says: 'starts with the desktop without a window, not even for an instant',
    async prove(stage) {
      const { session, tray } = stage
      const command = /^Exec=(.*)$/m.exec(readFileSync(entryPath(stage), 'utf8'))?.[1] ?? ''
      const watch = await watchScreen(session.display)
      try {
        const before = tray.registered()
        session.start('sh', ['-c', command])
        await until(
          'the tray icon',
          () => tray.registered(),
          (count) => count > before,
        )
        await trayLabel(stage, KEY)
        same('windows that appeared', watch.appeared(), 0)
      } finally {
        watch.stop()
      }
    },
  },
  {
    says: 'opens its window for a link that xdg-open is given',
    async prove(stage) {
      same('windows before', stage.windows().filter(isWindow), [])
      await stage.session.run('xdg-open', ['keyhold://open/settings'])
      await until('the window', stage.windows, isShown(WINDOW))
    },
  },
  {
    says: 'goes where a lock is set when the desktop’s action wants to lock and none is set, and starts nothing else',
    async prove(stage) {
      same('exit code', (await stage.session.run('sh', ['-c', actionOf('lock')])).code, 0)
      await stage.quit()
      same('exit code', (await stage.session.run('sh', ['-c', actionOf('lock')])).code, 0)
      same('processes', processesOf(INSTALLED.program).length, 0)
    },
  },
  {
    says: 'locks when the desktop’s action asks for it and a lock is set',
    async prove(stage) {
      const { session, fill, configDir, startShown, killProgram } = stage
      const config = configDir('locked')
      const place = { XDG_CONFIG_HOME: config }
      const isLocked = async () => {
        const { code } = await session.run('keyhold', ['ls'], place)
        return code === EXIT.locked ? true : code === EXIT.done ? false : code
      }
      const content = { kind: 'key', name: KEY, secret: SECRET, expiresInDays: 2.5 } as const
      await fill({ ...content, passphrase: PASSPHRASE }, join(config, 'Keyhold'))
      await startShown(config)
      same('locked at the start', await isLocked(), true)
      await until(
        'the passphrase unlocks it',
        async () => {
          await session.run('xdotool', ['type', `${PASSPHRASE}\n`])
          await delay(CHECK_MS)
          return isLocked()
        },
        (locked) => locked === false,
      )
      same('exit code', (await session.run('sh', ['-c', actionOf('lock')], place)).code, 0)
      await until('the lock', isLocked, (locked) => locked === true)
      await killProgram()
    },
  },
]

const isWindow = (title: string) => title === WINDOW

/** The command of an action in the installed desktop file. */
function actionOf(name: string): string {
  const path = '/usr/share/applications/keyhold.desktop'
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const command = new RegExp(`\\[Desktop Action ${name}\\][^[]*?\\nExec=(.*)`).exec(text)?.[1]
  if (command === undefined) throw new Error(`The desktop file has no action ${name}`)
  return command
}
