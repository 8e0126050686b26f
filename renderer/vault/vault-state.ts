/** The page's state: the main process's data about the vault, and the page's own. Never contains a secret. */
import type { ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { Payload } from '../../shared/contract/contract.ts'
import type { AppError } from '../../shared/contract/errors.ts'
import type { LockView } from '../../shared/model/lock.ts'
import type { AccountId, AccountRow, KeyId, OperationId } from '../../shared/model/model.ts'
import type { OperationRow } from '../../shared/model/operation.ts'
import type { QueryProblem } from '../../shared/search/query-language.ts'
import type { Queue } from '../../shared/model/queue.ts'
import { defaultSettings } from '../../shared/model/default-settings.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type {
  KeychainHealth,
  Notice,
  NotificationHealth,
  OpenVault,
  ShutVault,
} from '../../shared/contract/snapshot.ts'
import type { DialogState } from './dialog-state.ts'
import type { IndexEntry } from '../list/index-entry.ts'
import { createKeyIndex, type KeyIndex } from '../list/key-index.ts'
import type { Sort } from '../list/key-order.ts'
import type { Group } from '../list/list-groups.ts'
import { noSelection, type Selection } from '../list/selection.ts'
import { noCounts, type Counts, type View } from '../list/views.ts'

export type Phase =
  | { readonly state: 'loading' }
  /** The main process did not return a snapshot. */
  | { readonly state: 'failed'; readonly error: AppError }
  | { readonly state: 'shut'; readonly vault: ShutVault }
  | { readonly state: 'locked' }
  | { readonly state: 'open' }

export type Screen = 'keys' | 'timeline' | 'history' | 'settings'

export interface Toast {
  readonly id: number
  readonly tone: 'good' | 'warn' | 'bad' | 'note'
  /** What happened, without the name of its subject. Announced once to screen readers, together with `about`. */
  readonly text: string
  /** The name of a key or an account, shown after the message and cut if long. */
  readonly about?: string
  readonly detail?: string
  /** The toast counts down to this instant and then closes. Epoch milliseconds by the main process's clock. */
  readonly until?: number
  /** How long the toast is shown, in milliseconds, if not for the default time. */
  readonly shownMs?: number
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** A part of the line above all keys. A part with a known `id` is new only if its `count` has grown. */
export interface LinePart {
  readonly id: string
  readonly count: number
  readonly words: string
}

export interface KeyList {
  readonly entries: readonly IndexEntry[]
  /** Empty for a flat list. */
  readonly groups: readonly Group[]
  /** How many keys were found, including those of folded groups, which `entries` leaves out. */
  readonly found: number
  /** How many keys the vault has in total. */
  readonly among: number
  readonly problems: readonly QueryProblem[]
}

export type SyncProgress = Pick<Payload<'sync:progress'>, 'seen' | 'total'>
export type OperationProgress = Payload<'operation:progress'>

export interface VaultState {
  readonly phase: Phase
  readonly revision: number
  /** The main process's clock minus the page's. */
  readonly clockOffsetMs: number
  /** The main process's clock at the last tick; epoch milliseconds UTC. */
  readonly now: number

  /** Rows change in place; `indexRevision` grows with each change. Read a row with `useKey`. */
  readonly keyIndex: KeyIndex
  readonly indexRevision: number
  readonly accounts: ReadonlyMap<AccountId, AccountRow>
  readonly operations: ReadonlyMap<OperationId, OperationRow>
  readonly providers: ReadonlyMap<string, ProviderMetadata>
  /** The defaults before the first snapshot; nothing is drawn from them. */
  readonly settings: Settings
  readonly keychain: KeychainHealth
  readonly notices: readonly Notice[]
  readonly queue: Queue | undefined
  readonly lock: LockView
  readonly notifications: NotificationHealth
  /** Whether a demo vault can be opened, or this vault is a demo vault. */
  readonly demo: OpenVault['demo']

  readonly screen: Screen
  readonly view: View
  readonly queryText: string
  readonly sort: Sort
  readonly list: KeyList
  readonly counts: Counts
  /** How many keys each saved search finds, by its id. */
  readonly searchCounts: ReadonlyMap<string, number>
  /** The keys selected for a bulk action, including those that the list does not show. */
  readonly selection: Selection
  /** The active row: the one with the keyboard. */
  readonly active: KeyId | undefined
  /** The key whose detail panel is open. */
  readonly detail: KeyId | undefined
  readonly dialog: DialogState | undefined
  /** The proxy sign-in above an open dialog. `address`: the proxy; `undefined` for the one in use. */
  readonly proxySignIn: { readonly address: string | undefined } | undefined
  /** The history screen shows this key only. */
  readonly historyOf: KeyId | undefined
  /** The parts of the line above all keys when it was dismissed. */
  readonly dismissedLine: readonly LinePart[]
  readonly toasts: readonly Toast[]
  readonly syncProgress: ReadonlyMap<AccountId, SyncProgress>
  /** The last reported step of each key's operation. */
  readonly operationProgress: ReadonlyMap<KeyId, OperationProgress>
}

/** The sort order until the settings are known. A user's own choice before that is kept. */
export const firstSort: Sort = { ...defaultSettings.listSort }

export function initialState(): VaultState {
  return {
    phase: { state: 'loading' },
    revision: 0,
    clockOffsetMs: 0,
    now: 0,
    keyIndex: createKeyIndex(),
    indexRevision: 0,
    accounts: new Map(),
    operations: new Map(),
    providers: new Map(),
    settings: defaultSettings,
    keychain: { state: 'unchecked', backend: '' },
    notices: [],
    queue: undefined,
    lock: { state: 'off' },
    notifications: { state: 'unchecked' },
    demo: undefined,
    screen: 'keys',
    view: { kind: 'all' },
    queryText: '',
    sort: firstSort,
    list: { entries: [], groups: [], found: 0, among: 0, problems: [] },
    counts: noCounts,
    searchCounts: new Map(),
    selection: noSelection,
    active: undefined,
    detail: undefined,
    dialog: undefined,
    proxySignIn: undefined,
    historyOf: undefined,
    dismissedLine: [],
    toasts: [],
    syncProgress: new Map(),
    operationProgress: new Map(),
  }
}
