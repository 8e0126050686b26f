/** Runs the program in a process of its own against an emulator in another, and draws the figures of sync and copy. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startEmulator, type RemoteEmulator } from './emulator.ts'
import { longest, median, p95, rounded, spread, type Figure } from './figures.ts'
import type { MainOrder, MainReport, SyncRun } from './main-process.ts'

const SCRIPT = fileURLToPath(new URL('./main-process.ts', import.meta.url))
const ROUNDS = 3
const COPIES = 100
const REPORT_BYTES = 256_000_000

async function runMain(order: MainOrder): Promise<MainReport> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', SCRIPT, JSON.stringify(order)],
    { maxBuffer: REPORT_BYTES },
  )
  return JSON.parse(stdout) as MainReport
}

const orderFor = (
  { provider, settings, credential }: RemoteEmulator,
  profile: string,
  explain = false,
): MainOrder => ({ profile, emulator: { provider, settings, credential }, explain, copies: COPIES })

/** A profile in `folder` with one account of `keys` keys, for whoever measures what comes after a sync. */
export async function fillProfile(keys: number, folder: string): Promise<void> {
  const emulator = await startEmulator(keys)
  try {
    await runMain({ ...orderFor(emulator, folder), copies: 0 })
  } finally {
    await emulator.close()
  }
}

/** `newFolder` gives a profile's folder, new each time. */
export async function benchMain(keys: number, newFolder: () => string): Promise<Figure[]> {
  const emulator = await startEmulator(keys)
  try {
    const reports: MainReport[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      reports.push(await runMain(orderFor(emulator, newFolder())))
    const figures = figuresOf(keys, reports)
    if (
      !figures.some(
        ({ measured, aim, unit }) => unit === 'ms' && aim && 'atMost' in aim && measured > aim.atMost,
      )
    )
      return figures
    // A recorder slows everything down, so it runs only when there is something to explain.
    const explained = await runMain(orderFor(emulator, newFolder(), true))
    return figures.map((figure) =>
      figure.what.startsWith('main blocked')
        ? { ...figure, note: `${figure.note}; ${explained.first.reason ?? ''}` }
        : figure,
    )
  } finally {
    await emulator.close()
  }
}

function figuresOf(keys: number, reports: readonly MainReport[]): Figure[] {
  const name = `${keys.toLocaleString('en')} keys`
  const secondsOf = (run: (report: MainReport) => SyncRun) => reports.map((report) => run(report).seconds)
  const firsts = secondsOf(({ first }) => first)
  const agains = secondsOf(({ again }) => again)
  const copies = reports.flatMap(({ copyMs }) => copyMs)
  return [
    {
      what: `sync of ${name}`,
      measured: longest(firsts),
      unit: 's',
      aim: { atMost: 5 },
      note: `longest of the first syncs; median ${rounded(median(firsts))} s, a second one ${rounded(median(agains))} s`,
      samples: firsts.length,
    },
    blockedFigure(
      `main blocked, first sync of ${name}`,
      reports.map(({ first }) => first),
    ),
    blockedFigure(
      `main blocked, second sync of ${name}`,
      reports.map(({ again }) => again),
    ),
    {
      what: `copy, without the keychain's time, ${name}`,
      measured: p95(copies),
      unit: 'ms',
      aim: { atMost: 5 },
      note: `p95; ${spread(copies)}`,
      samples: copies.length,
    },
  ]
}

function blockedFigure(what: string, runs: readonly SyncRun[]): Figure {
  const blocks = runs.flatMap((run) => run.blocks)
  const worst = blocks.toSorted((a, b) => b.ms - a.ms)[0]
  return {
    what,
    measured: worst?.ms ?? 0,
    unit: 'ms',
    aim: { atMost: 50 },
    note: `longest turn of the event loop, ${rounded(worst?.cpuMs ?? 0)} ms of it this thread's own work; longest own work of any turn ${rounded(longest(blocks.map(({ cpuMs }) => cpuMs)))} ms`,
    samples: runs.length,
  }
}
