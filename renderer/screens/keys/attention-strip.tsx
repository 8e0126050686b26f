/** One line, on every view, as long as something waits for the user that no key can show. */
import type { OperationRow, OperationState } from '../../../shared/model/operation.ts'
import { isOverlap, isUnsettled, waitsForUser } from '../../../shared/model/overlap.ts'
import type { KeychainHealth, Notice as VaultNotice } from '../../../shared/contract/snapshot.ts'
import { openDialog } from '../../app/acts.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useVault } from '../../vault/store.ts'
import { noticeWords } from '../attention/notice-messages.ts'
import { queueWaits, statusWords } from '../many/queue-messages.ts'
import type { VaultState } from '../../vault/vault-state.ts'

type Waiting = Pick<VaultState, 'operations' | 'notices' | 'keychain' | 'now'> &
  Partial<Pick<VaultState, 'queue'>>

interface Line {
  readonly words: string
  /** How many things it speaks of. */
  readonly count: number
}

/** What the strip says, the most urgent first; nothing when there is nothing to say. */
export const stripWords = (waiting: Waiting): string | undefined => linesOf(waiting)[0]?.words

/** That there is more than {@link stripWords} says, lest an open operation hide a queue that stands still. */
export function stripMore(waiting: Waiting): string | undefined {
  const [, ...others] = linesOf(waiting)
  const count = others.reduce((sum, line) => sum + line.count, 0)
  if (count === 0) return undefined
  return count === 1 ? '+1 more' : `+${count} more`
}

/** How the keychain can be shut so that the user can open it again. */
const SHUT: Partial<Record<KeychainHealth['state'], string>> = {
  locked: 'Keychain locked. You can browse but not copy.',
  'no-keyring': 'No keyring yet. Keyhold can’t save secrets.',
  restarted: 'Keychain restarted. Restart Keyhold to use your secrets.',
  replaced: 'Another keychain has taken over. Restart Keyhold to use it.',
}

function linesOf({ operations, notices, keychain, queue, now }: Waiting): readonly Line[] {
  const open = [...operations.values()]
  const lines = [unsavedLine(open), unknownLine(open), overlapLine(open, now)]
  if (queue !== undefined && queueWaits(queue)) lines.push({ words: `${statusWords(queue)}.`, count: 1 })
  lines.push(noticeLine(notices))
  const shut = SHUT[keychain.state]
  if (shut !== undefined) lines.push({ words: shut, count: 1 })
  return lines.filter((line) => line !== undefined)
}

const countOf = (operations: readonly OperationRow[], state: OperationState) =>
  operations.filter((operation) => operation.state === state).length

function unsavedLine(operations: readonly OperationRow[]): Line | undefined {
  const count = countOf(operations, 'unsaved')
  if (count === 0) return undefined
  return {
    words: count === 1 ? 'A new secret is not saved yet.' : `${count} new secrets are not saved yet.`,
    count,
  }
}

function unknownLine(operations: readonly OperationRow[]): Line | undefined {
  const count = countOf(operations, 'unknown')
  if (count === 0) return undefined
  const words = count === 1 ? '1 operation needs checking.' : `${count} operations need checking.`
  return { words, count }
}

/** The old keys whose time is over, and what was asked of a provider and not seen to have happened. */
function overlapLine(operations: readonly OperationRow[], now: number): Line | undefined {
  const waiting = operations.filter((operation) => isOverlap(operation) && waitsForUser(operation, now))
  const [first] = waiting
  if (first === undefined) return undefined
  const count = waiting.length
  if (count > 1) return { words: `${count} replacements need your decision.`, count }
  const words = isUnsettled(first)
    ? `Couldn’t confirm the replacement of ${first.name}.`
    : `The old key of ${first.name} should be retired, or kept longer.`
  return { words, count }
}

function noticeLine(notices: readonly VaultNotice[]): Line | undefined {
  const [first, ...more] = notices
  if (first === undefined) return undefined
  const words = more.length === 0 ? noticeWords(first).title : `${notices.length} notices need attention`
  return { words: `${words}.`, count: notices.length }
}

export function AttentionStrip() {
  const words = useVault(stripWords)
  const more = useVault(stripMore)
  if (words === undefined) return null
  return (
    <section className="attention-strip" role="status">
      <Icon of="danger" className="warn" />
      <span className="cut">{words}</span>
      {more !== undefined && <span className="soft">{more}</span>}
      <Button size="small" onPress={() => openDialog({ kind: 'attention' })}>
        Show
      </Button>
    </section>
  )
}
