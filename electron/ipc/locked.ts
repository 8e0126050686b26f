/** Refuses calls while the app is locked, all in this one place. */
import type { CallName } from '../../shared/contract/contract.ts'
import { Failure } from '../../shared/contract/errors.ts'
import type { Handlers } from './gate.ts'

/** The calls that are answered while locked. None of them reveals a name, or changes anything but the lock and which window is shown. */
export const ANSWERED_WHILE_LOCKED: ReadonlySet<CallName> = new Set<CallName>([
  'app:snapshot',
  'palette:show',
  'palette:hide',
  'palette:open-view',
  'lock:look',
  'lock:now',
  'lock:unlock',
  'lock:unlock-with-system',
  'lock:forgotten',
  'lock:keep',
  'lock:remove',
  'lock:active',
])

interface Deps {
  readonly isLocked: () => boolean
  /** Called when a call from before the lock ends after it. The call may have left a secret on the clipboard. */
  readonly endedLate: () => void
}

/**
 * The same handlers behind the lock. A call that has begun runs to its end, because it may be storing a new secret, but its answer is withheld.
 *
 * SECURITY: every page, the tray and every other caller use these handlers, so no caller can pass a refusal here.
 */
export function behindLock(handlers: Handlers, { isLocked, endedLate }: Deps): Handlers {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    if (ANSWERED_WHILE_LOCKED.has(name as CallName)) return [name, handler]
    const run = handler as (input: unknown) => unknown
    return [name, async (input: unknown) => answerUnlessLocked(() => run(input))]
  })

  async function answerUnlessLocked(run: () => unknown): Promise<unknown> {
    refuseIfLocked()
    try {
      return await run()
    } finally {
      if (isLocked()) endedLate()
      refuseIfLocked()
    }
  }

  function refuseIfLocked(): void {
    if (isLocked()) throw new Failure({ kind: 'locked' })
  }

  return Object.fromEntries(guarded) as Handlers
}
