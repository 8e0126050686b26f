/** Replacement with overlap, up to the request: which keys can be replaced, and with which request. */
import type { Input } from '../../../shared/contract/contract.ts'
import { expiryOf } from '../../../shared/expiry/expiry.ts'
import { overlapEnd } from '../../../shared/expiry/lifetime.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { lacks, rotationOf } from '../../../shared/model/abilities.ts'
import { KeyId, type FormValues, type Instant } from '../../../shared/model/model.ts'
import type { Overlap } from '../../../shared/model/operation.ts'
import type { Credentials } from '../credentials/credentials.ts'
import { newId } from '../keychain/entry-names.ts'
import type { SecretRequest } from './request-secret.ts'
import type { KeyGuards, ReachableKey } from '../keys/key-guards.ts'
import { isMissing, readingKey } from '../sync/read-lag.ts'
import type { Provider, Providers } from '../ports/provider.ts'
import type { KeyRecord, Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import { asRemote } from '../sync/reconcile.ts'

interface Deps {
  readonly store: Store
  readonly providers: Providers
  readonly guards: KeyGuards
  readonly credentials: Credentials
  readonly clock: Clock
}

/** All throw Failure `not-found`, `unsupported` or `busy` if the key, or its secret, cannot be replaced with an overlap. */
export interface Replacing {
  /** The draft of a key like this one; asks the provider. Also throws Failure `keychain` or `provider`. */
  draft(key: KeyId): Promise<{ draft: FormValues }>
  /** The request, from a draft that the user may have changed. Also throws Failure `invalid` with the field. */
  plan(input: Input<'key:replace'>): Omit<SecretRequest, 'operation'> & { readonly overlap: Overlap }
  /** The overlap of this key's secret with its next one, which the provider ends by itself. */
  keepOld(key: KeyId, hours: number): Overlap
}

/** The planned overlap of two keys, or with `oldVersion` of two values of one: no longer than the old one works. */
export const plannedOverlap = (
  { id, name, expires }: Pick<KeyRecord, 'id' | 'name' | 'expires'>,
  now: Instant,
  hours: number,
  oldVersion?: number,
): Overlap => ({
  old: id,
  oldName: name,
  oldVersion,
  since: now,
  until: overlapEnd(now, hours, expiryOf({ expires })),
})

export function createReplacing({ store, providers, guards, credentials, clock }: Deps): Replacing {
  const unsupported = () => new Failure({ kind: 'unsupported', act: 'replace' })

  function replaceable(id: KeyId): ReachableKey {
    const old = guards.needReachable(id, 'replace')
    guards.refuseInOverlap(id)
    return old
  }

  function ableToReplace(
    { metadata, draftFromKey, draftFromRow, create, revoke }: Provider,
    { scope }: KeyRecord,
  ) {
    if (!draftFromKey || !create || !revoke || lacks(metadata, scope, 'replace')) throw unsupported()
    return { draftFromKey, draftFromRow, create }
  }

  return {
    async draft(id) {
      const old = replaceable(id)
      return credentials.use(old.account, async ({ provider, api }) => {
        const { draftFromKey, draftFromRow } = ableToReplace(provider, old)
        const now = clock.now()
        const known = asRemote(old)
        try {
          return { draft: await readingKey(old, provider, now, () => draftFromKey(api, known, now)) }
        } catch (error) {
          if (draftFromRow === undefined || isMissing(error)) throw error
          return { draft: await draftFromRow(api, known) }
        }
      })
    },

    keepOld(id, hours) {
      const old = replaceable(id)
      const { metadata, moveOldEnd } = providers.find(old.provider)
      if (!moveOldEnd || rotationOf(metadata, old.scope).oldSecretCanStay !== true) throw unsupported()
      // A stale secret is not the one that the provider lets work.
      const overlap = plannedOverlap(old, clock.now(), hours, old.stale ? 0 : old.version)
      return { ...overlap, oldExpires: old.expires, endsAtProvider: true }
    },

    plan({ key: id, draft, overlapHours }) {
      const old = replaceable(id)
      const { account } = old
      const { create } = ableToReplace(providers.find(old.provider), old)
      const settings = store.accounts.get(account)?.settings ?? {}
      const { draft: checked, label, scope } = create.check(draft, settings)
      return {
        kind: 'replace',
        account,
        key: KeyId.parse(newId(label)),
        version: 1,
        name: label,
        target: { kind: 'create', draft: { ...checked, scope } },
        overlap: plannedOverlap(old, clock.now(), overlapHours),
      }
    },
  }
}
