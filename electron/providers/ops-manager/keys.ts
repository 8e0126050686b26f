/** Agent API keys in Ops Manager's form. Source: its API pages and the vendor's Go client, where the two differ. */
import { z } from 'zod'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import { isMask, readIssuedSecret } from '../issued-secret.ts'
import type { HttpApi } from '../http-client.ts'
import { RawRows, readAnswer, readRows } from '../json.ts'
import { plain } from '../scrub.ts'
import { membersOf } from '../secret-forms.ts'
import { readInstant } from '../times.ts'

const Text = z.string().nullish().catch(undefined)
const Id = z.string().trim().min(1).optional().catch(undefined)

/** The field table says `id`, the samples and both clients `_id`. Times are epoch milliseconds, or ISO texts as the table says. */
const RawKey = z.object({
  _id: Id,
  id: Id,
  key: z.unknown().optional(),
  desc: Text,
  createdTime: z.unknown().optional(),
  createdUserId: Text,
  createdIpAddr: Text,
  createdBy: Text,
})
type RawKey = z.infer<typeof RawKey>

const MAKERS: ReadonlyMap<string, string> = new Map([
  ['USER', 'A person'],
  ['OLD_KEY', 'The project’s former single key'],
  ['PROVISIONING', 'Provisioning'],
  ['ATLAS', 'Atlas'],
  ['PUBLIC_API', 'The API'],
])

/** The list's answer, a bare array. Throws Failure `provider` `not-understood` if one of its keys cannot be identified. */
export async function readList({ turn }: HttpApi, answer: Answer): Promise<readonly RemoteKey[]> {
  const { status } = answer
  const read = (raw: RawKey) => readKey(raw, maskedEnd(raw.key), status)
  return readRows(readAnswer(RawRows, answer), { turn, schema: RawKey, status, read })
}

/**
 * Reads the secret from a create answer. Throws Failure `provider` `masked-secret` if the key is not whole, `not-understood` if there is no key or no
 * id.
 */
export function readIssued(answer: Answer): Issued {
  const raw = readAnswer(RawKey, answer)
  const secret = readIssuedSecret(raw.key, answer.status)
  const end = secret.use((bytes) => bytes.toString('utf8').slice(-4))
  return { secret, remote: readKey(raw, secret.byteLength < SHORTEST_KEY ? '' : end, answer.status) }
}

// Of a shorter key, four characters would be a large part.
const SHORTEST_KEY = 24

/** The last four characters, which the list shows after asterisks; empty for a key that the list shows completely. */
function maskedEnd(key: unknown): string {
  return typeof key === 'string' ? (/^\*{4,}([^*]{4})$/.exec(key)?.[1] ?? '') : ''
}

function readKey({ _id, id, ...raw }: RawKey, end: string, status: number): RemoteKey {
  const remoteId = _id ?? id
  if (remoteId === undefined) throw notUnderstood(status)
  const maker = raw.createdBy ?? ''
  const facts = [
    { label: 'Ends in', value: plain(end) },
    { label: 'Made by', value: plain(MAKERS.get(maker) ?? maker) },
    { label: 'Maker’s address', value: plain(raw.createdIpAddr ?? '') },
    { label: 'User', value: plain(raw.createdUserId ?? '') },
  ]
  return {
    remoteId,
    scope: '',
    label: raw.desc ?? '',
    // Keys have no switch: a listed key works.
    switch: 'enabled',
    createdAt: readInstant(raw.createdTime),
    grants: [],
    facts: facts.filter(({ value }) => value !== ''),
  }
}

/** Every whole key in a text, found by the name of its member. */
export const secretsIn = (text: string): readonly string[] =>
  membersOf(text, 'key').filter((key) => !isMask(key))
