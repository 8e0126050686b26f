/** `keyhold status`: what expires, what needs attention, and when the accounts were synced, by the same rules as in the window. */
import { KEY_STATES, SECRET_STATES } from '../../../shared/expiry/state-messages.ts'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import {
  attentionCount,
  attentionFacts,
  attentionWords,
  credentialTrouble,
  isExposed,
  needsAttention,
} from '../../../shared/expiry/attention.ts'
import { isExpired, isExpiring } from '../../../shared/expiry/expiry-counts.ts'
import { agoWords, expiresWords } from '../../../shared/expiry/expiry.ts'
import { countedWords } from '../../../shared/expiry/reminder-messages.ts'
import { urgentReminders } from '../../../shared/expiry/urgency.ts'
import type { AccountRow, KeyRow } from '../../../shared/model/model.ts'
import { entryOf } from '../../../shared/search/query-match.ts'
import { byName, byUrgency } from '../../../shared/search/urgency-order.ts'
import { tableLines, type Cell } from '../columns.ts'
import type { ReadingCommand } from '../command.ts'
import { failureWords, storedFailure } from '../failure-messages.ts'
import { isoTime, leadMsOf, stateOf, stateTone } from '../key-facts.ts'
import type { Line, Output } from '../output.ts'
import type { VaultReading } from '../vault-reading.ts'
import { STATUS } from './status-messages.ts'

/** If there are more, the output refers to `keyhold ls is:attention`. */
const MOST_SHOWN = 10

export const status: ReadingCommand = {
  name: 'status',
  ...STATUS.spec,
  needsUnlocked: false,
  async reads({ isLocked, reading, output }, { flags }) {
    const isJson = flags.has('json')
    if (isLocked()) {
      await (isJson ? output.json({ locked: true }) : output.lines(STATUS.locked))
      return EXIT.done
    }
    const vault = reading()
    await (isJson ? output.json(jsonOf(vault)) : print(vault, output))
    return EXIT.done
  },
}

function jsonOf(vault: VaultReading) {
  const facts = attentionFacts(vault)
  const { keys, accounts, now } = vault
  return {
    locked: false,
    keys: keys.length,
    accounts: accounts.length,
    attention: attentionCount({ keys, accounts }, facts),
    expired: keys.filter((key) => isExpired(key, now)).length,
    expiring: keys.filter((key) => isExpiring(key, now, leadMsOf(vault))).length,
    syncing: accounts.filter(({ sync }) => sync.state === 'running').length,
    syncs: accounts.map(({ id, name, sync, asOf }) => ({
      account: id,
      accountName: name,
      state: sync.state,
      asOf: isoTime(asOf),
    })),
  }
}

async function print(vault: VaultReading, output: Output): Promise<void> {
  const facts = attentionFacts(vault)
  const { keys, accounts, now } = vault
  const waiting = keys.filter((key) => needsAttention(key, facts))
  const attention = attentionWords(attentionCount({ keys, accounts }, facts))
  const reminders = countedWords(urgentReminders({ keys, accounts }, facts.policy, now), now)
  await output.lines(
    attention === undefined ? STATUS.nothing : { text: `${attention}.`, tone: 'strong' },
    ...reminders.map((words) => `${words}.`),
    ...waitingLines(waiting, vault, output.width),
    ...accounts.flatMap((account) => troubleLines(account, vault)),
    STATUS.total(keys.length, accounts.length, syncWords(accounts, now)),
  )
}

function waitingLines(
  waiting: readonly KeyRow[],
  vault: VaultReading,
  width: number | undefined,
): readonly Line[] {
  const urgency = byUrgency(vault.now)
  const sorted = waiting.map((row) => entryOf(row, vault)).sort((a, b) => urgency(a, b) || byName(a, b))
  const rows = sorted.slice(0, MOST_SHOWN).map(({ row }): Cell[] => {
    const tone = stateTone(row, vault.now)
    return [
      { text: `  ${row.name}` },
      { text: reason(row, vault), ...(tone && { tone }) },
      { text: expiresWords(row, vault.now), ...(tone && { tone }) },
    ]
  })
  const more = waiting.length - rows.length
  return [...tableLines(rows, width), ...(more > 0 ? [STATUS.more(more)] : [])]
}

/** The reason that the window shows. A secret that is unsaved or outdated comes first. */
function reason(row: KeyRow, vault: VaultReading): string {
  if (row.secret === 'unsaved' || row.secret === 'stale') return SECRET_STATES[row.secret]
  if (isExposed(row, vault.now)) return STATUS.leaked
  if (row.incomplete !== undefined) return STATUS.incomplete
  if (row.renewedAs !== undefined) return STATUS.renewed
  if (row.overlap !== undefined) return STATUS.overlap[row.overlap.role]
  return KEY_STATES[stateOf(row, vault)]
}

function troubleLines(account: AccountRow, vault: VaultReading): readonly Line[] {
  const { sync, name } = account
  const trouble = credentialTrouble(account, vault.settings, vault.now)
  if (trouble !== undefined && trouble !== 'refused') return [STATUS.credential(name, trouble)]
  if (sync.state !== 'failed') return []
  const words = failureWords(storedFailure(sync.error), {
    now: vault.now,
    provider: vault.providerName(account.provider),
  })
  return [{ text: STATUS.syncFailed(name, agoWords(sync.at, vault.now), words), tone: 'warn' }]
}

function syncWords(accounts: readonly AccountRow[], now: number): string {
  if (accounts.length === 0) return ''
  if (accounts.some(({ sync }) => sync.state === 'running')) return STATUS.syncing
  const times = accounts.map(({ asOf }) => asOf)
  const known = times.filter((at) => at !== undefined)
  if (known.length < times.length) return STATUS.neverSynced(times.length - known.length)
  return STATUS.synced(agoWords(Math.min(...known), now))
}
