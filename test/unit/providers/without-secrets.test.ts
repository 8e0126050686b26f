import { expect, it } from 'vitest'
import { Failure } from '../../../shared/contract/errors.ts'
import type { Issued, ListPage, RemoteKey } from '../../../electron/core/ports/provider.ts'
import { Secret } from '../../../electron/core/ports/secret.ts'
import type { Definition } from '../../../electron/providers/define.ts'
import { withoutSecrets, type Guarded } from '../../../electron/providers/without-secrets.ts'

const PARTS = ['a"b\\c-credential']
const api = { settings: {}, keepAnswers: () => undefined, close: () => undefined, secretParts: () => PARTS }
const row = (own: Partial<RemoteKey> = {}): RemoteKey => ({
  remoteId: 'r1',
  scope: '',
  label: 'deploy',
  switch: 'enabled',
  grants: [],
  facts: [],
  ...own,
})

/** A provider that lists `keys`, and issues `issued`. */
function guarded({ keys = [], issued }: { keys?: readonly RemoteKey[]; issued?: Issued }): Guarded {
  const provider: Pick<Guarded, 'list' | 'create'> & Partial<Definition> = {
    async *list() {
      yield { keys } satisfies ListPage
    },
    create: {
      check: (draft) => ({ draft, label: '', scope: '' }),
      send: async () => ({ status: 200, body: new Uint8Array() }),
      read: () => issued!,
    },
  }
  return withoutSecrets(provider as unknown as Guarded)
}

async function listed(keys: readonly RemoteKey[]): Promise<readonly RemoteKey[]> {
  const found: RemoteKey[] = []
  for await (const page of guarded({ keys }).list(api, '')) found.push(...page.keys)
  return found
}

it('hides the credential wherever a person would read it, and leaves the rest', async () => {
  const [said = row()] = await listed([
    row({ label: `mine: ${PARTS[0]!.toUpperCase()}.`, facts: [{ label: 'Note', value: PARTS[0]! }] }),
  ])
  expect(said.label).toBe('mine: [hidden].')
  expect(said.facts).toEqual([{ label: 'Note', value: '[hidden]' }])
  const others = [row({ facts: [{ label: 'Note', value: 'a"b' }] }), row({ lastUsedAt: undefined })]
  expect(await listed(others)).toEqual(others)
})

it.each(['remoteId', 'scope'] as const)(
  'does not understand a row whose %s contains the credential',
  async (name) => {
    const error: unknown = await listed([row({ [name]: `x${PARTS[0]!}` })]).catch((thrown: unknown) => thrown)
    expect((error as Failure).error).toMatchObject({ kind: 'provider', why: 'not-understood' })
  },
)

it('hides a new secret that its own answer repeats in the name, and reads no answer that repeats it in the address', () => {
  const secret = Secret.fromText('0123456789abcdef')
  const read = (remote: Issued['remote']) =>
    guarded({ issued: { secret, remote } }).create!.read({ status: 200, body: new Uint8Array() }, {})
  expect(read({ remoteId: 'r1', label: 'n 0123456789ABCDEF' }).remote).toEqual({
    remoteId: 'r1',
    label: 'n [hidden]',
  })
  expect(() => read({ remoteId: '0123456789abcdef' })).toThrow(Failure)
})
