/** Runs the program and an emulator in separate processes, and computes the figures of sync and copy. */
import { join } from 'node:path'
import { startEmulator, WALKED_PROVIDERS, type RemoteEmulator } from './emulator.ts'
import { longest, median, p95Figure, rounded, assessmentOf, type Figure } from './figures.ts'
import type { MainOrder, MainReport, SyncRun } from './main-process.ts'
import { measuredIn } from './measured-process.ts'
import type { PlainSyncOrder, PlainSyncReport } from './plain-sync-process.ts'

const ROUNDS = 3
const COPIES = 100

const runMain = (
  { provider, settings, credential }: RemoteEmulator,
  profile: string,
  copies: number,
  flags: readonly string[] = [],
): Promise<MainReport> => {
  const order: MainOrder = { profile, emulator: { provider, settings, credential }, copies }
  return measuredIn('./main-process.ts', order, flags)
}

/** The yardstick of a sync, from the same emulator (RIPE Atlas). `folder` must be new. */
export function runPlainSync(
  { settings, credential }: RemoteEmulator,
  folder: string,
): Promise<PlainSyncReport> {
  const order: PlainSyncOrder = {
    baseUrl: String(settings.baseUrl),
    credential,
    database: join(folder, 'plain.db'),
  }
  return measuredIn('./plain-sync-process.ts', order)
}

/** Creates a profile in `folder` with one account of `keys` keys, for benchmarks that start after a sync. */
export async function fillProfile(keys: number, folder: string): Promise<void> {
  const emulator = await startEmulator(keys)
  try {
    await runMain(emulator, folder, 0)
  } finally {
    await emulator.close()
  }
}

/**
 * `newFolder` returns a new profile folder on each call. If main was blocked too long, an additional run records a CPU profile into `resultsDir`, for
 * Chromium's developer tools.
 */
export async function benchMain(
  keys: number,
  newFolder: () => string,
  resultsDir: string,
): Promise<Figure[]> {
  const emulator = await startEmulator(keys)
  try {
    const reports: MainReport[] = []
    const plain: PlainSyncReport[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      plain.push(await runPlainSync(emulator, newFolder()))
      reports.push(await runMain(emulator, newFolder(), COPIES))
    }
    const figures = figuresOf(keys, reports, plain)
    const isMissed = (figure: Figure) => figure.unit === 'ms' && assessmentOf(figure) === 'missed'
    if (!figures.some(isMissed)) return figures
    // The profiler slows the program down, so it runs only if there is a block to explain.
    await runMain(emulator, newFolder(), COPIES, ['--cpu-prof', `--cpu-prof-dir=${resultsDir}`])
    return figures.map((figure) =>
      isMissed(figure) ? { ...figure, note: `${figure.note}; CPU profile in ${resultsDir}` } : figure,
    )
  } finally {
    await emulator.close()
  }
}

/** Syncs at providers whose lists are read in other ways. The calls take most of the time, so there is no aim for it. */
export async function benchWalks(keys: number, newFolder: () => string): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const provider of WALKED_PROVIDERS) {
    const emulator = await startEmulator(keys, provider)
    try {
      const { first, again } = await runMain(emulator, newFolder(), 0)
      const what = `${keys.toLocaleString('en')} keys of ${provider}`
      figures.push(
        {
          what: `sync of ${what}`,
          measured: first.seconds,
          unit: 's',
          aim: undefined,
          note: `the first sync; a second one ${rounded(again.seconds)} s`,
          samples: 1,
        },
        blockedFigure(`main blocked, syncs of ${what}`, [first, again]),
      )
    } finally {
      await emulator.close()
    }
  }
  return figures
}

function figuresOf(
  keys: number,
  reports: readonly MainReport[],
  plain: readonly PlainSyncReport[],
): Figure[] {
  const name = `${keys.toLocaleString('en')} keys`
  const secondsOf = (run: (report: MainReport) => SyncRun) => reports.map((report) => run(report).seconds)
  const firsts = secondsOf(({ first }) => first)
  const agains = secondsOf(({ again }) => again)
  const copies = reports.flatMap(({ copyMs }) => copyMs)
  return [
    {
      what: `sync of ${name}`,
      measured: median(firsts),
      unit: 's',
      aim: { atMost: 2 },
      yardstick: {
        what: 'fetch, parse, insert',
        measured: median(plain.map(({ seconds }) => seconds)),
        by: 'ratio',
      },
      note: `median of the first syncs; longest ${rounded(longest(firsts))} s, a second one ${rounded(median(agains))} s`,
      samples: firsts.length,
    },
    blockedFigure(
      `main blocked, first sync of ${name}`,
      reports.map(({ first }) => first),
      longest(plain.map(({ longestParseMs }) => longestParseMs)),
    ),
    blockedFigure(
      `main blocked, second sync of ${name}`,
      reports.map(({ again }) => again),
      longest(plain.map(({ longestParseMs }) => longestParseMs)),
    ),
    p95Figure(`copy, without the keychain's time, ${name}`, copies, 5),
  ]
}

/** `longestParseMs`: the yardstick, if there is one. */
function blockedFigure(what: string, runs: readonly SyncRun[], longestParseMs?: number): Figure {
  const blocks = runs.flatMap((run) => run.blocks)
  const worst = blocks.toSorted((a, b) => b.ms - a.ms)[0]
  return {
    what,
    measured: worst?.ms ?? 0,
    unit: 'ms',
    ...(longestParseMs === undefined
      ? { aim: { atMost: 50 } }
      : {
          aim: { atMost: 15 },
          yardstick: { what: 'JSON.parse of a page', measured: longestParseMs, by: 'difference' },
        }),
    note: `longest turn of the event loop, ${rounded(worst?.cpuMs ?? 0)} ms of it this thread's own work; longest own work of any turn ${rounded(longest(blocks.map(({ cpuMs }) => cpuMs)))} ms`,
    samples: runs.length,
  }
}
