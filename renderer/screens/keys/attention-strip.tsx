/** One line, on every view, as long as something waits for the user that no key can show. */
import type { OperationRow, OperationState } from '../../../shared/operation.ts'
import { isOverlap, isUnsettled, waitsForUser } from '../../../shared/overlap.ts'
import { openDialog } from '../../acts.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useVault } from '../../store.ts'
import { queueWaits, statusWords } from '../many/queue-words.ts'
import type { VaultState } from '../../vault-state.ts'

/** States in which nothing goes on by itself: the user has the next step. */
const WAITING: ReadonlySet<OperationState> = new Set<OperationState>(['unsaved', 'unknown'])

type Waiting = Pick<VaultState, 'operations' | 'notices' | 'keychain' | 'now'> &
  Partial<Pick<VaultState, 'queue'>>

/** What the strip says, the most urgent first; nothing when there is nothing to say. */
export function stripWords({ operations, notices, keychain, queue, now }: Waiting) {
  const open = [...operations.values()]
  const waiting = operationWaiting(open) ?? overlapWaiting(open, now)
  if (waiting !== undefined) return waiting
  if (queue !== undefined && queueWaits(queue)) return `${statusWords(queue)}.`
  if (notices.length > 0)
    return notices.length === 1 ? 'There is a notice.' : `There are ${notices.length} notices.`
  return keychain.state === 'locked' ? 'The keychain is locked: keys can be seen, not copied.' : undefined
}

function operationWaiting(operations: readonly OperationRow[]): string | undefined {
  const waiting = operations.filter(({ state }) => WAITING.has(state))
  const unsaved = waiting.filter(({ state }) => state === 'unsaved').length
  if (unsaved > 0)
    return unsaved === 1 ? 'A new secret is not saved yet.' : `${unsaved} new secrets are not saved yet.`
  if (waiting.length === 0) return undefined
  return waiting.length === 1
    ? 'It is not certain how one operation came out.'
    : `It is not certain how ${waiting.length} operations came out.`
}

/** The old keys whose time is over, and what was asked of a provider and not seen to have happened. */
function overlapWaiting(operations: readonly OperationRow[], now: number): string | undefined {
  const waiting = operations.filter((operation) => isOverlap(operation) && waitsForUser(operation, now))
  const [first] = waiting
  if (first === undefined) return undefined
  if (waiting.length > 1) return `${waiting.length} replacements wait for a decision.`
  return isUnsettled(first)
    ? `It is not certain what has become of the replacement of ${first.name}.`
    : `The old key of ${first.name} should be retired, or kept longer.`
}

export function AttentionStrip() {
  const words = useVault(stripWords)
  if (words === undefined) return null
  return (
    <section className="attention-strip" role="status">
      <Icon of="danger" className="warn" />
      <span className="cut">{words}</span>
      <Button size="small" onPress={() => openDialog({ kind: 'attention' })}>
        Show
      </Button>
    </section>
  )
}
