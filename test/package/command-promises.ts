/** Promises about the `keyhold` command in a terminal, with and without a running program. */
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { DoctorReport } from '../../shared/diagnostics/doctor.ts'
import { INSTALLED, readManifest } from '../../scripts/package/product.ts'
import { COMPLETIONS } from '../../scripts/package/system-tree.ts'
import { REFUSED } from '../e2e/foreign-switches.ts'
import { processesOf } from './processes.ts'
import { holds, same, until, type PackagePromise } from './promise.ts'
import { KEY, SECRET } from './run-promises.ts'
import type { Ran } from './session.ts'
import { PALETTE, pressOnCard, WINDOW, type Stage } from './stage.ts'

const NO_DISPLAY = { DISPLAY: '', WAYLAND_DISPLAY: '' }
/** Longer than the program needs to start. */
const ENDING_MS = 5_000

const mains = () => processesOf(INSTALLED.program).filter(({ kind }) => kind === 'main').length

/** The process that has answered a command ends only after the command. */
async function nothingRuns(): Promise<void> {
  await until(
    'processes of the program',
    () => processesOf(INSTALLED.program).length,
    (count) => count === 0,
    ENDING_MS,
  )
}

async function succeeds({ session }: Stage, ...args: readonly string[]): Promise<Ran> {
  const ran = await session.run('keyhold', args)
  same(`keyhold ${args.join(' ')}: ${ran.stderr}`, ran.code, EXIT.done)
  return ran
}

/** Reads JSON with one key per line. */
const namesOf = (lines: string) =>
  lines
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly name: string }).name)

/** For a machine without a vault. */
export const firstCommandPromises: readonly PackagePromise[] = [
  {
    says: 'has its command in PATH, beside the program that the command speaks to',
    prove() {
      same('the link', realpathSync(INSTALLED.launcher), INSTALLED.command)
      return Promise.resolve()
    },
  },
  {
    says: 'prints its version from PATH and from the program, without a display',
    async prove({ session }) {
      const { version } = readManifest()
      const answers = [
        await session.run('keyhold', ['--version'], NO_DISPLAY),
        await session.run(INSTALLED.program, ['--version'], NO_DISPLAY),
      ].map(({ code, stdout }) => [code, stdout.trim()])
      same('answers', answers, [
        [0, `keyhold ${version}`],
        [0, version],
      ])
      await nothingRuns()
    },
  },
  {
    says: 'lets the doctor answer from PATH, finds nothing broken, and starts no program for it',
    async prove({ session, profileDir }) {
      for (const call of ['doctor', '--doctor']) {
        const { code, stdout, stderr } = await session.run('keyhold', [call, '--json'])
        same(`exit code of ${call}: ${stderr}`, code, EXIT.done)
        const { facts } = DoctorReport.parse(JSON.parse(stdout))
        same(`${call}: keychain, vault`, [facts.keychain.state, facts.vault], ['ready', 'none'])
      }
      const { stdout } = await session.run('keyhold', ['doctor', '--json'], NO_DISPLAY)
      same('vault, told without a display', DoctorReport.parse(JSON.parse(stdout)).facts.vault, 'none')
      await nothingRuns()
      holds('no vault was made', !existsSync(join(profileDir, 'keyhold.sqlite')))
    },
  },
  {
    says: 'completes its calls in bash, zsh and fish',
    async prove(stage) {
      for (const [shell, path] of COMPLETIONS) {
        const { stdout } = await succeeds(stage, 'completion', shell)
        holds(`${path} is what the command prints`, readFileSync(path, 'utf8') === stdout)
      }
      const call = `source ${COMPLETIONS[0]?.[1] ?? ''}; COMP_WORDS=(keyhold compl); COMP_CWORD=1; _keyhold; echo "$COMPREPLY"`
      same('keyhold compl…', (await stage.session.run('bash', ['-c', call])).stdout.trim(), 'completion')
    },
  },
]

/** For a machine whose vault contains {@link KEY}, and at first without a running program. */
export const commandPromises: readonly PackagePromise[] = [
  {
    says: 'lists keys without a running program, without a display, and starts none',
    async prove(stage) {
      const { code, stdout } = await stage.session.run('keyhold', ['ls', '--json'], NO_DISPLAY)
      same('answer', [code, namesOf(stdout)], [EXIT.done, [KEY]])
      await succeeds(stage, 'ls')
      await nothingRuns()
    },
  },
  {
    says: 'says that a command needs the program where no display lets it start',
    async prove({ session }) {
      const { code, stdout, stderr } = await session.run('keyhold', ['get', KEY], NO_DISPLAY)
      same('answer', [code, stdout], [EXIT.noProgram, ''])
      holds(`one sentence: ${stderr}`, /^keyhold: .+\n$/.test(stderr))
      await nothingRuns()
    },
  },
  {
    says: 'refuses switches of Chromium behind one of its own',
    async prove({ session }) {
      const { code, stderr } = await session.run('keyhold', ['--hidden', '--no-sandbox'])
      same(`exit code: ${stderr}`, code, REFUSED)
      same('exit code alone', (await session.run('keyhold', ['--no-sandbox'])).code, EXIT.usage)
      await nothingRuns()
    },
  },
  {
    says: 'starts the program for a command that needs it, and once',
    async prove(stage) {
      await succeeds(stage, 'open', 'settings')
      await until('the window', stage.windows, (all) => all.includes(WINDOW))
      await until('one main process', mains, (count) => count === 1)
    },
  },
  {
    says: 'asks the running program for its status',
    async prove(stage) {
      const { stdout } = await succeeds(stage, 'status', '--json')
      const { keys, locked } = JSON.parse(stdout) as { readonly keys: number; readonly locked: boolean }
      same('keys, locked', [keys, locked], [1, false])
      same('keys', namesOf((await succeeds(stage, 'ls', '--json')).stdout), [KEY])
    },
  },
  {
    says: 'prints a secret once the person has allowed it on the card, and none once the person has denied it',
    async prove(stage) {
      for (const [key, code, secret] of [
        ['1', EXIT.done, SECRET],
        ['Escape', EXIT.denied, ''],
      ] as const) {
        const asked = stage.session.run('keyhold', ['get', KEY])
        await pressOnCard(stage, key, asked)
        const { stdout, ...ran } = await asked
        same(`exit code after ${key}: ${ran.stderr}`, ran.code, code)
        holds(
          `after ${key} the command prints ${secret === '' ? 'nothing' : 'the secret'}`,
          stdout === secret,
        )
      }
    },
  },
  {
    says: 'hands switches and links to the running program, and starts no other',
    async prove(stage) {
      await succeeds(stage, 'keyhold://open/keys')
      await succeeds(stage, '--hidden')
      same('version', (await succeeds(stage, '--version')).stdout, `keyhold ${readManifest().version}\n`)
      await until('one main process', mains, (count) => count === 1)
    },
  },
  {
    says: 'shows the quick palette from a terminal',
    async prove(stage) {
      await succeeds(stage, 'quick')
      await until('the palette', stage.windows, (all) => all.includes(PALETTE))
      await stage.quit()
    },
  },
]
