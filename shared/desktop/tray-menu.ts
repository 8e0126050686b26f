/** Builds the tray's content: its menu, its tooltip and whether it asks for attention. Pure; times are epoch milliseconds UTC. */
import { cut } from '../model/characters.ts'
import { attentionCount, attentionFacts, attentionWords } from '../expiry/attention.ts'
import {
  DAY_MS,
  durationWords,
  expiryOf,
  HOUR_MS,
  keyState,
  nextStateChange,
  type KeyState,
} from '../expiry/expiry.ts'
import type { KeyId, KeyRow } from '../model/model.ts'
import { KEY_STATES, OVERLAP_STATES, overlapState, secretWords } from '../expiry/state-messages.ts'
import { nextKeyUrgent, nextUrgent } from '../expiry/urgency.ts'
import { accountEvents } from '../expiry/reminders.ts'
import type { Snapshot } from '../contract/snapshot.ts'
import { trayMessages } from './tray-messages.ts'

/** The commands of the tray's menu. Each is also available elsewhere. */
export type TrayCommand = 'attention' | 'sync' | 'palette' | 'open' | 'settings' | 'lock' | 'quit'

export type TrayItem =
  | { readonly kind: 'line' }
  | { readonly kind: 'heading'; readonly label: string }
  /** Copies the key's secret. `isReady` is false if no secret is stored. */
  | { readonly kind: 'copy'; readonly key: KeyId; readonly label: string; readonly isReady: boolean }
  /** Opens the key's panel. */
  | { readonly kind: 'show'; readonly key: KeyId; readonly label: string }
  | {
      readonly kind: 'command'
      readonly command: TrayCommand
      readonly label: string
      readonly isReady: boolean
    }

export interface TrayMenu {
  readonly items: readonly TrayItem[]
  /** An operation waits for a decision. */
  readonly isAttentive: boolean
  readonly tooltip: string
  /** The next instant at which time alone changes the content. */
  readonly changesAt: number | undefined
}

interface Facts {
  readonly snapshot: Snapshot
  readonly now: number
  /** Whether the menu shows names of keys. Without names, provider and state distinguish the keys. */
  readonly names: boolean
}

type Open = Extract<Snapshot, { readonly vault: 'open' }>

const FAVOURITES = 10
const RECENT = 5
const NEXT = 3
/** Menus have no other limit on their width. */
const LABEL_LENGTH = 60

/** For a vault that is not open, the menu only offers the window and quitting, and shows nothing of the vault's content. */
export function trayMenu({ snapshot, now, names }: Facts): TrayMenu {
  if (snapshot.vault !== 'open')
    return {
      items: closing(false),
      isAttentive: ALARMS[snapshot.vault],
      tooltip: trayMessages.app,
      changesAt: undefined,
    }
  const { operations, settings } = snapshot
  const attention = attentionWords(attentionCount(snapshot, attentionFacts({ operations, settings, now })))
  const name = namer(snapshot, names)
  const leadMs = settings.leadDays * DAY_MS
  const favourites = snapshot.keys
    .filter(({ favourite }) => favourite)
    .sort(byName)
    .slice(0, FAVOURITES)
  const recent = recentOf(snapshot.keys, favourites)
  const next = nextToExpire(snapshot.keys, now)
  const copy = (key: KeyRow): TrayItem => ({
    kind: 'copy',
    key: key.id,
    label: labelled(name(key), stateWords(key, now, leadMs)),
    isReady: key.secret === 'held' || key.secret === 'stale',
  })
  const show = (key: KeyRow): TrayItem => ({
    kind: 'show',
    key: key.id,
    label: labelled(name(key), leftWords(key, now)),
  })
  return {
    items: [
      ...(attention === undefined ? [] : [command('attention', attention), LINE]),
      ...section(trayMessages.favourites, favourites.map(copy)),
      ...section(trayMessages.recent, recent.map(copy)),
      ...section(trayMessages.next, next.map(show)),
      command('palette', trayMessages.palette),
      syncing(snapshot),
      LINE,
      ...closing(snapshot.lock.state === 'open'),
    ],
    isAttentive: attention !== undefined,
    tooltip: attention === undefined ? trayMessages.app : trayMessages.attention(attention),
    changesAt: nextChange(snapshot, [...favourites, ...recent, ...next], now),
  }
}

/** Whether a vault that is not open needs the user's attention. */
const ALARMS: Record<Exclude<Snapshot['vault'], 'open'>, boolean> = { shut: true, locked: false }

const LINE: TrayItem = { kind: 'line' }

const command = (name: TrayCommand, label: string, isReady = true): TrayItem => ({
  kind: 'command',
  command: name,
  label,
  isReady,
})

/** `hasLock`: a lock is set, and the app is unlocked. */
const closing = (hasLock: boolean): TrayItem[] => [
  command('open', trayMessages.open),
  command('settings', trayMessages.settings),
  ...(hasLock ? [command('lock', trayMessages.lock)] : []),
  LINE,
  command('quit', trayMessages.quit),
]

const section = (label: string, items: readonly TrayItem[]): TrayItem[] =>
  items.length === 0 ? [] : [{ kind: 'heading', label }, ...items, LINE]

function syncing({ accounts }: Open): TrayItem {
  const isRunning = accounts.some(({ sync }) => sync.state === 'running')
  return command(
    'sync',
    isRunning ? trayMessages.syncing : trayMessages.sync,
    !isRunning && accounts.length > 0,
  )
}

const collator = new Intl.Collator()
const byName = (a: KeyRow, b: KeyRow) => collator.compare(a.name, b.name) || collator.compare(a.id, b.id)

/** The keys that were copied last, without those that the menu already shows above. */
function recentOf(keys: readonly KeyRow[], above: readonly KeyRow[]): KeyRow[] {
  const copiedAt = ({ copiedAt: at = 0 }: KeyRow) => at
  return keys
    .filter((key) => key.copiedAt !== undefined && !above.includes(key))
    .sort((a, b) => copiedAt(b) - copiedAt(a))
    .slice(0, RECENT)
}

/** The next keys to expire among those that still work. Picks three of ten thousand without sorting all, because this runs after every change. */
function nextToExpire(keys: readonly KeyRow[], now: number): KeyRow[] {
  const end = (key: KeyRow | undefined) => (key && expiryOf(key)) ?? Infinity
  const next: KeyRow[] = []
  for (const key of keys) {
    if (key.goneSince !== undefined || end(key) <= now || end(key) >= end(next[NEXT - 1])) continue
    next.push(key)
    next.sort((a, b) => end(a) - end(b))
    next.length = Math.min(next.length, NEXT)
  }
  return next
}

/**
 * Names keys, or without names the provider and a number. Keys of one provider are numbered in the order of their names, so the numbers are stable.
 */
function namer({ keys, providers }: Open, names: boolean): (key: KeyRow) => string {
  if (names) return ({ name }) => name
  const titles = new Map(providers.map(({ id, name }) => [id, name]))
  const title = ({ provider }: KeyRow) => titles.get(provider) ?? trayMessages.manual
  return (key) => {
    const before = keys.filter((other) => title(other) === title(key) && byName(other, key) < 0)
    return trayMessages.nameless(title(key), before.length + 1)
  }
}

function stateWords(key: KeyRow, now: number, leadMs: number): string | undefined {
  if (key.secret !== 'held') return secretWords(key.secret)
  const state = keyState(key, now, leadMs)
  const end = state === 'expiring' ? leftWords(key, now) : undefined
  const overlap = overlapState(key.overlap?.role, state)
  if (overlap === 'retired') return OVERLAP_STATES.retired
  if (overlap === 'retiring')
    return [OVERLAP_STATES.retiring, end].filter((words) => words !== undefined).join(', ')
  return end ?? unusualWords(state)
}

const unusualWords = (state: KeyState): string | undefined =>
  state === 'unknown' || state === 'active' ? undefined : KEY_STATES[state]

/** "6 days left". Whole hours are the smallest unit, so that the menu need not change every minute. */
function leftWords(key: KeyRow, now: number): string | undefined {
  const end = expiryOf(key)
  if (end === undefined) return undefined
  return end - now < HOUR_MS ? trayMessages.withinTheHour : trayMessages.left(durationWords(end - now))
}

function labelled(name: string, words: string | undefined): string {
  const short = name.length > LABEL_LENGTH ? `${cut(name, LABEL_LENGTH - 1)}…` : name
  return words === undefined ? short : trayMessages.labelled(short, words)
}

/** The next instant that changes what needs attention, or the text about one of the shown keys. */
function nextChange(open: Open, shown: readonly KeyRow[], now: number): number | undefined {
  let first = nextAttention(open, now)
  for (const key of shown) first = Math.min(first, nextWords(key, now))
  return Number.isFinite(first) ? first : undefined
}

function nextAttention({ keys, accounts, operations, settings }: Open, now: number): number {
  const leadMs = settings.leadDays * DAY_MS
  let first = Infinity
  const take = (at: number | undefined) => {
    if (at !== undefined && at > now && at < first) first = at
  }
  for (const key of keys) {
    take(nextStateChange(key, now, leadMs))
    take(nextKeyUrgent(key, settings, now))
    take(key.snoozedUntil)
  }
  for (const account of accounts) {
    take(account.credentialExpiresAt)
    take(nextUrgent(accountEvents(account, settings), now))
  }
  for (const { overlap } of operations) take(overlap?.until)
  return first
}

/** The text counts hours during the last two days, and days before. */
function nextWords(key: KeyRow, now: number): number {
  const end = expiryOf(key)
  if (end === undefined || end <= now) return Infinity
  const left = end - now
  const step = left <= 2 * DAY_MS ? HOUR_MS : DAY_MS
  return now + (left % step) + 1 // the text changes just below a whole step
}
