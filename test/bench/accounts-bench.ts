/**
 * The figures of many accounts: syncing five providers in parallel compared with the slowest alone, the memory that ten syncs leave in use, and the
 * page's frames.
 */
import { sum } from 'simple-statistics'
import type { AccountsOrder, AccountsReport } from './accounts-process.ts'
import { BENCH_PROVIDERS, startEmulator, type RemoteEmulator } from './emulator.ts'
import { longest, median, rounded, type Figure } from './figures.ts'
import { measuredIn } from './measured-process.ts'
import { confirmed, connectAndSync, formOf, started, type OpenPage } from './page-bench.ts'
import { measurePage } from './page.ts'

const KEYS = 2_000
const ROUNDS = 5
/** Syncs after the first one; the memory after the first one is the baseline. */
const MORE_SYNCS = 9
/** The delay of each answer, as on a network. Without it, both sides of the comparison would only measure this machine's processor. */
const ANSWERS_LATE_MS = 80
/** The aims, in milliseconds, for a turn of main's event loop, a frame, and the page's share of a frame. */
const LONGEST_MS = 50
const WORDS = `${String(BENCH_PROVIDERS.length)} accounts of ${KEYS.toLocaleString('en')} keys`

const startAll = (): Promise<RemoteEmulator[]> =>
  Promise.all(BENCH_PROVIDERS.map((provider) => startEmulator(KEYS, provider, ANSWERS_LATE_MS)))
const closeAll = (emulators: readonly RemoteEmulator[]) => Promise.all(emulators.map((one) => one.close()))

export async function benchAccounts(newFolder: () => string): Promise<Figure[]> {
  const emulators = await startAll()
  try {
    const reports: AccountsReport[] = []
    for (let round = 0; round < ROUNDS; round += 1) reports.push(await run(newFolder(), emulators))
    return figuresOf(reports)
  } finally {
    await closeAll(emulators)
  }
}

function run(folder: string, emulators: readonly RemoteEmulator[]): Promise<AccountsReport> {
  const order: AccountsOrder = {
    folder,
    emulators: emulators.map(({ provider, settings, credential }) => ({ provider, settings, credential })),
    syncs: MORE_SYNCS,
  }
  return measuredIn('./accounts-process.ts', order, ['--expose-gc'])
}

const slowest = ({ alone }: AccountsReport) => alone.toSorted((a, b) => b.seconds - a.seconds)[0]!

function figuresOf(reports: readonly AccountsReport[]): Figure[] {
  const ratios = reports.map((report) => report.together / slowest(report).seconds)
  const grown = reports.map(({ memory: [before, after] }) => after / before)
  const blocks = reports.flatMap((report) => report.blocks)
  const { provider } = slowest(reports[0]!)
  const aloneOf = (name: string) =>
    rounded(median(reports.map(({ alone }) => alone.find((one) => one.provider === name)!.seconds)))
  const each = BENCH_PROVIDERS.map((name) => `${name} ${aloneOf(name)}`).join(', ')
  return [
    {
      what: `${WORDS} side by side, against the slowest alone`,
      measured: median(ratios),
      unit: 'x',
      aim: { atMost: 1.3 },
      note: `together ${rounded(median(reports.map(({ together }) => together)))} s, slowest alone ${provider}; alone: ${each} s; answers ${String(ANSWERS_LATE_MS)} ms late`,
      samples: ratios.length,
    },
    {
      what: `main blocked, ${WORDS} side by side`,
      measured: longest(blocks.map(({ ms }) => ms)),
      unit: 'ms',
      aim: { atMost: LONGEST_MS },
      note: `longest turn of the event loop; longest own work of any turn ${rounded(longest(blocks.map(({ cpuMs }) => cpuMs)))} ms`,
      samples: reports.length,
    },
    {
      what: `memory after ten syncs of ${WORDS}, against after one`,
      measured: longest(grown),
      unit: 'x',
      aim: { atMost: 1.05 },
      note: `after a collection; ${rounded(median(reports.map(({ memory }) => memory[1])) / 1e6)} MB in the end`,
      samples: grown.length,
    },
  ]
}

/**
 * Runs on a page of an empty vault: connects all accounts at once and measures frames until the last first sync has ended. Also
 * measures the page's own share of them, because the program, its browser and all emulators share the machine.
 */
export async function benchAccountFrames({ page }: OpenPage, where: string): Promise<Figure[]> {
  const emulators = await startAll()
  try {
    await started(page)
    await confirmed(page, emulators)
    const measured = await measurePage(page)
    const connectAll = () =>
      Promise.all(emulators.map((emulator) => page.evaluate(connectAndSync, formOf(emulator))))
    let frames: number[] = []
    const tasks = await measured.tasksDuring(async () => {
      frames = await measured.framesDuring(connectAll)
    })
    return [
      {
        what: `longest frame while ${WORDS} are synced, ${where}`,
        measured: longest(frames),
        unit: 'ms',
        aim: { atMost: LONGEST_MS },
        note: `of ${String(frames.length)} frames; median ${median(frames).toFixed(1)} ms; over that: ${String(frames.filter((ms) => ms > LONGEST_MS).length)}`,
        samples: frames.length,
      },
      {
        what: `longest task of the page while ${WORDS} are synced, ${where}`,
        measured: longest(tasks),
        unit: 'ms',
        aim: { atMost: LONGEST_MS },
        note: `processor time; together ${rounded(sum(tasks))} ms`,
        samples: tasks.length,
      },
    ]
  } finally {
    await closeAll(emulators)
  }
}
