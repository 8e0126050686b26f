import { expect, it } from 'vitest'
import type { SealedFinding } from '../../../shared/model/operation.ts'
import { sealedWords } from '../../../renderer/screens/attention/sealed-messages.ts'

const context = { name: 'build', provider: 'RIPE Atlas', holdsSecret: true }
const FINDINGS: readonly SealedFinding[] = [
  { found: 'nothing' },
  { found: 'several' },
  { found: 'secret', works: 'yes' },
  { found: 'secret', works: 'untested' },
  { found: 'secret', works: 'no' },
]

it('offers to save a secret only once its provider accepts it, or has no test', () => {
  const saves = FINDINGS.filter((finding) => sealedWords(finding, context).step === 'save')
  expect(saves).toEqual([
    { found: 'secret', works: 'yes' },
    { found: 'secret', works: 'untested' },
  ])
})

it('offers to search first, and to test again what is not accepted yet', () => {
  expect(sealedWords(undefined, context)).toMatchObject({ step: 'search', button: 'Test the secret' })
  const unseen = sealedWords(undefined, { ...context, holdsSecret: false })
  expect(unseen).toMatchObject({ step: 'search', button: 'Search the recovery file' })
  expect(sealedWords({ found: 'secret', works: 'no' }, context)).toMatchObject({ button: 'Test again' })
})

it('says of every end that the file stays, unless the secret can be saved', () => {
  for (const finding of FINDINGS) {
    const { detail, step } = sealedWords(finding, context)
    if (step !== 'save') expect(detail).toContain('stays on this disk')
  }
})
