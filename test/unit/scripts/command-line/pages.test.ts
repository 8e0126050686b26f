import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../../electron/command-line/commands.ts'
import { manualPage, roff } from '../../../../scripts/command-line/manual.ts'
import { GUIDES, pagesOf } from '../../../../scripts/command-line/pages.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..', '..')
const manual = readFileSync(join(ROOT, 'resources', 'package', 'keyhold.1'), 'utf8')

describe('the man page', () => {
  it('is what the commands say (npm run pages)', () => {
    const frame = readFileSync(join(ROOT, 'scripts', 'command-line', 'keyhold.1.in'), 'utf8')
    expect(manual).toBe(manualPage(frame, COMMANDS))
  })

  it.skipIf(!existsSync('/usr/bin/groff'))('is rendered without a warning', () => {
    const text = execFileSync('sh', ['-c', 'groff -man -Tutf8 -ww -rLL=100n 2>&1'], {
      input: manual,
      encoding: 'utf8',
    })
    expect(text).not.toMatch(/warning|error:/)
    for (const { name, isHidden } of COMMANDS) if (isHidden !== true) expect(text).toContain(name)
  })

  it('takes no sign of a text for its own', () => {
    expect(roff("a\\b -x 'q'\n.TH")).toBe('a\\eb \\-x \\(aqq\\(aq\n\\&.TH')
  })
})

it('each command has its page, and each page is what its command says (npm run pages)', async () => {
  const folder = join(ROOT, 'docs', 'command-line')
  const pages = await pagesOf(COMMANDS)
  expect(readdirSync(folder).toSorted()).toEqual(['guides', ...pages.keys()].toSorted())
  expect(readdirSync(join(folder, 'guides')).toSorted()).toEqual(Object.keys(GUIDES).toSorted())
  for (const [name, text] of pages) expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
})
