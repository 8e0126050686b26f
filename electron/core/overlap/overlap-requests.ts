/** Requests at the provider that end one of two keys: recorded before they are sent, and applied after. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import { lacks } from '../../../shared/model/abilities.ts'
import type { AccountId, Instant } from '../../../shared/model/model.ts'
import type { OperationState, Overlap } from '../../../shared/model/operation.ts'
import type { TransferCredential } from '../accounts/transfer-credential.ts'
import type { Credentials, Opened } from '../credentials/credentials.ts'
import type { MarkIfOwn } from '../credentials/own-credential.ts'
import type { Journal } from '../rotation/journal.ts'
import type { KeyGuards } from '../keys/key-guards.ts'
import { isListed } from '../sync/missing-keys.ts'
import type { DeleteThere } from '../sync/deletion.ts'
import { isMissing, notFound } from '../sync/read-lag.ts'
import type { OverlapTransitions, OverlapRecord } from './overlap-transitions.ts'
import { CHANGE_DEADLINE_MS, type Providers, type RemoteRef, type ReportedKey } from '../ports/provider.ts'
import type { KeyRecord } from '../ports/store.ts'
import type { Clock, Log } from '../ports/world.ts'
import type { UnknownOutcomePolling } from '../rotation/poll-unknown-outcomes.ts'

interface Deps {
  readonly journal: Journal
  readonly guards: KeyGuards
  readonly ends: OverlapTransitions
  readonly markIfOwn: MarkIfOwn
  readonly deleteThere: DeleteThere
  readonly transferCredential: TransferCredential
  readonly providers: Providers
  readonly credentials: Credentials
  readonly polling: UnknownOutcomePolling
  readonly clock: Clock
  readonly log: Log
}

/**
 * All run under the account lock and throw Failure `unsupported`, `own-credential`, `keychain`, `provider` or `vault`. After a request without a
 * response, the operation stays in the state it was begun in, with its error, and the request may be repeated.
 */
export interface OverlapRequests {
  retire(operation: OverlapRecord, old: KeyRecord, by: 'switch-off' | 'delete'): Promise<void>
  switchOn(operation: OverlapRecord, old: KeyRecord): Promise<void>
  rollBack(operation: OverlapRecord, old: KeyRecord, fresh: KeyRecord): Promise<void>
  /** Ends the old value of a key that its provider lets work for a while. */
  endValue(operation: OverlapRecord, key: KeyRecord): Promise<void>
  /** Lets that value work until another time. */
  prolong(operation: OverlapRecord, key: KeyRecord, until: Instant): Promise<void>
}

export function createOverlapRequests(deps: Deps): OverlapRequests {
  const { journal, guards, ends, markIfOwn, deleteThere, transferCredential } = deps
  const { providers, credentials, polling, clock, log } = deps

  /** Committed before the request is sent: after a crash, the program knows what the request may have changed. */
  function begin({ id, state, overlap }: OverlapRecord, doing: Doing): void {
    const facts = { overlap: { ...overlap, doing }, deadline: clock.now() + CHANGE_DEADLINE_MS }
    const to = STATES[doing]
    if (state === to) journal.note(id, facts)
    else journal.move(id, to, { ...facts, error: undefined })
  }

  async function ask<T>(
    before: OverlapRecord,
    account: AccountId,
    doing: Doing,
    call: () => Promise<T>,
  ): Promise<T> {
    begin(before, doing)
    try {
      return await call()
    } catch (error) {
      const why = errorOf(error)
      const nothingChanged = why.kind === 'provider' && why.outcome !== 'unknown'
      // A later refusal does not undo an earlier request that got no response.
      if (nothingChanged && before.state !== STATES[doing]) ends.back(before, before.state, why)
      else {
        journal.note(before.id, { error: why })
        polling.account(account)
      }
      throw error
    }
  }

  const errorOf = (error: unknown): AppError =>
    error instanceof Failure
      ? error.error
      : { kind: 'unexpected', ticket: log.unexpected('end a key', error) }

  /** Checked before any change: an account must not change its credential for an action that the provider does not offer. */
  function refuseUnable({ provider, scope }: KeyRecord, by: Doing): void {
    const ability = by === 'switch-off' ? 'setEnabled' : 'revoke'
    const { metadata, [ability]: isAble } = providers.find(provider)
    if (!isAble || lacks(metadata, scope, ability))
      throw new Failure({ kind: 'unsupported', act: by === 'roll-back' ? 'roll-back' : 'retire' })
  }

  async function switchTo({ provider, api }: Opened, key: KeyRecord, enabled: boolean): Promise<ReportedKey> {
    if (!provider.setEnabled) throw new Failure({ kind: 'unsupported', act: 'switch' })
    return provider.setEnabled(api, refOf(key), enabled)
  }

  /** If the account's credential is `from`, transfers the account to `to`. A sync may not have found that out yet. */
  async function letGo(from: KeyRecord, to: KeyRecord): Promise<void> {
    await credentials.use(accountOf(from), (opened) => markIfOwn(opened, from))
    await transferCredential(from, to)
  }

  async function moveOldEnd({ provider, api }: Opened, key: KeyRecord, until?: Instant): Promise<void> {
    if (!provider.moveOldEnd) throw new Failure({ kind: 'unsupported', act: 'retire' })
    await provider.moveOldEnd(api, refOf(key), until)
  }

  return {
    async endValue(operation, key) {
      await credentials.use(accountOf(key), async (opened) => {
        await ask(operation, opened.account.id, 'delete', () => moveOldEnd(opened, key))
        ends.oldEnded(operation)
      })
    },

    async prolong(operation, key, until) {
      await credentials.use(accountOf(key), (opened) => moveOldEnd(opened, key, until))
      ends.prolonged(operation, until)
    },

    async retire(operation, old, by) {
      refuseUnable(old, by)
      await letGo(old, guards.need(operation.key))
      await credentials.use(accountOf(old), async (opened) => {
        const { account } = opened
        if (by === 'switch-off')
          ends.switchedOff(
            operation,
            await ask(operation, account.id, by, () => switchTo(opened, old, false)),
          )
        else {
          await ask(operation, account.id, by, () => deleteThere(opened, old))
          ends.oldEnded(operation)
        }
      })
    },

    async switchOn(operation, old) {
      await credentials.use(accountOf(old), async (opened) => {
        ends.switchedOn(operation, await switchTo(opened, old, true))
      })
    },

    async rollBack(operation, old, fresh) {
      refuseUnable(fresh, 'roll-back')
      await letGo(fresh, old)
      await credentials.use(accountOf(fresh), async (opened) => {
        await refuseWithoutOld(opened, old, clock.now())
        await ask(operation, opened.account.id, 'roll-back', () => deleteThere(opened, fresh))
        ends.rolledBack(operation)
      })
    },
  }
}

type Doing = NonNullable<Overlap['doing']>

/** The journal's state while the provider is being asked. */
const STATES: Record<Doing, OperationState> = {
  'switch-off': 'retiring',
  delete: 'retiring',
  'roll-back': 'rolling-back',
}

const refOf = ({ remoteId = '', scope, name: label }: KeyRecord): RemoteRef => ({ remoteId, scope, label })

function accountOf({ account }: KeyRecord): AccountId {
  if (account === undefined) throw new Failure({ kind: 'not-found', what: 'account' })
  return account
}

/** Refuses to delete the new key if the old one no longer exists. Some keys cannot be read one by one: then a list may show the old key. */
async function refuseWithoutOld({ provider, api }: Opened, old: KeyRecord, now: Instant): Promise<void> {
  if (provider.get === undefined) return
  try {
    const { key } = await provider.get(api, refOf(old))
    if (key === undefined) throw notFound(old, provider, now)
  } catch (error) {
    if (isMissing(error) || (await isListed(provider.list(api, old.scope), old)) !== true) throw error
  }
}
