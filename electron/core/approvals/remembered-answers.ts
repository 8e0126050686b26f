/**
 * The approvals and denials that still hold, by anchor and key. In memory only.
 *
 * An approval ends when its time is over, when the app is locked, and when it is revoked. Approvals and denials end with the process of their anchor.
 */
import { randomUUID } from 'node:crypto'
import type { ApprovalLasts, AskingProgram } from '../../../shared/contract/approvals.ts'
import type { Instant, KeyId } from '../../../shared/model/model.ts'
import { isSameProcess, type ProcessIdentity } from '../ports/requester.ts'
import type { Clock } from '../ports/world.ts'

export type Lasting = Exclude<ApprovalLasts, 'once'>

/** A program that the system can tell apart, and what it asked for. */
export interface Bound {
  readonly anchor: ProcessIdentity
  readonly asking: AskingProgram
  readonly keys: readonly KeyId[]
  /** The request came from an agent: its approvals hold for agents only. */
  readonly isForAgent: boolean
}

interface Remembered {
  readonly id: string
  readonly anchor: ProcessIdentity
  readonly asking: AskingProgram
  readonly keys: ReadonlySet<KeyId>
  readonly since: Instant
}

export interface RememberedApproval extends Remembered {
  readonly isForAgent: boolean
  /** Missing: until the app is locked. */
  readonly until: { readonly at: Instant; readonly steadyMs: number } | undefined
}

export type RememberedDenial = Remembered

interface Deps {
  readonly clock: Clock
  /** Whether this very process still runs. */
  readonly isSame: (process: ProcessIdentity) => boolean
  /** Runs when an approval or a denial has begun or ended. */
  readonly changed: () => void
}

export interface RememberedAnswers {
  /** Whether a live approval covers each of these keys for this anchor. */
  permits(asked: Bound): boolean
  /** Whether one of these keys is denied to this anchor. */
  denies(asked: Bound): boolean
  approve(asked: Bound, lasts: Lasting): void
  /** Also ends what was approved of these keys for this anchor. */
  deny(asked: Bound): void
  /** Those that hold now, the latest first. */
  approvals(): readonly RememberedApproval[]
  denials(): readonly RememberedDenial[]
  /** Ends this approval. Returns what it was; `undefined` if it had ended already. */
  revoke(id: string): RememberedApproval | undefined
  forgetDenial(id: string): void
  /** Ends all approvals, or those of agents. Denials stay. */
  endApprovals(whose: 'all' | 'agents'): void
  /** Forgets everything and stops the timer. */
  clear(): void
}

export const APPROVAL_MS = 15 * 60_000

export function createRememberedAnswers({ clock, isSame, changed }: Deps): RememberedAnswers {
  let approvals: readonly RememberedApproval[] = []
  let denials: readonly RememberedDenial[] = []
  let stopTimer: () => void = () => undefined

  /** SECURITY: by both clocks, since the steady one may stop during sleep, and the other one can be set back. */
  const isOver = ({ until }: RememberedApproval) =>
    until !== undefined && (clock.steadyMs() >= until.steadyMs || clock.now() >= until.at)

  /** Replaces the answers, and reports a change. Always sets the timer again, because it may have fired early. */
  function hold(next: {
    readonly approvals?: readonly RememberedApproval[]
    readonly denials?: readonly RememberedDenial[]
  }): void {
    const before: readonly Remembered[] = [...approvals, ...denials]
    approvals = next.approvals ?? approvals
    denials = next.denials ?? denials
    watchTheClock()
    const after: readonly Remembered[] = [...approvals, ...denials]
    if (before.length !== after.length || after.some((one, index) => one !== before[index])) changed()
  }

  /** Drops the answers that no longer hold. */
  function sweep(): void {
    hold({
      approvals: approvals.filter((one) => !isOver(one) && isSame(one.anchor)),
      denials: denials.filter((one) => isSame(one.anchor)),
    })
  }

  function watchTheClock(): void {
    stopTimer()
    const ends = approvals.flatMap(({ until }) => (until === undefined ? [] : [until.steadyMs]))
    if (ends.length > 0) stopTimer = clock.after(Math.max(0, Math.min(...ends) - clock.steadyMs()), sweep)
  }

  const newOne = ({ anchor, asking, keys }: Bound): Remembered => ({
    id: randomUUID(),
    anchor,
    asking,
    keys: new Set(keys),
    since: clock.now(),
  })

  const covers = (asked: Bound, held: readonly Remembered[], key: KeyId) =>
    held.some((one) => isSameProcess(one.anchor, asked.anchor) && one.keys.has(key))

  return {
    permits(asked) {
      const live = approvals.filter((one) => one.isForAgent === asked.isForAgent && !isOver(one))
      return (
        asked.keys.length > 0 && // "each of none" would be a yes to nothing in particular
        asked.keys.every((key) => covers(asked, live, key)) &&
        isSame(asked.anchor)
      )
    },

    denies: (asked) => asked.keys.some((key) => covers(asked, denials, key)) && isSame(asked.anchor),

    approve(asked, lasts) {
      const until =
        lasts === 'until-lock'
          ? undefined
          : { at: clock.now() + APPROVAL_MS, steadyMs: clock.steadyMs() + APPROVAL_MS }
      hold({ approvals: [{ ...newOne(asked), isForAgent: asked.isForAgent, until }, ...approvals] })
      sweep()
    },

    deny(asked) {
      hold({
        approvals: approvals.flatMap((one) => {
          if (!isSameProcess(one.anchor, asked.anchor) || !asked.keys.some((key) => one.keys.has(key)))
            return [one]
          const keys = new Set([...one.keys].filter((key) => !asked.keys.includes(key)))
          return keys.size === 0 ? [] : [{ ...one, keys }]
        }),
        denials: [newOne(asked), ...denials],
      })
      sweep()
    },

    approvals() {
      sweep()
      return approvals
    },

    denials() {
      sweep()
      return denials
    },

    revoke(id) {
      sweep()
      const found = approvals.find((one) => one.id === id)
      hold({ approvals: approvals.filter((one) => one !== found) })
      return found
    },

    forgetDenial: (id) => hold({ denials: denials.filter((one) => one.id !== id) }),

    endApprovals: (whose) =>
      hold({ approvals: whose === 'all' ? [] : approvals.filter(({ isForAgent }) => !isForAgent) }),

    clear: () => hold({ approvals: [], denials: [] }),
  }
}
