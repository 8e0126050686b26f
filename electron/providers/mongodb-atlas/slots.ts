/** A service account has two places for secrets. Finds the account that a draft names, and refuses a third secret before Atlas does. */
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import { beforeChange, providerFailure } from '../failure.ts'
import { textOf } from '../forms.ts'
import type { HttpApi } from '../http-client.ts'
import { readInstant } from '../times.ts'
import { askAccount, listAccounts } from './calls.ts'
import { SECRET } from './kinds.ts'
import {
  accountOf,
  maskEnd,
  scopeOfDraft,
  writtenAccount,
  type RawAccount,
  type RawSecret,
} from './service-accounts.ts'

/** Expired secrets count until they are deleted. Source: the rotation guide of the vendor's Terraform provider. */
const MOST_SECRETS = 2

/**
 * The draft with the name and the client ID of its service account. Throws Failure `provider`, not sent: `invalid` if none or several accounts have
 * the name, `conflict` if both places are taken, whose secrets the words name.
 */
export async function withAccount(
  api: HttpApi,
  draft: FormValues,
  signal?: AbortSignal,
): Promise<FormValues> {
  if (draft[KIND_FIELD] !== SECRET) return draft
  return beforeChange(async () => {
    const account = await accountIn(api, draft, signal)
    const { clientId, name, secrets } = account
    if ((secrets ?? []).length >= MOST_SECRETS) throw full(account, api.now())
    return { ...draft, serviceAccount: writtenAccount(clientId, name ?? '') }
  })
}

async function accountIn(
  api: HttpApi,
  draft: FormValues,
  signal: AbortSignal | undefined,
): Promise<RawAccount> {
  const scope = scopeOfDraft(draft)
  const { clientId, name } = accountOf(textOf(draft, 'serviceAccount'))
  if (clientId !== undefined) return (await askAccount(api, scope, clientId, signal)).account
  const found: RawAccount[] = []
  for await (const { rows } of listAccounts(api, scope, signal))
    found.push(...rows.filter((account) => (account.name ?? '').trim() === name))
  const [only, ...others] = found
  if (only !== undefined && others.length === 0) return only
  const words =
    only === undefined
      ? `No service account is called “${name}”`
      : `Several service accounts are called “${name}”: enter the client ID of one`
  throw providerFailure({ why: 'invalid', outcome: 'not-sent', words })
}

function full({ name, clientId, secrets }: RawAccount, now: Instant) {
  const named = (secrets ?? []).map((secret) => described(secret, now)).join(' and ')
  return providerFailure({
    why: 'conflict',
    outcome: 'not-sent',
    words: `${name ?? clientId} already has two secrets: ${named}. Delete one of them first`,
  })
}

function described(secret: RawSecret, now: Instant): string {
  const end = readInstant(secret.expiresAt)
  const mask = maskEnd(secret)
  const which = mask === '' ? secret.id : `one ending in ${mask}`
  if (end === undefined) return which
  return `${which}, which ${end <= now ? 'expired' : 'expires'} on ${new Date(end).toISOString().slice(0, 10)}`
}
