/** The documents of the repository, as paths relative to its root. */
import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

const isPage = (name: string) => name.endsWith('.md')

/** The documents in the folder of `package.json`. */
export const TOP_PAGES: readonly string[] = readdirSync(ROOT).filter(isPage)

export const DOCS: readonly string[] = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter(isPage)
  .map((path) => `docs/${path.split(sep).join('/')}`)
