/** The resources that a running program uses at one moment: memory, handles, file descriptors, and the files of its profile. Linux. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { ElectronApp } from '../e2e/electron-app.ts'
import type { Bound } from './series.ts'

const MB = 1_000_000

/** The measured resources, and how much each may grow from the second quarter of a soak to the last. */
export const BOUNDS = {
  'memory of main, MB': { share: 0.05, amount: 10 },
  'memory of the pages, MB': { share: 0.05, amount: 15 },
  'memory of the GPU process, MB': { share: 0.1, amount: 10 },
  'memory of other processes, MB': { share: 0.1, amount: 5 },
  'heap of main, MB': { share: 0.03, amount: 2 },
  'heap of the page, MB': { share: 0.03, amount: 2 },
  'nodes of the page': { share: 0.1, amount: 200 },
  'listeners of the page': { share: 0.1, amount: 50 },
  'active handles of main': { share: 0, amount: 8 },
  'file descriptors of main': { share: 0, amount: 8 },
  'database, MB': { share: 0.1, amount: 0.3 },
  // SQLite writes it back at 4,000 pages (`electron/store/database.ts`), so it may grow until then.
  'write-ahead log, MB': { share: 0, amount: 17 },
  'backups, MB': { share: 0.2, amount: 0.5 },
  'logs, MB': { share: 0, amount: 1.1 },
} as const satisfies Readonly<Record<string, Bound>>

export type Measured = keyof typeof BOUNDS
export type Sample = Readonly<Record<Measured, number>>

export async function sampleOf({ electron, page, profile }: ElectronApp): Promise<Sample> {
  const main = await ofMain(electron)
  const shown = await ofPage(page)
  const memory = (wanted: (type: string) => boolean) =>
    main.processes.filter(({ type }) => wanted(type)).reduce((sum, { pid }) => sum + pssOf(pid), 0) / MB
  const known = ['Browser', 'Tab', 'GPU']
  const { profileDir } = profile
  const database = join(profileDir, 'keyhold.sqlite')
  return {
    'memory of main, MB': memory((type) => type === 'Browser'),
    'memory of the pages, MB': memory((type) => type === 'Tab'),
    'memory of the GPU process, MB': memory((type) => type === 'GPU'),
    'memory of other processes, MB': memory((type) => !known.includes(type)),
    'heap of main, MB': main.heap / MB,
    'heap of the page, MB': shown.heap / MB,
    'nodes of the page': shown.nodes,
    'listeners of the page': shown.listeners,
    'active handles of main': main.handles,
    'file descriptors of main': readdirSync(`/proc/${String(main.pid)}/fd`).length,
    'database, MB': sizeOf(database) / MB,
    'write-ahead log, MB': sizeOf(`${database}-wal`) / MB,
    'backups, MB': folderSize(join(profileDir, 'backups')) / MB,
    'logs, MB': folderSize(join(profileDir, 'logs')) / MB,
  }
}

/** The heap after garbage collection. */
function ofMain(electron: ElectronApp['electron']) {
  return electron.evaluate(({ app }) => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
    process.getBuiltinModule('node:vm').runInNewContext('gc()')
    return {
      pid: process.pid,
      processes: app.getAppMetrics().map(({ pid, type }) => ({ pid, type })),
      heap: process.memoryUsage().heapUsed,
      handles: process.getActiveResourcesInfo().length,
    }
  })
}

async function ofPage(page: Page) {
  const session = await page.context().newCDPSession(page)
  try {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
    return { heap: usedSize, nodes, listeners: jsEventListeners }
  } finally {
    await session.detach()
  }
}

/** Bytes that only this process uses, plus its share of shared pages; 0 if it has just ended. */
function pssOf(pid: number): number {
  try {
    return (
      Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8'))?.[1]) *
      1_024
    )
  } catch {
    return 0
  }
}

/** 0 if the file does not exist. */
const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

const folderSize = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + sizeOf(join(folder, name)), 0)
