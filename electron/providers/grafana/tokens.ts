/** Service-account tokens in Grafana's form. Source: grafana/grafana, pkg/services/serviceaccounts/api/token.go. */
import { z } from 'zod'
import type { FormValues } from '../../../shared/model/model.ts'
import type { Answer, Issued, RemoteKey, ReportedKey } from '../../core/ports/provider.ts'
import { instantOf, textOf } from '../forms.ts'
import { notUnderstood } from '../failure.ts'
import { isMask, readIssuedSecret } from '../issued-secret.ts'
import { readAnswer } from '../json.ts'
import { membersOf } from '../secret-forms.ts'
import { readEnd, readInstant } from '../times.ts'
import { accountFacts, type ServiceAccount } from './accounts.ts'

export const RawToken = z.object({
  id: z.int().positive(),
  name: z.string().nullish().catch(undefined),
  created: z.unknown().optional(),
  expiration: z.unknown().optional(),
  lastUsedAt: z.unknown().optional(),
  /** Grafana's secret scanning revokes a token that it finds in public. */
  isRevoked: z.boolean().nullish().catch(undefined),
})
export type RawToken = z.infer<typeof RawToken>

const Made = z.object({
  id: z.int().positive(),
  name: z.string().optional().catch(undefined),
  key: z.unknown(),
})

/** The id of a token in Keyhold: a token is addressed together with its account. */
const remoteIdOf = (account: number | string, token: number): string => `${String(account)}/${String(token)}`

/** The numbers of the account and the token. */
export function partsOf(remoteId: string): { readonly account: string; readonly token: string } {
  const [account = '', token = ''] = remoteId.split('/')
  return { account, token }
}

/** A token of `account`. */
export function readToken(raw: RawToken, account: ServiceAccount): RemoteKey {
  return {
    remoteId: remoteIdOf(account.id, raw.id),
    scope: '',
    label: raw.name ?? '',
    switch: switchOf(raw, account),
    expires: readEnd(raw.expiration),
    createdAt: readInstant(raw.created),
    lastUsedAt: readInstant(raw.lastUsedAt),
    grants: [],
    facts: [
      ...accountFacts(account),
      ...(raw.isRevoked === true
        ? [{ label: 'Revoked by Grafana', value: 'Yes, as after a find by secret scanning' }]
        : []),
    ],
  }
}

function switchOf({ isRevoked }: RawToken, { isDisabled }: ServiceAccount): RemoteKey['switch'] {
  if (isRevoked === true) return 'frozen'
  return isDisabled === true ? 'disabled' : 'enabled'
}

/** The key after a change of its service account. Other facts, and a revocation, stay. */
export function withAccount(
  { remoteId, switch: was, facts }: RemoteKey,
  account: ServiceAccount,
): ReportedKey {
  const now = accountFacts(account)
  const others = facts.filter(({ label }) => !now.some((fact) => fact.label === label))
  const state = account.isDisabled === true ? 'disabled' : 'enabled'
  return { remoteId, switch: was === 'frozen' ? was : state, facts: [...now, ...others] }
}

/**
 * Reads the secret from a create answer. Throws Failure `provider` `masked-secret` if the token is not whole, `not-understood` if there is no token
 * or no id. The answer names neither the account nor the expiry: both are those of the draft until the next list.
 */
export function readIssued(answer: Answer, draft: FormValues): Issued {
  const { id, name, key } = readAnswer(Made, answer)
  const account = textOf(draft, 'serviceAccount')
  if (account === '') throw notUnderstood(answer.status)
  const end = instantOf(draft, 'expires')
  return {
    secret: readIssuedSecret(key, answer.status),
    remote: {
      remoteId: remoteIdOf(account, id),
      scope: '',
      label: name ?? textOf(draft, 'name'),
      switch: 'enabled',
      expires: end === undefined ? {} : { at: end },
    },
  }
}

/** Every whole token in a text, found by the name of its member. */
export const secretsIn = (text: string): readonly string[] =>
  membersOf(text, 'key').filter((key) => !isMask(key))
