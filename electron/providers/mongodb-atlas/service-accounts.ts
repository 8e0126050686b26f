/** Service accounts and their secrets in Atlas's form. Source: its specification of August 2026, `OrgServiceAccount` and `ServiceAccountSecret`. */
import { z } from 'zod'
import type { FormValues } from '../../../shared/model/model.ts'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import { textOf } from '../forms.ts'
import { readIssuedSecret } from '../issued-secret.ts'
import { readAnswer } from '../json.ts'
import { plain } from '../scrub.ts'
import { readInstant } from '../times.ts'
import { addressOfKey } from './addresses.ts'
import { secretScope } from './kinds.ts'

const Word = z.string().trim().min(1).max(256)
const Text = z.string().nullish().catch(undefined)

const RawSecret = z.object({
  id: Word,
  createdAt: Text,
  expiresAt: Text,
  lastUsedAt: Text,
  maskedSecretValue: Text,
  secret: z.unknown().optional(),
})
export type RawSecret = z.infer<typeof RawSecret>

export const RawAccount = z.object({
  clientId: Word,
  name: Text,
  description: Text,
  // In a project's list a role may come with the place that it is for.
  roles: z
    .array(z.union([z.string(), z.object({ roleName: z.string() }).transform(({ roleName }) => roleName)]))
    .nullish()
    .catch(undefined),
  secrets: z.array(RawSecret).nullish(),
})
export type RawAccount = z.infer<typeof RawAccount>

/** The service account in an answer, which must be the requested one. Throws Failure `provider` `not-understood`. */
export function readAccount(answer: Answer, clientId: string): RawAccount {
  const raw = readAnswer(RawAccount, answer)
  if (raw.clientId !== clientId) throw notUnderstood(answer.status)
  return raw
}

/** Every secret of an account is a key. All have the account's name. */
export const readSecrets = (account: RawAccount, scope: string): readonly RemoteKey[] =>
  (account.secrets ?? []).map((secret) => readSecret(account, secret, scope))

export function readSecret(account: RawAccount, secret: RawSecret, scope: string): RemoteKey {
  return {
    ...coreOf(account.clientId, account.name ?? '', secret, scope),
    lastUsedAt: readInstant(secret.lastUsedAt),
    grants: (account.roles ?? []).map((permission) => ({ permission })),
    facts: [
      ...factsOf(account.clientId, maskEnd(secret)),
      ...(plain(account.description ?? '') === ''
        ? []
        : [{ label: 'Description', value: plain(account.description ?? '') }]),
    ],
  }
}

function coreOf(clientId: string, name: string, { id, createdAt, expiresAt }: RawSecret, scope: string) {
  const end = readInstant(expiresAt)
  return {
    remoteId: addressOfKey(clientId, id),
    scope,
    label: name,
    handle: clientId,
    // Secrets have no switch: a listed one works until its end.
    switch: 'enabled',
    // Every secret has an end, so one that cannot be read is not "never".
    expires: end === undefined ? undefined : { at: end },
    createdAt: readInstant(createdAt),
  } as const
}

const factsOf = (clientId: string, end: string) =>
  [
    { label: CLIENT, value: clientId },
    { label: 'Ends in', value: plain(end) },
  ].filter(({ value }) => value !== '')

const CLIENT = 'Client ID'

/** The last four characters of the secret, which a mask shows after its placeholders; empty if it shows none. */
export function maskEnd({ maskedSecretValue }: RawSecret): string {
  return /[*•.…xX]{3,}([\w-]{4})$/u.exec(maskedSecretValue ?? '')?.[1] ?? ''
}

/** A service account in a draft: its client ID, and its name if that is known. */
export interface NamedAccount {
  readonly clientId: string | undefined
  readonly name: string
}

const IN_DRAFT = /^(?:(.*\S)\s*\()?(mdb_sa_id_[0-9a-f]{24})\)?$/

/** "web (mdb_sa_id_…)", the client ID alone, or the name alone. */
export function accountOf(text: string): NamedAccount {
  const match = IN_DRAFT.exec(text)
  return match === null ? { clientId: undefined, name: text } : { clientId: match[2], name: match[1] ?? '' }
}

export const writtenAccount = (clientId: string, name: string): string =>
  name === '' ? clientId : `${name} (${clientId})`

/** The scope that a draft's key will have. */
export const scopeOfDraft = (draft: FormValues): string => secretScope(textOf(draft, 'project'))

/** Reads a new secret of an existing account. Throws Failure `provider`. */
export function readIssuedSecretOf(answer: Answer, draft: FormValues): Issued {
  const { clientId, name } = accountOf(textOf(draft, 'serviceAccount'))
  if (clientId === undefined) throw notUnderstood(answer.status)
  const raw = readAnswer(RawSecret, answer)
  const secret = readIssuedSecret(raw.secret, answer.status)
  const end = secret.use((bytes) => bytes.toString('utf8').slice(-4))
  const { label, ...core } = coreOf(clientId, name, raw, scopeOfDraft(draft))
  return {
    secret,
    remote: { ...core, ...(label !== '' && { label }), facts: factsOf(clientId, end) },
  }
}

/** Reads a new account with its first secret. Throws Failure `provider`. */
export function readIssuedAccount(answer: Answer, draft: FormValues): Issued {
  const account = readAnswer(RawAccount, answer)
  const [raw] = (account.secrets ?? []).filter(({ secret }) => secret !== undefined && secret !== null)
  if (raw === undefined) throw notUnderstood(answer.status)
  const secret = readIssuedSecret(raw.secret, answer.status)
  return { secret, remote: readSecret(account, raw, scopeOfDraft(draft)) }
}
