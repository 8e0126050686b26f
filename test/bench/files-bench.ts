/**
 * Import, backup and restore of whole vaults, through the gate and with a keychain of files: how long each takes, how long it blocks main, and how
 * much memory it needs. Each runs in a separate process. A system's keychain needs several times as long.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeKdbx } from '../../electron/formats/write-kdbx.ts'
import type { ExportEntry } from '../../shared/model/export.ts'
import { longest, rounded, type Figure } from './figures.ts'
import type { FilesOrder, FilesReport, FilesStep } from './files-process.ts'
import { measuredIn } from './measured-process.ts'

const KEYS_A_FILE = 20
const PASSPHRASE = 'correct horse battery staple'
const MB = 1e6
/** A tree of `.env` files is as large as its files together; other files are about a megabyte. */
const MEMORY_AIM = { atMost: 250 }

export async function benchFiles(keys: number, newFolder: () => string): Promise<Figure[]> {
  const name = `${keys.toLocaleString('en')} keys`
  const [profile, folder] = [newFolder(), newFolder()]
  const tree = envTree(join(folder, 'tree'), keys)
  const kdbx = await kdbxFile(join(folder, 'keys.kdbx'), keys)
  const backup = join(folder, 'vault.age')
  const run = (order: Omit<FilesOrder, 'keys'>) =>
    measuredIn<FilesReport>('./files-process.ts', { keys, ...order } satisfies FilesOrder)

  const ofTree = await run({ work: 'import-folder', profile, path: tree.path })
  const ofKdbx = await run({
    ...{ work: 'import-kdbx', profile: newFolder(), path: kdbx },
    passphrase: PASSPHRASE,
  })
  const ofBackup = await run({ work: 'backup', profile, path: backup })
  const ofRestore = await run({ work: 'restore', profile: newFolder(), path: backup })
  return [
    ...figuresOf(`import of ${name} from .env files`, ofTree, `${tree.files} files, ${inMb(tree.bytes)}`),
    ...figuresOf(`import of ${name} from KDBX`, ofKdbx, `a file of ${inMb(statSync(kdbx).size)}`),
    ...figuresOf(`backup of ${name}`, ofBackup, `a file of ${inMb(statSync(backup).size)}`),
    ...figuresOf(`restore of ${name}`, ofRestore, 'the same file'),
  ]
}

function figuresOf(what: string, { preview, run, memory }: FilesReport, input: string): Figure[] {
  const grown = memory.peak - memory.before
  return [
    {
      ...{ what: `${what}, seconds`, measured: run.seconds, unit: 's', aim: undefined, samples: 1 },
      note: `${input}${preview === undefined ? '' : `; before it, the preview took ${rounded(preview.seconds)} s`}`,
    },
    ...(preview === undefined ? [] : [blockedFigure(`main blocked, preview: ${what}`, preview)]),
    blockedFigure(`main blocked, ${what}`, run),
    {
      ...{ what: `memory, ${what}`, measured: grown / MB, unit: 'MB', aim: MEMORY_AIM, samples: 1 },
      note: `growth to the peak of the process, its threads counted; before it ${inMb(memory.before)}`,
    },
  ]
}

function blockedFigure(what: string, { blocks }: FilesStep): Figure {
  const worst = blocks.toSorted((a, b) => b.ms - a.ms)[0]
  return {
    ...{ what, measured: worst?.ms ?? 0, unit: 'ms', aim: { atMost: 50 }, samples: 1 },
    note: `longest turn of the event loop, ${rounded(worst?.cpuMs ?? 0)} ms of it own work; longest own work of any turn ${rounded(longest(blocks.map(({ cpuMs }) => cpuMs)))} ms`,
  }
}

const inMb = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`

const secret = (): string => randomBytes(24).toString('base64url')

/** `keys` different secrets, twenty per file, each file in its own folder. */
function envTree(
  path: string,
  keys: number,
): { readonly path: string; readonly files: number; readonly bytes: number } {
  const files = Math.ceil(keys / KEYS_A_FILE)
  let bytes = 0
  for (let file = 0; file < files; file += 1) {
    const folder = join(path, `service-${file}`)
    mkdirSync(folder, { recursive: true })
    const count = Math.min(KEYS_A_FILE, keys - file * KEYS_A_FILE)
    const lines = Array.from({ length: count }, (_, line) => `SERVICE_${file}_${line}_API_KEY=${secret()}\n`)
    const text = lines.join('')
    bytes += text.length
    writeFileSync(join(folder, '.env'), text, { mode: 0o600 })
  }
  return { path, files, bytes }
}

async function kdbxFile(path: string, keys: number): Promise<string> {
  const entries = Array.from({ length: keys }, (_, at): ExportEntry => ({
    ...{ name: `Key ${at}`, secret: secret(), group: `Group ${at % 50}`, variable: '' },
    ...{
      url: 'https://service.example/keys',
      note: 'Used by the nightly build.',
      tags: [],
      expires: undefined,
    },
  }))
  writeFileSync(path, await writeKdbx(entries, PASSPHRASE), { mode: 0o600 })
  return path
}
