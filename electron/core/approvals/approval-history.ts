/** Records approvals, denials and uses in the history: names of programs and keys, never a secret. */
import type { ApprovalLasts } from '../../../shared/contract/approvals.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import type { Requester } from '../ports/requester.ts'
import type { NewHistoryEntry, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/world.ts'
import { describeProgram, programLine } from './asking-program.ts'
import type { AskedRequest } from './card-facts.ts'
import type { RememberedApproval } from './remembered-answers.ts'

interface Deps {
  readonly store: Pick<Store, 'history' | 'keys' | 'transaction'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

export interface ApprovalHistory {
  /** Throws Failure `vault`. The caller then grants nothing, and releases no secret. */
  granted(asked: AskedRequest, lasts: ApprovalLasts): void
  used(
    request: { readonly command: string; readonly requester: Requester | undefined },
    secrets: readonly { readonly key: KeyId; readonly version: number; readonly name: string }[],
  ): void
  /** Never throws, as `revoked`: a denial, or the end of an approval, holds even if the history cannot record it. */
  denied(asked: AskedRequest, by: 'denied' | 'timed-out'): void
  revoked(approval: RememberedApproval): void
}

export function createApprovalHistory({ store, clock, log }: Deps): ApprovalHistory {
  type Details = NewHistoryEntry['details']

  function add(kind: NewHistoryEntry['kind'], keys: Iterable<KeyId>, details: Details): void {
    store.transaction(() => {
      for (const key of new Set(keys)) {
        const record = store.keys.get(key)
        if (record === undefined) continue
        const { account, name } = record
        store.history.add({ at: clock.now(), kind, key, account, name, details })
      }
    })
  }

  function attempt(run: () => void): void {
    try {
      run()
    } catch (error) {
      log.unexpected('note an approval', error)
    }
  }

  const detailsOf = ({ asking, wants }: Pick<AskedRequest, 'asking' | 'wants'>): Details => ({
    ...(asking && { program: programLine(asking) }),
    command: wants.kind === 'change' ? wants.change : wants.command,
  })
  const keysOf = (asked: AskedRequest) => asked.keys.map(({ key }) => key)

  return {
    granted: (asked, lasts) => add('approval-granted', keysOf(asked), { ...detailsOf(asked), lasts }),

    used({ command, requester }, secrets) {
      const program = requester && programLine(describeProgram(requester))
      store.transaction(() => {
        for (const { key, version, name } of secrets) {
          const account = store.keys.get(key)?.account
          const details = { ...(program !== undefined && { program }), command, version }
          store.history.add({ at: clock.now(), kind: 'secret-used', key, account, name, details })
        }
      })
    },

    denied: (asked, by) =>
      attempt(() =>
        add('approval-denied', keysOf(asked), {
          ...detailsOf(asked),
          ...(by === 'timed-out' && { answer: 'none' }),
        }),
      ),

    revoked: ({ keys, asking }) =>
      attempt(() => add('approval-revoked', keys, { program: programLine(asking) })),
  }
}
