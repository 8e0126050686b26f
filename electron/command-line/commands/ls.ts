/** `keyhold ls`: the keys that a search finds, the most urgent first. */
import { KEY_STATES, SECRET_STATES } from '../../../shared/expiry/state-messages.ts'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { attentionFacts } from '../../../shared/expiry/attention.ts'
import { expiresWords } from '../../../shared/expiry/expiry.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { compileQuery, entryOf, sortedEntryOf, type SortedEntry } from '../../../shared/search/query-match.ts'
import { byName, byUrgency } from '../../../shared/search/urgency-order.ts'
import { tableLines, type Cell } from '../columns.ts'
import type { ReadingCommand } from '../command.ts'
import { jsonOfKey, stateOf, stateTone } from '../key-facts.ts'
import { BY_HAND_ACCOUNT } from '../key-messages.ts'
import { parseSearch } from '../search.ts'
import type { VaultReading } from '../vault-reading.ts'
import { LS } from './ls-messages.ts'

export const ls: ReadingCommand = {
  name: 'ls',
  ...LS.spec,
  needsUnlocked: true,
  async reads({ reading, output }, { flags, words }) {
    const query = parseSearch(words)
    const vault = reading()
    const keys = keysFor(query, vault)
    if (flags.has('json')) await output.json(...keys.map((key) => jsonOfKey(key, vault)))
    else if (keys.length > 0) await output.lines(...table(keys, vault, output.width))
    else await output.notes(vault.keys.length === 0 ? LS.empty : LS.none)
    return EXIT.done
  },
}

/** The keys that the search finds, in the order of the window's list. */
export function keysFor(query: ReturnType<typeof parseSearch>, vault: VaultReading): readonly KeyRow[] {
  const urgency = byUrgency(vault.now)
  return matchesOf(query, vault)
    .sort((a, b) => urgency(a, b) || byName(a, b))
    .map(({ row }) => row)
}

function matchesOf(query: ReturnType<typeof parseSearch>, vault: VaultReading): SortedEntry[] {
  if (query.terms.length === 0) return vault.keys.map(sortedEntryOf) // building the search text of each key would take most of the time
  return vault.keys.map((row) => entryOf(row, vault)).filter(compileQuery(query, attentionFacts(vault)))
}

function table(keys: readonly KeyRow[], vault: VaultReading, width: number | undefined) {
  const rows = keys.map((key): Cell[] => {
    const tone = stateTone(key, vault.now)
    const account = key.account === undefined ? BY_HAND_ACCOUNT : (vault.accountName(key.account) ?? '')
    return [
      { text: key.name },
      { text: account },
      { text: KEY_STATES[stateOf(key, vault)], tone },
      { text: expiresWords(key, vault.now), tone },
      { text: SECRET_STATES[key.secret] },
      { text: key.environment },
    ]
  })
  // A pipe gets no heading, so that `keyhold ls | wc -l` counts keys.
  const head = LS.columns.map((text): Cell => ({ text, tone: 'strong' }))
  return tableLines(width === undefined ? rows : [head, ...rows], width)
}
