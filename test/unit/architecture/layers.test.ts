import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** The permitted imports. The first matching row counts. Names with `pkg:` are packages. */
const LAYERS: readonly (readonly [layer: string, mayImport: readonly string[]])[] = [
  // The only module that contains the version.
  ['shared/desktop/version.ts', ['package.json']],
  ['shared', ['pkg:zod']],
  ['electron/core', ['shared', 'pkg:node:']],
  [
    'electron/providers',
    [
      'shared',
      'electron/core/ports',
      'electron/core/answers',
      'pkg:zod',
      'pkg:node:crypto',
      'pkg:@connectrpc/',
      'pkg:@xmldom/xmldom',
      'pkg:aws4',
      'pkg:jsonpointer',
      'pkg:@bufbuild/protobuf',
    ],
  ],
  // The command must start within milliseconds: it has no package, and imports only those parts of `shared` that need none.
  ['cli', ['shared', 'pkg:node:']],
  ['electron/store', ['shared', 'electron/core', 'pkg:better-sqlite3', 'pkg:node:']],
  ['electron/sealed-vault', ['shared', 'electron/core', 'pkg:zod', 'pkg:node:']],
  ['electron/os', ['shared', 'electron/core', 'pkg:electron', 'pkg:keytar', 'pkg:undici', 'pkg:node:']],
  // Converts bytes to entries. This room opens nothing and sends nothing.
  [
    'electron/formats',
    [
      'shared',
      'pkg:age-encryption',
      'pkg:fflate',
      'pkg:csv-parse',
      'pkg:kdbxweb',
      'pkg:yaml',
      'pkg:@xmldom/xmldom',
      'pkg:@noble/hashes',
      'pkg:zod',
      'pkg:node:',
    ],
  ],
  // The code that a thread runs, and its messages: no vault, no network, no system.
  ['electron/worker', ['shared', 'electron/core/ports', 'electron/formats', 'pkg:node:']],
  ['electron/ipc', ['shared', 'electron/core']],
  ['electron/command-line', ['shared', 'electron/core', 'pkg:string-width', 'pkg:node:']],
  // A demo vault sends nothing, so its room imports nothing that can send, open or write.
  ['electron/demo', ['shared', 'electron/core', 'electron/ipc', 'pkg:node:crypto']],
  [
    'electron/app.ts',
    [
      'shared',
      'electron/core',
      'electron/providers',
      'electron/store',
      'electron/ipc',
      'electron/command-line',
    ],
  ],
  ['electron', ['shared', 'electron', 'resources', 'pkg:electron', 'pkg:node:']],
  [
    'renderer',
    [
      'shared',
      'pkg:react',
      'pkg:react-dom',
      'pkg:zustand',
      'pkg:react-aria-components',
      'pkg:@internationalized/date',
      'pkg:@tanstack/react-virtual',
      'pkg:lucide-react',
    ],
  ],
]

/** The rooms of the core, the innermost first. A room may import the rooms in the lines above its own. The core's root may import all. */
const CORE_ROOMS: readonly (readonly string[])[] = [
  ['ports'],
  ['answers', 'consent', 'keychain', 'lock', 'projection', 'scheduling'],
  ['credentials', 'desktop', 'proxy'],
  ['sync'],
  ['keys'],
  ['accounts', 'descriptions', 'reminders', 'rotation'],
  ['approvals', 'backup', 'clipboard', 'import', 'orphans', 'overlap'],
  ['diagnostics', 'export'],
]

/** The files outside rooms. Every other file belongs in a room. */
const AT_ROOTS: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  electron: ['app.ts', 'preload.ts'],
  'electron/core': ['compose.ts', 'locked-vault.ts', 'schedule.ts', 'vault.ts'],
  renderer: [],
}

/** `zod` permits zod and zod/v4; a rule that ends in `/` or `:` permits every name with that prefix. */
const permits = (rule: string, name: string) =>
  /[/:]$/.test(rule) ? name.startsWith(rule) : name === rule || name.startsWith(`${rule}/`)

const inside = (path: string, layer: string) => path === layer || path.startsWith(`${layer}/`)

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file).split(sep).join('/'))
}

const importsOf = (file: string): string[] =>
  ts
    .preProcessFile(readFileSync(join(ROOT, file), 'utf8'), true, true)
    .importedFiles.map(({ fileName }) => fileName)

/** The file that `name` refers to in an import of `file`. Both paths are relative to the project's folder. */
const targetOf = (file: string, name: string) =>
  relative(ROOT, join(ROOT, dirname(file), name))
    .split(sep)
    .join('/')

const files = ['shared', 'electron', 'renderer', 'cli'].flatMap(filesUnder)

it.each(files)('%s keeps to its layer', (file) => {
  const [layer, allowed] = LAYERS.find(([name]) => inside(file, name))!
  const strays = importsOf(file).filter((name) => {
    if (!name.startsWith('.'))
      return !allowed.some((rule) => rule.startsWith('pkg:') && permits(rule.slice(4), name))
    return ![layer, ...allowed].some((rule) => inside(targetOf(file, name), rule))
  })
  expect(strays).toEqual([])
})

it.each(Object.entries(AT_ROOTS))('%s holds rooms and its entries', (root, entries) => {
  const found = files.filter((file) => dirname(file) === root).map((file) => basename(file))
  expect(found.sort()).toEqual(entries)
})

const roomOf = (file: string) => /^electron\/core\/([^/]+)\//.exec(file)?.[1]
const floorOf = (room: string) => CORE_ROOMS.findIndex((rooms) => rooms.includes(room))

it.each(files.filter((file) => roomOf(file) !== undefined))('%s imports inner rooms alone', (file) => {
  const room = roomOf(file)!
  expect(floorOf(room)).toBeGreaterThanOrEqual(0)
  const strays = importsOf(file).filter((name) => {
    const target = name.startsWith('.') ? targetOf(file, name) : undefined
    if (target === undefined || !inside(target, 'electron/core')) return false
    const other = roomOf(target)
    return other !== room && (other === undefined || floorOf(other) >= floorOf(room))
  })
  expect(strays).toEqual([])
})

it('no files import each other in a circle', () => {
  const importsBy = new Map(
    files.map((file) => [
      file,
      importsOf(file).flatMap((name) => (name.startsWith('.') ? [targetOf(file, name)] : [])),
    ]),
  )
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file) || path.includes(file)) return
    for (const next of importsBy.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(circles).toEqual([])
})
