import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** Who may import whom. The first matching row counts; `pkg:` names are packages. */
const LAYERS: readonly (readonly [layer: string, mayImport: readonly string[]])[] = [
  ['shared', ['pkg:zod']],
  ['electron/core', ['shared', 'pkg:node:']],
  [
    'electron/providers',
    [
      'shared',
      'electron/core/ports',
      'electron/core/answers',
      'electron/core/secret.ts',
      'pkg:zod',
      'pkg:node:crypto',
      'pkg:@connectrpc/',
      'pkg:@bufbuild/protobuf',
    ],
  ],
  ['electron/store', ['shared', 'electron/core', 'pkg:better-sqlite3', 'pkg:node:']],
  ['electron/os', ['shared', 'electron/core', 'pkg:electron', 'pkg:keytar', 'pkg:undici', 'pkg:node:']],
  ['electron/ipc', ['shared', 'electron/core']],
  ['electron/app.ts', ['shared', 'electron/core', 'electron/providers', 'electron/store', 'electron/ipc']],
  ['electron', ['shared', 'electron', 'resources', 'pkg:electron', 'pkg:node:']],
  [
    'renderer',
    [
      'shared',
      'pkg:react',
      'pkg:react-dom',
      'pkg:zustand',
      'pkg:react-aria-components',
      'pkg:@tanstack/react-virtual',
      'pkg:lucide-react',
    ],
  ],
]

/** `zod` permits zod and zod/v4; a rule that ends in `/` or `:` permits everything that begins so. */
const permits = (rule: string, name: string) =>
  /[/:]$/.test(rule) ? name.startsWith(rule) : name === rule || name.startsWith(`${rule}/`)

const inside = (path: string, layer: string) => path === layer || path.startsWith(`${layer}/`)

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file).split(sep).join('/'))
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(ROOT, file), 'utf8')
  return [...source.matchAll(/(?<![.\w'"])(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    ([, name]) => name!,
  )
}

it.each(['shared', 'electron', 'renderer'].flatMap(filesUnder))('%s keeps to its layer', (file) => {
  const [layer, allowed] = LAYERS.find(([name]) => inside(file, name))!
  const strays = importsOf(file).filter((name) => {
    if (!name.startsWith('.'))
      return !allowed.some((rule) => rule.startsWith('pkg:') && permits(rule.slice(4), name))
    const target = relative(ROOT, join(ROOT, dirname(file), name))
      .split(sep)
      .join('/')
    return ![layer, ...allowed].some((rule) => inside(target, rule))
  })
  expect(strays).toEqual([])
})
