/** Operations that bring a new secret from a provider: checks what may begin and whose turn it is, and sees them through. */
import { randomUUID } from 'node:crypto'
import { Failure, type Act } from '../../shared/errors.ts'
import { KeyId, type AccountId, OperationId, type FormValues } from '../../shared/model.ts'
import type { OperationKind, OperationStep, Outcome } from '../../shared/operation.ts'
import { isEnded } from './changes.ts'
import { newId } from './entry-names.ts'
import type { IssueKey, IssuePlan } from './issuing.ts'
import { nextVersion, type Journal } from './journal.ts'
import type { KeyGuards } from './key-guards.ts'
import { CHANGE_DEADLINE_MS, type Providers } from './ports/provider.ts'
import type { OperationRecord, Store } from './ports/store.ts'
import type { Clock } from './ports/world.ts'
import type { Recovery } from './recovery.ts'
import type { Sync } from './sync.ts'
import type { Turns } from './turns.ts'
import { SECOND_LOOK_AFTER_MS } from './verdict.ts'

interface Deps {
  readonly store: Store
  readonly providers: Providers
  readonly guards: KeyGuards
  readonly journal: Journal
  readonly recovery: Recovery
  readonly issue: IssueKey
  readonly turns: Turns
  readonly sync: Sync
  readonly clock: Clock
  readonly step: (operation: Pick<OperationRecord, 'id' | 'kind' | 'key'>, step: OperationStep) => void
}

/** All throw the Failure of what stands in the way before anything has begun; from then on every end is an outcome. */
export interface Rotation {
  regenerate(key: KeyId): Promise<Outcome>
  create(account: AccountId, draft: FormValues): Promise<Outcome>
  resume(operation: OperationId): Promise<Outcome>
  /** Puts an unknown outcome away. What was sealed stays on disk. */
  close(operation: OperationId): void
  /** Looks at the provider again where an outcome is unknown; also run at start. */
  watchUnknown(): void
}

export function createRotation(deps: Deps): Rotation {
  const { store, providers, guards, journal, recovery, issue, turns, sync, clock, step } = deps

  async function atProvider(account: AccountId, asked: Omit<IssuePlan, 'operation'>): Promise<Outcome> {
    guards.refuseWhileOpen(asked.key)
    const release = turns.claim(asked.key, asked.kind)
    try {
      const plan = { ...asked, operation: OperationId.parse(randomUUID()) }
      step({ id: plan.operation, kind: plan.kind, key: plan.key }, 'waiting')
      const outcome = await inTurn(account, () => issue(plan))
      if (outcome.outcome === 'unknown') watch(account)
      return outcome
    } finally {
      release()
    }
  }

  /** Reading may wait; the user does not. */
  async function inTurn(account: AccountId | undefined, act: () => Promise<Outcome>): Promise<Outcome> {
    const goOn = account === undefined ? () => undefined : sync.giveWay(account)
    try {
      return await turns.inAccount(account, act)
    } finally {
      goOn()
    }
  }

  function watch(account: AccountId): void {
    for (const delayMs of LOOKS_MS)
      clock.after(delayMs, () => {
        if (isUnsettled(account)) void sync.start(account)
      })
  }

  const isUnsettled = (id: AccountId): boolean =>
    store.accounts.get(id) !== undefined &&
    store.operations
      .open()
      .some(
        ({ state, account, verdict }) =>
          state === 'unknown' && account === id && (verdict === undefined || verdict.state === 'checking'),
      )

  return {
    async regenerate(id) {
      const { account, provider, remoteId, scope, name, goneSince } = guards.need(id)
      if (
        account === undefined ||
        remoteId === undefined ||
        goneSince !== undefined ||
        !providers.find(provider).regenerate
      )
        throw new Failure({ kind: 'unsupported', act: 'regenerate' })
      const target = { kind: 'regenerate', ref: { remoteId, scope, label: name } } as const
      return atProvider(account, {
        kind: 'regenerate',
        account,
        key: id,
        version: nextVersion(store, id),
        name,
        target,
      })
    },

    async create(id, draft) {
      const account = store.accounts.get(id)
      if (account === undefined) throw new Failure({ kind: 'not-found', what: 'account' })
      const { create } = providers.find(account.provider)
      if (create === undefined) throw new Failure({ kind: 'unsupported', act: 'create' })
      const checked = create.check(draft, account.settings)
      const target = { kind: 'create', draft: { ...checked.draft, scope: checked.scope } } as const
      const key = KeyId.parse(newId(checked.label))
      return atProvider(id, { kind: 'create', account: id, key, version: 1, name: checked.label, target })
    },

    async resume(id) {
      const { key, kind, account, state } = journal.get(id)
      if (state === 'done') return { outcome: 'stored', operation: id, key } // somebody was quicker
      if (isEnded(state)) throw new Failure({ kind: 'not-found', what: 'operation' })
      const release = turns.claim(key, ACTS[kind])
      try {
        return await inTurn(account, () => recovery.resume(journal.get(id)))
      } finally {
        release()
      }
    },

    close(id) {
      const { key, kind, state } = journal.get(id)
      if (state !== 'unknown') throw new Failure({ kind: 'unsupported', act: 'delete' })
      const release = turns.claim(key, ACTS[kind]) // not while it is being resumed
      try {
        journal.move(id, 'closed')
      } finally {
        release()
      }
    },

    watchUnknown() {
      const accounts = store.operations
        .open()
        .flatMap(({ state, account }) => (state === 'unknown' && account ? [account] : []))
      for (const account of new Set(accounts)) watch(account)
    },
  }
}

/** When a look can be trusted: so long after the request, and a second more, so that it is surely over. */
const SETTLED_MS = CHANGE_DEADLINE_MS + SECOND_LOOK_AFTER_MS + 1_000
/**
 * One look at once, one when even a slow provider must have shown the truth; two more in case a look failed or the
 * provider's clock is behind ours. After that the ordinary syncs go on looking.
 */
const LOOKS_MS = [1_000, SETTLED_MS, SETTLED_MS + 60_000, SETTLED_MS + 180_000]

export const ACTS: Record<OperationKind, Act> = {
  regenerate: 'regenerate',
  create: 'create',
  replace: 'replace',
  paste: 'regenerate',
  add: 'add',
}
