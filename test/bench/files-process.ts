/**
 * Measures one task with a file in a separate process, through the gate: an import, a backup or a restore. A process runs only one task, because its
 * peak memory is counted from its start. Argument: one JSON object. Prints one JSON object.
 */
import { startProgram } from '../demo/program.ts'
import { demoWorld } from '../demo/stage.ts'
import { IDENTITY, RECIPIENT } from '../fakes/backup-file.ts'
import { loadBuilt, THREAD } from '../host/built.ts'
import { watchLoop, type Block } from './blocks.ts'
import { clonedPush } from './push-cost.ts'

export interface FilesOrder {
  readonly profile: string
  /** The path that the user chooses in the system's dialog: a file or a folder to read, or the backup to write. */
  readonly path: string
  readonly work: 'import-folder' | 'import-kdbx' | 'backup' | 'restore'
  /** For a KeePass file. */
  readonly passphrase?: string
  readonly keys: number
}

/** One step of the task, such as the preview before an import. */
export interface FilesStep {
  readonly seconds: number
  /** Blocks over 5 ms, in order. */
  readonly blocks: readonly Block[]
}

export interface FilesReport {
  /** The step until the user first sees a result. A backup has no such step. */
  readonly preview?: FilesStep
  readonly run: FilesStep
  /** Resident bytes of the process before the task, and at the peak, including its threads. */
  readonly memory: { readonly before: number; readonly peak: number }
}

const order = JSON.parse(process.argv[2] ?? '{}') as FilesOrder
const built = await loadBuilt()
const network = built.createNetwork({ proxyFor: () => Promise.resolve(undefined) })
const world = demoWorld(order.profile, network)
world.fileDialogs.choice = order.path
const program = await startProgram(built, {
  ...world,
  worker: built.createWorker({ entry: THREAD, log: world.log }),
  push: clonedPush(world.log),
})
const before = process.memoryUsage.rss()

async function measured<T>(run: () => Promise<T>): Promise<FilesStep & { readonly value: T }> {
  const stop = watchLoop()
  const from = performance.now()
  const value = await run()
  const seconds = (performance.now() - from) / 1_000
  return { seconds, blocks: stop(), value }
}

function check(what: string, counted: number): void {
  if (counted !== order.keys) throw new Error(`${what}: ${counted} keys instead of ${order.keys}`)
}

async function importAll(): Promise<Omit<FilesReport, 'memory'>> {
  const preview = await measured(async () => {
    const { import: chosen } = await program.ask('import:choose', {
      from: order.work === 'import-folder' ? 'folder' : 'files',
    })
    if (chosen === undefined || order.passphrase === undefined) return chosen
    return program.ask('import:unlock', { import: chosen.id, passphrase: order.passphrase })
  })
  if (preview.value === undefined) throw new Error('No file was chosen')
  const { id, size } = preview.value
  check('preview', size)
  const rows = Array.from({ length: size }, (_, row) => row)
  const run = await measured(() => program.ask('import:run', { import: id, rows, isApart: false }))
  check('import', run.value.added)
  return { preview, run }
}

async function backup(): Promise<Omit<FilesReport, 'memory'>> {
  const run = await measured(() =>
    program.ask('backup:write', { for: { kind: 'recipients', recipients: [RECIPIENT] } }),
  )
  check('backup', run.value.secrets ?? 0)
  return { run }
}

async function restore(): Promise<Omit<FilesReport, 'memory'>> {
  const preview = await measured(() =>
    program.ask('restore:open', { with: { kind: 'identities', text: IDENTITY } }),
  )
  const { dryRun } = preview.value
  if (dryRun === undefined) throw new Error('No backup was chosen')
  const keys = dryRun.keys.map(({ id }) => id)
  const run = await measured(() => program.ask('restore:run', { id: dryRun.id, accounts: [], keys }))
  check('restore', run.value.keys)
  return { preview, run }
}

const WORK = { 'import-folder': importAll, 'import-kdbx': importAll, backup, restore }

const steps = await WORK[order.work]()
// Node reports kilobytes.
const peak = process.resourceUsage().maxRSS * 1_024
const report: FilesReport = {
  ...(steps.preview && { preview: bare(steps.preview) }),
  run: bare(steps.run),
  memory: { before, peak },
}
await program.close()
network.close()
process.stdout.write(`${JSON.stringify(report)}\n`)

function bare({ seconds, blocks }: FilesStep): FilesStep {
  return { seconds, blocks }
}
