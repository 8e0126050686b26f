import { expect, it } from 'vitest'
import {
  askPassphrase,
  readNewPassphrase,
  readPassphrase,
} from '../../../electron/command-line/passphrase.ts'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { fakeCommandSession, type FakeCall } from '../../fakes/command-session.ts'

const atTerminal = (...typed: readonly (string | Uint8Array)[]) =>
  fakeCommandSession({ args: [], terminal: { in: true }, input: ['from the input\n'], typed })
const piped = (...input: NonNullable<FakeCall['input']>) =>
  fakeCommandSession({ args: [], input, typed: ['typed'] })

const refused = expect.objectContaining({ code: EXIT.usage }) as unknown

it('asks at a terminal, and nowhere else', async () => {
  const session = atTerminal('correct horse')
  expect(await readPassphrase(session, 'Passphrase')).toBe('correct horse')
  expect(session.questions).toEqual(['Passphrase: '])
  const other = piped('correct horse\n')
  expect(await readNewPassphrase(other, 'Passphrase')).toBe('correct horse')
  expect(other.questions).toEqual([])
})

it('asks twice for a new passphrase', async () => {
  const session = atTerminal('correct horse', 'correct horse')
  expect(await readNewPassphrase(session, 'New passphrase')).toBe('correct horse')
  expect(session.questions).toEqual(['New passphrase: ', 'Repeat the passphrase: '])
  await expect(readNewPassphrase(atTerminal('correct horse', 'correct horsf'), 'New')).rejects.toEqual(
    refused,
  )
})

it.each([
  ['nothing', []],
  ['an empty line', ['']],
  ['bytes that are not UTF-8', [Uint8Array.of(0x70, 0xff)]],
  ['more than a person types', ['x'.repeat(10_001)]],
])('takes no passphrase from %s', async (_what, typed) => {
  await expect(readPassphrase(atTerminal(...typed), 'Passphrase')).rejects.toEqual(refused)
})

it('shows a hostile name in the question as it would anywhere', async () => {
  const session = atTerminal('correct horse')
  await askPassphrase(session, 'Passphrase of “\u001b[2Jx”')
  expect(session.questions).toEqual([String.raw`Passphrase of “\u001b[2Jx”: `])
})
