/** Reads keys in the form that a description gives them. */
import type { ProviderDescription } from '../../../shared/model/provider-description.ts'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood, providerFailure } from '../failure.ts'
import { readIssuedSecret } from '../issued-secret.ts'
import { parseJson } from '../json.ts'
import { plain } from '../scrub.ts'
import { textAt, valueAt } from './pointers.ts'
import type { NewKey } from './placeholders.ts'
import { handleOf, isMasked, revealsSecret, withoutSecret } from './secrets.ts'
import { readEndIn, readTime } from './times.ts'

const LONGEST_ID = 1_000

/**
 * One row of the list. Throws Failure `provider`: `not-understood` without an id, `secret-as-id` if the id holds the secret that the list shows. The
 * secret itself is only compared with the other texts, and is not part of the result.
 */
export function readRow(
  raw: unknown,
  { list, times }: Pick<ProviderDescription, 'list' | 'times'>,
  status: number,
): RemoteKey {
  const secret = list.secret === undefined ? '' : textAt(raw, list.secret)
  const time = (pointer: string | undefined) =>
    pointer === undefined ? undefined : readTime(valueAt(raw, pointer), times)
  return {
    remoteId: openId(textAt(raw, list.id), secret, status),
    scope: '',
    label: plain(withoutSecret(textAt(raw, list.name), secret)),
    handle: list.handle === undefined ? undefined : handleOf(textAt(raw, list.handle), list.handle, secret),
    // A description has no field for disabled keys, so a listed key counts as active.
    switch: 'enabled',
    ...(list.expires !== undefined && { expires: readEndIn(valueAt(raw, list.expires), times) }),
    createdAt: time(list.created),
    lastUsedAt: time(list.lastUsed),
    grants: [],
    facts: [],
  }
}

/**
 * The answer to a creation. Throws Failure `provider` `masked-secret` if the secret is not whole, `not-understood` if there is none, or no id, and
 * `secret-as-id` if the id holds it. The fields of the new key are those that were sent, until the next list.
 */
export function readIssued(
  answer: Answer,
  { create, list }: Pick<ProviderDescription, 'create' | 'list'>,
  { name, expires }: Omit<NewKey, 'now'>,
): Issued {
  const { status } = answer
  const json = parseJson(answer.body)
  if (create === undefined || json === undefined) throw notUnderstood(status)
  const secret = readIssuedSecret(valueAt(json, create.secret), status, isMasked)
  const text = secret.use((bytes) => bytes.toString('utf8'))
  return {
    secret,
    remote: {
      remoteId: openId(textAt(json, create.id), text, status),
      scope: '',
      label: name,
      switch: 'enabled',
      ...(list.expires !== undefined && { expires: expires === undefined ? {} : { at: expires } }),
    },
  }
}

/** SECURITY: an id is stored openly and is part of addresses. */
function openId(id: string, secret: string, status: number): string {
  if (id === '' || id.length > LONGEST_ID) throw notUnderstood(status)
  if (revealsSecret(id, secret)) throw providerFailure({ why: 'secret-as-id', outcome: 'unknown', status })
  return id
}
