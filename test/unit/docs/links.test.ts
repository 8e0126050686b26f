/** Links between the documents: each leads to a file that exists, and to a heading that it has. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const isPage = (name: string) => name.endsWith('.md')
const PAGES = [
  ...readdirSync(ROOT).filter(isPage),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(isPage)
    .map((path) => `docs/${path.split(sep).join('/')}`),
]

const withoutCode = (text: string) => text.replaceAll(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`/g, '')

/** `](target)`, without those that lead out of the repository. */
function linksIn(page: string): string[] {
  const text = withoutCode(readFileSync(join(ROOT, page), 'utf8'))
  return [...text.matchAll(/\]\(\s*([^)\s]+)\s*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
}

/** GitHub's name of a heading: lower case, without punctuation, a hyphen for a space. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

function anchorsIn(path: string): string[] {
  const text = readFileSync(path, 'utf8').replaceAll(/^```.*?^```/gms, '')
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
}

function isGood(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#')
  const path = file === '' ? join(ROOT, page) : resolve(join(ROOT, dirname(page)), file)
  if (!existsSync(path)) return false
  return anchor === undefined || anchorsIn(path).includes(anchor)
}

it.each(PAGES)('%s links to nothing that is missing', (page) => {
  expect(linksIn(page).filter((link) => !isGood(page, link))).toEqual([])
})
