/** Commands for a key at its provider: change, enable or disable, delete. */
import type { Input } from '../../../shared/contract/contract.ts'
import { Failure, type Action } from '../../../shared/contract/errors.ts'
import { lacks } from '../../../shared/model/abilities.ts'
import { formFieldList } from '../../../shared/model/history.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import type { Credentials, Opened } from '../credentials/credentials.ts'
import type { MarkIfOwn } from '../credentials/own-credential.ts'
import type { KeyGuards } from './key-guards.ts'
import type { PutKey } from './keys.ts'
import type { RemoteRef } from '../ports/provider.ts'
import type { Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import type { DeleteThere } from '../sync/deletion.ts'
import { asRemote, withRemote } from '../sync/reconcile.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'

interface Deps {
  readonly store: Store
  readonly guards: KeyGuards
  readonly put: PutKey
  readonly credentials: Credentials
  readonly markIfOwn: MarkIfOwn
  readonly deleteThere: DeleteThere
  readonly accountLock: AccountLock
  readonly clock: Clock
}

/** All throw Failure `not-found`, `unsupported`, `busy`, `own-credential`, `name-mismatch`, `provider` or `keychain`. */
export interface RemoteKeys {
  update(input: Input<'key:update'>): Promise<void>
  switch(input: Input<'key:switch'>): Promise<void>
  revoke(input: Input<'key:revoke'>): Promise<void>
}

export function createRemoteKeys({
  store,
  guards,
  put,
  credentials,
  markIfOwn,
  deleteThere,
  accountLock,
  clock,
}: Deps): RemoteKeys {
  async function atProvider(
    key: KeyId,
    action: Action,
    run: (opened: Opened, ref: RemoteRef) => Promise<void>,
  ): Promise<void> {
    const { account, remoteId, scope, name } = guards.needReachable(key, action)
    guards.refuseWhileOpen(key)
    const release = accountLock.claim(key, action)
    try {
      await accountLock.runForUser(account, () =>
        credentials.use(account, (opened) => run(opened, { remoteId, scope, label: name })),
      )
    } finally {
      release()
    }
  }

  /** Checks under the account lock, when the result of a running sync is known. Throws Failure `own-credential` or `provider`. */
  async function refuseOwn(opened: Opened, key: KeyId, { remoteId }: RemoteRef): Promise<void> {
    await markIfOwn(opened, { id: key, remoteId })
    guards.refuseOwnCredential(key)
  }

  return {
    async update({ key, draft }) {
      await atProvider(key, 'edit', async ({ provider, api }, { scope }) => {
        if (provider.update === undefined || lacks(provider.metadata, scope, 'update'))
          throw new Failure({ kind: 'unsupported', act: 'edit' })
        const current = asRemote(guards.need(key)) // the current record, not the one before the wait for the lock
        const remote = await provider.update(api, current, draft)
        put({ ...withRemote(guards.need(key), remote), asOf: clock.now() }, 'key-updated', {
          fields: formFieldList(draft),
        })
      })
    },

    async switch({ key, enabled }) {
      if (!enabled) guards.refuseOwnCredential(key)
      await atProvider(key, 'switch', async (opened, ref) => {
        const { provider, api } = opened
        if (provider.setEnabled === undefined || lacks(provider.metadata, ref.scope, 'setEnabled'))
          throw new Failure({ kind: 'unsupported', act: 'switch' })
        if (!enabled) await refuseOwn(opened, key, ref)
        const remote = await provider.setEnabled(api, ref, enabled)
        put({ ...withRemote(guards.need(key), remote), asOf: clock.now() }, 'key-switched', { enabled })
      })
    },

    async revoke({ key, name }) {
      guards.refuseOtherName(guards.need(key), name)
      guards.refuseOwnCredential(key)
      guards.refuseInOverlap(key)
      await atProvider(key, 'revoke', async (opened, ref) => {
        await refuseOwn(opened, key, ref)
        await deleteThere(opened, guards.need(key))
        // The record and its revoked secrets stay until the user deletes them from Keyhold, by name.
        store.transaction(() => {
          for (const version of store.versions.ofKey(key))
            store.versions.put({ ...version, validity: 'revoked' })
          put({ ...guards.need(key), goneSince: clock.now() }, 'key-revoked', {})
        })
      })
    },
  }
}
