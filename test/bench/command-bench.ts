/**
 * The time of a terminal command from its start to its end, compared with the commands of other password stores. One shell runs all of them, so that
 * an approval that is bound to the shell applies to all. Linux only.
 */
import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { hasProgram } from '../../scripts/has-program.ts'
import { busOf } from '../e2e/served-bus.ts'
import type { ProgramWithShell } from './electron.ts'
import { median, notInstalled, p95Figure, rounded, spread, type Figure } from './figures.ts'
import { ask } from './page.ts'

const ROUNDS = 40
/** For measurements that take long each time. */
const FEW_ROUNDS = 5
const AT_ONCE = 100
const AIMS = { nativeMs: 15, scriptMs: 150, listMs: 100 }
const KEY = 'bench-command'
const SECRET = 'made-up value of the bench'
/** Longer than the time without input that a card requires before it accepts a press. */
const QUIET_MS = 800

/** Prints the microseconds that each of `$1` runs of a command takes. Ends the shell if one of them fails. */
const TIMES = `times_of() {
  local rounds=$1 i from to; shift
  for ((i = 0; i < rounds; i++)); do
    from=$EPOCHREALTIME
    "$@" >/dev/null 2>"$HOME/bench.err" </dev/null || { cat "$HOME/bench.err" >&2; exit 1; }
    to=$EPOCHREALTIME
    echo $((\${to/./} - \${from/./}))
  done
}
at_once() {
  local i pids=()
  for ((i = 0; i < $1; i++)); do "\${@:2}" >/dev/null 2>&1 </dev/null & pids+=($!); done
  for i in "\${pids[@]}"; do wait "$i" || exit 1; done
}`

/** Closes the program when done. */
export async function benchCommands(program: ProgramWithShell, keys: number): Promise<Figure[]> {
  const shell = await openShell(program)
  try {
    const reference = await addKey(program)
    const allowed = shell.run(`native get ${KEY} >/dev/null`)
    await allow(program)
    await allowed
    const timesOf = async (line: string, rounds = ROUNDS) => {
      await shell.run(`times_of 2 ${line}`) // the first run loads what later runs find in memory
      return (await shell.run(`times_of ${String(rounds)} ${line}`))
        .trim()
        .split('\n')
        .map((text) => Number(text) / 1_000)
    }
    const bare = await timesOf('env true')
    const run = await timesOf(`native run --env KEY=${reference} -- true`)
    return [
      p95Figure('get, native command', await timesOf(`native get ${KEY}`), AIMS.nativeMs),
      p95Figure('get, script in Electron’s Node', await timesOf(`script get ${KEY}`), AIMS.scriptMs),
      p95Figure('get, script in Node', await timesOf(`with_node get ${KEY}`), AIMS.scriptMs),
      ...(await others(program, shell, timesOf)),
      p95Figure(
        `ls of ${keys.toLocaleString('en')} keys, native command`,
        await timesOf('native ls'),
        AIMS.listMs,
      ),
      {
        what: 'run of a command with one secret, on top of the command',
        measured: median(run) - median(bare),
        unit: 'ms',
        aim: undefined,
        note: `run: ${spread(run)}; the command alone: median ${rounded(median(bare))} ms`,
        samples: ROUNDS,
      },
      p95Figure(
        `${String(AT_ONCE)} gets at once, until the last has its answer`,
        await timesOf(`at_once ${String(AT_ONCE)} native get ${KEY}`, FEW_ROUNDS),
        undefined,
      ),
    ]
  } finally {
    shell.close()
    await program.close()
  }
}

/** The same lookup in the stores that a developer may use besides Keyhold. */
async function others(
  { electron, homeDir }: ProgramWithShell,
  shell: Shell,
  timesOf: (line: string, rounds?: number) => Promise<number[]>,
): Promise<Figure[]> {
  const figures: Figure[] = []
  if (hasProgram('secret-tool')) {
    const { address } = await busOf(electron)
    await shell.run(`export DBUS_SESSION_BUS_ADDRESS='${address}'`)
    await shell.run(`printf %s '${SECRET}' | secret-tool store --label=bench bench command`)
    figures.push(
      p95Figure('secret-tool lookup', await timesOf('secret-tool lookup bench command'), undefined),
    )
    await shell.run('secret-tool clear bench command')
  } else figures.push(notInstalled('secret-tool lookup'))
  if (hasProgram('keepassxc-cli')) {
    const database = join(homeDir, 'bench.kdbx')
    await shell.run(`printf 'pw\\npw\\n' | keepassxc-cli db-create -q -p '${database}' >/dev/null`)
    await shell.run(`printf 'pw\\n${SECRET}\\n' | keepassxc-cli add -q -p '${database}' bench >/dev/null`)
    await shell.run(`show() { keepassxc-cli show -q -s -a Password '${database}' bench <<< pw; }`)
    figures.push(p95Figure('keepassxc-cli show', await timesOf('show', FEW_ROUNDS), undefined))
  } else figures.push(notInstalled('keepassxc-cli show'))
  return figures
}

/** Adds a key with a secret. Returns the reference by which commands name it. */
async function addKey({ page }: ProgramWithShell): Promise<string> {
  await page.locator('[role=grid] [role=row][data-key]').first().waitFor()
  await ask(page, 'key:add', {
    secret: { from: 'typed', text: SECRET },
    fields: { name: KEY, typedExpiry: 'never' },
  })
  return `keyhold://secret/manual/${KEY}`
}

/** Approves the shown request, and later ones of the same shell for a quarter of an hour. */
async function allow({ electron }: ProgramWithShell): Promise<void> {
  const isCard = (window: { url(): string }) => window.url().includes('approval.html')
  const card = electron.windows().find(isCard) ?? (await electron.waitForEvent('window', isCard))
  const button = card.getByRole('button', { name: 'For 15 minutes' })
  await button.waitFor()
  await setTimeout(QUIET_MS)
  await button.click()
}

interface Shell {
  /** Runs one line and resolves with its output. Rejects if the shell has ended. Run one line at a time. */
  run(line: string): Promise<string>
  close(): void
}

const BETWEEN = '--- the line has ended'

async function openShell({ homeDir, appDir, executable, become }: ProgramWithShell): Promise<Shell> {
  const native = join(appDir, 'out', 'cli', 'keyhold')
  if (!existsSync(native)) throw new Error('The native command is not built; it needs a Rust compiler')
  const node = join(homeDir, 'node') // the program's user may not read the folder of the checkout
  copyFileSync(process.execPath, node)
  chmodSync(node, 0o755)
  const [program, ...words] = [...become, 'bash', '-s']
  const shell = spawn(program, words, {
    cwd: '/',
    env: { PATH: process.env.PATH, HOME: homeDir, XDG_RUNTIME_DIR: join(homeDir, '.run') },
    stdio: 'pipe',
  })
  let out = ''
  let err = ''
  shell.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
  shell.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
  shell.stdin.write(`${TIMES}
native() { '${native}' "$@"; }
script() { ELECTRON_RUN_AS_NODE=1 '${executable}' '${native}.mjs' "$@"; }
with_node() { '${node}' '${native}.mjs' "$@"; }
`)

  return {
    async run(line) {
      out = ''
      shell.stdin.write(`${line}\necho '${BETWEEN}'\n`)
      while (!out.endsWith(`${BETWEEN}\n`)) {
        if (shell.exitCode !== null) throw new Error(`The shell has ended at "${line}": ${err}`)
        await setTimeout(5)
      }
      return out.slice(0, -BETWEEN.length - 1)
    },
    close: () => void shell.kill('SIGKILL'),
  }
}
