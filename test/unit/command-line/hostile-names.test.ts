import fc from 'fast-check'
import { expect, it } from 'vitest'
import '../../seed.ts'
import { COMMANDS } from '../../../electron/command-line/commands.ts'
import { addByHand } from '../core/vault-set-up.ts'
import { makeCommands, writeKey } from './set-up.ts'

/** Characters that control a terminal or change the direction of text, except a command's own line feeds and a completion's tabs. */
const UNSAFE = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u

const hostile = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom(
    '\u001b[2J\u001b]0;title\u0007',
    'a\u202egnp.exe',
    '\r\nkeyhold: forged',
    '--json',
    '\u009b31m',
    '\ufeffx',
  ),
)

it('no name, note, account or provider text is printed raw by any command', async () => {
  const { keyhold, vault, approvals, account } = await makeCommands()
  approvals.answer = 'denied'
  const key = await addByHand(vault, 'victim', 'harmless')
  const calls = (name: string): readonly (readonly string[])[] => [
    [],
    ['status'],
    ['status', '--json'],
    ['ls'],
    ['ls', '--json'],
    ['ls', name],
    ...COMMANDS.filter(({ arguments: args = [] }) => args[0]?.completes === 'keys').flatMap((command) => [
      [command.name, '--', name],
      [command.name, '--', key],
    ]),
    ['show', key, '--json'],
    ['show', '--', `keyhold://secret/${name}/x`],
    ['sync', '--', name],
    ['open', '--', name],
    ['help', name],
    ['completion', name],
    ['env', '--', name],
    ['run', '--env', `X=${name}`, '--', 'true'],
    ['run', '--env-file', `./${name}`, '--', 'true'],
    ['__complete', '--', 'show', ''],
    [name],
    [`--${name}`],
  ]
  await fc.assert(
    fc.asyncProperty(hostile, async (name) => {
      await writeKey(vault, key, {
        name,
        notes: name,
        tags: [name],
        environment: name,
        handle: name,
        consoleUrl: name,
        grants: [{ permission: name, target: { type: name, id: name } }],
        facts: [{ label: name, value: name }],
        expires: { source: 'typed', at: 1 },
      })
      vault.store.accounts.put({
        ...vault.store.accounts.get(account)!,
        name,
        lastSync: { at: 1, error: { kind: 'provider', why: 'invalid', outcome: 'refused', words: name } },
      })
      expect(vault.snapshot().keys).toContainEqual(expect.objectContaining({ id: key, name }))
      for (const args of calls(name)) {
        for (const terminal of [{}, { out: true, err: true }]) {
          const { out, err } = await keyhold({ args: [...args], terminal, variables: { NO_COLOR: '1' } })
          expect(`${out}${err}`).not.toMatch(UNSAFE)
        }
      }
    }),
    { numRuns: 30 },
  )
}, 60_000)
