import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** What a file brings with it when it runs: type-only imports are gone by then. */
function loadedBy(file: string): string[] {
  const source = readFileSync(join(ROOT, file), 'utf8')
  return [...source.matchAll(/^(?:import|export)(?! type\b)[^'"]*from\s*['"]([^'"]+)['"]/gm)].map(
    ([, name]) => (name!.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), name!)) : name!),
  )
}

/** The way from a page's file to zod, if there is one. */
function wayToZod(file: string, way: readonly string[] = []): readonly string[] | undefined {
  if (way.includes(file)) return undefined
  for (const name of loadedBy(file)) {
    if (name === 'zod') return [...way, file, name]
    const found = /^(shared|renderer)\/.*\.tsx?$/.test(name) ? wayToZod(name, [...way, file]) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

const pages = readdirSync(join(ROOT, 'renderer'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\bmain\.tsx$/.test(file))
  .map((file) => `renderer/${file}`)

// zod tries out whether it may compile code, which the page's policy forbids and reports.
it.each(pages)('%s loads no schema library', (page) => {
  expect(wayToZod(page)).toBeUndefined()
})
