/** Finds the files and packages that a source file loads when it runs. Type-only imports are not loaded. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

const isSource = (name: string): boolean => /\.tsx?$/.test(name) && existsSync(join(ROOT, name))

/** Paths are relative to the project's folder. Packages keep their names. */
function loadedBy(file: string): string[] {
  const source = readFileSync(join(ROOT, file), 'utf8')
  return [...source.matchAll(/^(?:import|export)(?! type\b)(?:[^'"]*from)?\s*['"]([^'"]+)['"]/gm)].map(
    ([, name]) => (name!.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), name!)) : name!),
  )
}

/** The shortest chain of imports from `file` to a match; `undefined` if there is none. */
export function wayTo(
  file: string,
  isSought: (name: string, importer: string) => boolean,
): readonly string[] | undefined {
  const ways = new Map([[file, [file]]])
  for (const [at, way] of ways)
    for (const name of loadedBy(at)) {
      if (isSought(name, at)) return [...way, name]
      if (isSource(name) && !ways.has(name)) ways.set(name, [...way, name])
    }
  return undefined
}
