import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeProgram, programLine } from '../../../../electron/core/approvals/asking-program.ts'
import { shownText } from '../../../../electron/core/approvals/untrusted-text.ts'
import { program } from './set-up.ts'

it.each([
  ['plain', 'plain'],
  ['two\nlines\tand more', 'two lines and more'],
  ['\u001b[31mred', '\ufffd[31mred'],
  ['to\u202emoc.evil', 'to\ufffdmoc.evil'],
  ['zero\u200bwidth', 'zero\ufffdwidth'],
  ['👩\u200d💻', '👩\u200d💻'],
  ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['שם של תוכנית', 'שם של תוכנית'],
  ['\ud800', '\ufffd'],
])('%j is shown as %j', (text, shown) => expect(shownText(text, 100)).toBe(shown))

it('holds nothing that hides or turns text around, and no more than allowed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.integer({ min: 1, max: 50 }),
      (text, most) => {
        const shown = shownText(text, most)
        expect(shown.length).toBeLessThanOrEqual(most)
        expect(shown.isWellFormed()).toBe(true)
        expect(shown).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u)
      },
    ),
  )
})

it('a program without a name is called by its executable', () => {
  const { chain, anchor } = program('x')
  const nameless = { anchor, chain: chain.map((one) => ({ ...one, name: ' ' })) }
  expect(describeProgram(nameless)).toMatchObject({
    name: '/usr/bin/x',
    parents: ['/bin/zsh'],
    anchor: '/bin/zsh',
  })
  expect(programLine(describeProgram(program('x')))).toBe('zsh › x')
})
