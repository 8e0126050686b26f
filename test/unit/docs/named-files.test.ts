import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { expect, it } from 'vitest'
import { DOCS, ROOT } from './pages.ts'

const TOP = ['electron', 'renderer', 'shared', 'cli', 'test', 'scripts', 'resources']
const MAIN_PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md']

/** Files and folders, in the form `/electron/core/journal.ts`. */
const places = TOP.flatMap((top) => [
  `/${top}`,
  ...readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' }).map(
    (path) => `/${top}/${path.split(sep).join('/')}`,
  ),
])

/** Text in code marks that looks like a file or folder: a name with an extension, or a path from the root. */
function namedIn(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8')
  const marked = [...text.matchAll(/`([^`\s]+)`/g)].map(([, name = '']) => name)
  const isPlace = (name: string) =>
    /\.(tsx?|mjs|sql|html|proto|rs)$/.test(name) || TOP.includes(name.split('/')[0] ?? '')
  return marked.filter(isPlace).map((name) => name.replace(/^(\.\.\/)+/, '').replace(/\/$/, ''))
}

/** Whether the file or folder exists. `<id>` and `*` match any name. The path may be the end of a longer one. */
function isThere(name: string): boolean {
  const pattern = name
    .split(/<id>|\*/)
    .map((part) => part.replaceAll(/[.+?^$()[\]{}|\\]/g, String.raw`\$&`))
    .join('[^/]+')
  const place = new RegExp(`/${pattern}$`)
  return places.some((path) => place.test(path))
}

it.each([...MAIN_PAGES, ...DOCS])('%s names only files and folders that exist', (page) => {
  expect(namedIn(page).filter((name) => !isThere(name))).toEqual([])
})

it.each(MAIN_PAGES)('%s names files at all', (page) => {
  expect(namedIn(page).length).toBeGreaterThan(0)
})
