/** Operations that bring a new secret from a provider: checks which may begin, takes the locks, and runs each to its end. */
import { randomUUID } from 'node:crypto'
import type { Input } from '../../../shared/contract/contract.ts'
import { Failure, type Action } from '../../../shared/contract/errors.ts'
import { lacks, rotationOf } from '../../../shared/model/abilities.ts'
import {
  KeyId,
  type AccountId,
  OperationId,
  type FormValues,
  type Instant,
} from '../../../shared/model/model.ts'
import {
  isEnded,
  type OperationKind,
  type OperationState,
  type OperationStep,
  type Outcome,
  type SealedFinding,
} from '../../../shared/model/operation.ts'
import { isSideBySide } from '../../../shared/model/overlap.ts'
import { newId } from '../keychain/entry-names.ts'
import { SECOND_CHECK_AFTER_MS } from './assessment.ts'
import { createFinishKey, lacksCompletion, type FinishDeps } from './finish-key.ts'
import type { RequestSecret, SecretRequest } from './request-secret.ts'
import { nextVersion } from '../keychain/free-version.ts'
import { isReachable, type KeyGuards, type ReachableKey } from '../keys/key-guards.ts'
import type { Providers } from '../ports/provider.ts'
import type { OperationRecord } from '../ports/store.ts'
import type { Recovery } from './recovery.ts'
import type { Replacing } from './replacing.ts'
import type { SealedSearch } from './sealed-search.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'
import type { UnknownOutcomePolling } from './poll-unknown-outcomes.ts'

interface Deps extends FinishDeps {
  readonly providers: Providers
  readonly guards: KeyGuards
  readonly recovery: Recovery
  readonly search: SealedSearch
  readonly issue: RequestSecret
  readonly accountLock: AccountLock
  readonly polling: UnknownOutcomePolling
  readonly replacing: Replacing
  readonly step: (operation: Pick<OperationRecord, 'id' | 'kind' | 'key'>, step: OperationStep) => void
}

/** All throw a Failure for any obstacle before the operation begins; after that every end is an outcome. */
export interface Rotation {
  /** `overlapHours`: how long the provider lets the old secret work; throws Failure `unsupported` where it cannot. */
  regenerate(key: KeyId, overlapHours?: number): Promise<Outcome>
  create(account: AccountId, draft: FormValues): Promise<Outcome>
  /** The draft of a key like this one, for the user to change. Asks the provider. */
  replacement(key: KeyId): Promise<{ draft: FormValues }>
  /** Makes a new key beside this one, which continues to work until the user retires it. */
  replace(input: Input<'key:replace'>): Promise<Outcome>
  resume(operation: OperationId): Promise<Outcome>
  /** Searches the sealed responses of an unknown outcome for a whole secret, and tests it. */
  findSealed(operation: OperationId): Promise<SealedFinding>
  /** Saves a secret found in that way, as if its response had been understood. */
  saveFound(operation: OperationId): Promise<Outcome>
  /**
   * Completes new keys at their providers where the program ended before. A key whose completion has failed waits for the user, who may have changed
   * the key since. Never rejects.
   */
  completeAtStart(): Promise<void>
  /** Dismisses an unknown outcome, whose sealed responses stay on disk, or what a new key lacks at its provider. */
  close(operation: OperationId): void
  /** Throws the errors of `close`, and changes nothing. */
  refuseClose(operation: OperationId): void
}

export function createRotation(deps: Deps): Rotation {
  const {
    store,
    providers,
    guards,
    journal,
    recovery,
    search,
    issue,
    accountLock,
    polling,
    replacing,
    clock,
    step,
  } = deps
  const finishKey = createFinishKey(deps)

  async function atProvider(
    account: AccountId,
    asked: Omit<SecretRequest, 'operation'>,
    keys: readonly KeyId[] = [asked.key],
  ): Promise<Outcome> {
    const touched = [...new Set(asked.overlap === undefined ? keys : [...keys, asked.overlap.old])]
    for (const key of touched) guards.refuseWhileOpen(key)
    const release = accountLock.claimAll(touched, asked.kind)
    try {
      const plan = { ...asked, operation: OperationId.parse(randomUUID()) }
      step({ id: plan.operation, kind: plan.kind, key: plan.key }, 'waiting')
      const outcome = await accountLock.runForUser(account, async () => finishKey(await issue(plan)))
      if (outcome.outcome === 'unknown') polling.account(account)
      return outcome
    } finally {
      release()
    }
  }

  function needUnknown(id: OperationId): OperationRecord {
    const operation = journal.get(id)
    if (operation.state !== 'unknown') throw new Failure({ kind: 'not-found', what: 'operation' })
    return operation
  }

  /** Refuses an operation whose outcome is not unknown, and one that is being resumed. */
  function claimToClose(id: OperationId): () => void {
    const { key, kind, state } = journal.get(id)
    if (state !== 'unknown') throw new Failure({ kind: 'unsupported', act: 'delete' })
    return accountLock.claim(key, CLAIMED_AS[kind])
  }

  /** The key as its provider has it now: after an unknown outcome that renewed the key, at the address that a list has shown since. */
  function reachableNow(id: KeyId): ReachableKey {
    const isHere = (one: KeyId): boolean => {
      const record = store.keys.get(one)
      return record !== undefined && isReachable(record)
    }
    const moved = store.operations
      .open()
      .flatMap(({ key, assessment }) =>
        key === id && assessment?.state === 'renewed' ? (assessment.key ?? []) : [],
      )
    return guards.needReachable((isHere(id) ? undefined : moved.find(isHere)) ?? id, 'regenerate')
  }

  /** Throws Failure `busy` while a request for one of these keys whose answer was lost may still arrive. */
  function refuseUnderway(keys: readonly KeyId[]): void {
    const last = store.operations
      .open()
      .find((operation) => keys.includes(operation.key) && isUnderway(operation, clock.now()))
    if (last !== undefined) throw new Failure({ kind: 'busy', act: 'regenerate', until: overAt(last) })
  }

  return {
    async regenerate(id, overlapHours) {
      const { name } = guards.need(id)
      const { id: now, account, provider, remoteId, scope } = reachableNow(id)
      const { regenerate, metadata } = providers.find(provider)
      if (!regenerate || lacks(metadata, scope, 'regenerate'))
        throw new Failure({ kind: 'unsupported', act: 'regenerate' })
      if (rotationOf(metadata, scope).lateRenewalEndsAll === true) refuseUnderway([id, now])
      const overlap = overlapHours === undefined ? undefined : replacing.keepOld(id, overlapHours)
      const ref = { remoteId, scope, label: name, oldUntil: overlap?.until }
      const target = { kind: 'regenerate', ref } as const
      const version = nextVersion(store, id)
      const plan = { kind: 'regenerate', account, key: id, version, name, target } as const
      return atProvider(account, overlap === undefined ? plan : { ...plan, overlap }, [id, now])
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

    replacement: (id) => replacing.draft(id),

    async replace(input) {
      const plan = replacing.plan(input)
      return atProvider(plan.account, plan)
    },

    async resume(id) {
      const operation = journal.get(id)
      const { key, kind, account, state } = operation
      const isIncomplete = lacksCompletion(operation)
      // Another call stored the secret first, and nothing is left to do.
      if (hasSucceeded(state) && !isIncomplete) return { outcome: 'stored', operation: id, key }
      if (isEnded(state) && !isIncomplete) throw new Failure({ kind: 'not-found', what: 'operation' })
      const release = accountLock.claim(key, CLAIMED_AS[kind])
      try {
        return await accountLock.runForUser(account, async () =>
          finishKey(
            isIncomplete ? { outcome: 'stored', operation: id, key } : await recovery.resume(journal.get(id)),
          ),
        )
      } finally {
        release()
      }
    },

    findSealed: async (id) => search.find(needUnknown(id)),

    async saveFound(id) {
      const { key, kind, account } = needUnknown(id)
      const release = accountLock.claim(key, CLAIMED_AS[kind])
      try {
        return await accountLock.runForUser(account, async () =>
          finishKey(await search.save(needUnknown(id))),
        )
      } finally {
        release()
      }
    },

    async completeAtStart() {
      for (const { id, key, account } of store.operations.incomplete()) {
        if (journal.get(id).completion?.error !== undefined || accountLock.isClaimed(key)) continue
        const release = accountLock.claim(key, 'create')
        try {
          await accountLock.run(account, () => finishKey({ outcome: 'stored', operation: id, key }))
        } finally {
          release()
        }
      }
    },

    refuseClose: (id) => claimToClose(id)(),

    close(id) {
      const operation = journal.get(id)
      const isIncomplete = lacksCompletion(operation)
      const release = isIncomplete ? accountLock.claim(operation.key, 'create') : claimToClose(id)
      try {
        if (isIncomplete) journal.note(id, { completion: undefined })
        else journal.move(id, 'closed')
      } finally {
        release()
      }
    },
  }
}

/** When a request is surely over, as the second check after a lost answer takes it to be. */
const overAt = ({ deadline }: OperationRecord) => deadline + SECOND_CHECK_AFTER_MS

/** A renewal that a list has shown has arrived. A clock that was set back since says nothing. */
const isUnderway = (operation: OperationRecord, now: Instant): boolean =>
  operation.kind === 'regenerate' &&
  operation.state === 'unknown' &&
  operation.assessment?.state !== 'renewed' &&
  now >= operation.startedAt &&
  now < overAt(operation)

/** The secret is safe; two keys may work side by side. */
const hasSucceeded = (state: OperationState): boolean => state === 'done' || isSideBySide({ state })

export const CLAIMED_AS: Record<OperationKind, Action> = {
  regenerate: 'regenerate',
  create: 'create',
  replace: 'replace',
  paste: 'regenerate',
  add: 'add',
}
