/** Nebula Block keys as its API writes them. Source: the vendor's API key pages (2024) and third-party tests of its portal (2025). */
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

// A uuid in the pages of 2024, a number in those of today.
const Id = z.union([z.string().trim().min(1), z.int().nonnegative()]).transform(String)

/** `key` is in lists where none belongs (the portal's): it is compared with the credential and goes no further. */
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

// Contract A tells no state: what it lists works, as nothing there can switch a key off.
const SWITCHES: Readonly<Record<string, RemoteKey['switch']>> = { 1: 'enabled', 2: 'disabled' }

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
    switch: status === undefined ? 'enabled' : (SWITCHES[String(status)] ?? 'unknown'),
    createdAt: readInstant(created_at),
    grants: [],
    facts: facts.filter(({ value }) => value !== ''),
  }
}

/** The keys of a list's answer as they came. Throws Failure `provider` `not-understood`. */
export async function readList({ turn }: HttpApi, answer: Answer): Promise<readonly RawKey[]> {
  const { status } = answer
  return readRows(readAnswer(List, answer).data, { turn, schema: RawKey, status, read: (raw) => raw })
}

/**
 * What a create or renew answer handed out. Throws Failure `provider` `masked-secret` when the key is not whole,
 * `not-understood` when there is none or it belongs to another key than `renewed`. An envelope that calls itself failed is
 * not believed, whatever else is in it: it stays sealed.
 */
export function readIssued(answer: Answer, renewed?: string): Issued {
  const { status, data } = readAnswer(Single, answer)
  const id = data.id ?? renewed
  if (isFailed(status ?? undefined) || id === undefined) throw notUnderstood(answer.status)
  if (renewed !== undefined && id !== renewed) throw notUnderstood(answer.status)
  return { secret: readIssuedSecret(data.key, answer.status), remote: readKey({ ...data, id }) }
}

/** Every whole key in a text, by the member that holds it: the documents name no form that all keys have. */
export const secretsIn = (text: string): readonly string[] =>
  membersOf(text, 'key').filter((key) => !isMask(key))
