/** Nebula Block keys in the form of its API. Source: the vendor's API key pages (2024) and third-party tests of its portal (2025). */
import { z } from 'zod'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import { isMask, readIssuedSecret } from '../issued-secret.ts'
import type { HttpApi } from '../http-client.ts'
import { RawRows, readAnswer, readRows } from '../json.ts'
import { plain } from '../scrub.ts'
import { membersOf } from '../secret-forms.ts'
import { readInstant } from '../times.ts'
import { isFailed } from './errors.ts'

const Text = z.string().nullish().catch(undefined)

// A uuid in the pages of 2024, a number in today's pages.
const Id = z.union([z.string().trim().min(1), z.int().nonnegative()]).transform(String)

/** The portal's lists contain `key`, which does not belong in a list: it is only compared with the credential. */
const RawKey = z.object({
  id: Id,
  key: z.unknown().optional(),
  name: Text,
  description: Text,
  status: z.union([z.number(), z.string()]).optional().catch('odd'),
  created_at: z.unknown().optional(),
  team: z
    .object({ id: z.int().nonnegative().optional().catch(undefined), name: Text })
    .nullish()
    .catch(undefined),
})
export type RawKey = z.infer<typeof RawKey>

const Envelope = { status: z.string().nullish().catch(undefined) }
const List = z.object({ ...Envelope, data: RawRows })
const Single = z.object({ ...Envelope, data: RawKey.extend({ id: Id.optional().catch(undefined) }) })

// The documented contract has no state: a listed key works, because nothing in that contract can switch a key off.
const SWITCHES: ReadonlyMap<string, RemoteKey['switch']> = new Map([
  ['1', 'enabled'],
  ['2', 'disabled'],
])

/** A key without its secret. */
export function readKey({ id, name, description, status, created_at, team }: RawKey): RemoteKey {
  const facts = [
    { label: 'Description', value: plain(description ?? '') },
    { label: 'Team', value: plain(team?.name ?? '') },
  ]
  return {
    remoteId: id,
    scope: '',
    label: name ?? '',
    switch: status === undefined ? 'enabled' : (SWITCHES.get(String(status)) ?? 'unknown'),
    createdAt: readInstant(created_at),
    grants: [],
    facts: facts.filter(({ value }) => value !== ''),
  }
}

/** The unparsed keys of a list's answer. Throws Failure `provider` `not-understood`. */
export async function readList({ turn }: HttpApi, answer: Answer): Promise<readonly RawKey[]> {
  const { status } = answer
  return readRows(readAnswer(List, answer).data, { turn, schema: RawKey, status, read: (raw) => raw })
}

/**
 * Reads the secret from a create or renew answer. Throws Failure `provider` `masked-secret` if the key is not whole, `not-understood` if there is
 * none or it belongs to another key than `renewed`. If the envelope reports a failure, its other content is not trusted and stays sealed.
 */
export function readIssued(answer: Answer, renewed?: string): Issued {
  const { status, data } = readAnswer(Single, answer)
  const id = data.id ?? renewed
  if (isFailed(status ?? undefined) || id === undefined) throw notUnderstood(answer.status)
  if (renewed !== undefined && id !== renewed) throw notUnderstood(answer.status)
  return { secret: readIssuedSecret(data.key, answer.status), remote: readKey({ ...data, id }) }
}

/** Every whole key in a text, found by the name of its member, because no form is documented for all keys. */
export const secretsIn = (text: string): readonly string[] =>
  membersOf(text, 'key').filter((key) => !isMask(key))
