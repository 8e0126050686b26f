/** What the app lock keeps in: while it is shut, this one place refuses every call but the lock's own. */
import type { CallName } from '../../shared/contract/contract.ts'
import { Failure } from '../../shared/contract/errors.ts'
import type { Handlers } from './gate.ts'

/** Answered while locked: none of them tells a name or changes anything but the lock, and which window is shown. */
const CALLS: ReadonlySet<CallName> = new Set<CallName>([
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

export const isAnsweredWhileLocked = (name: CallName): boolean => CALLS.has(name)

interface Deps {
  readonly isLocked: () => boolean
  /** A call that began before has ended after the app was locked: what it may have left on the clipboard goes. */
  readonly endedLate: () => void
}

/**
 * The same handlers behind the lock. What has begun goes on to its end, since a new secret may be on its way; its answer is kept in.
 *
 * SECURITY: every page, the tray and every other way in go through these handlers, so a call that is refused here is refused.
 */
export function behindLock(handlers: Handlers, { isLocked, endedLate }: Deps): Handlers {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    if (CALLS.has(name as CallName)) return [name, handler]
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
