/** Links between the documents: each link's file exists and contains the linked heading. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { DOCS, ROOT, TOP_PAGES } from './pages.ts'

const withoutCode = (text: string) => text.replaceAll(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`/g, '')

/** The targets of `](target)`, except those outside the repository. */
function linksIn(page: string): string[] {
  const text = withoutCode(readFileSync(join(ROOT, page), 'utf8'))
  return [...text.matchAll(/\]\(\s*([^)\s]+)\s*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
}

/** GitHub's anchor of a heading: lower case, without punctuation, with hyphens for spaces. */
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

it.each([...TOP_PAGES, ...DOCS])('%s links to nothing that is missing', (page) => {
  expect(linksIn(page).filter((link) => !isGood(page, link))).toEqual([])
})
