/** The palette's actions: each calls the main process and shows the result. */
import type { ViewCommand } from '../../shared/contract/palette.ts'
import type { CopyAs } from '../../shared/model/copy-as.ts'
import type { AppError } from '../../shared/contract/errors.ts'
import { cutMiddle } from '../../shared/model/characters.ts'
import { DAY_MS } from '../../shared/expiry/expiry.ts'
import type { KeyId, KeyRow } from '../../shared/model/model.ts'
import { setQuery } from '../app/page-actions.ts'
import { call } from '../vault/bridge.ts'
import { sentence } from '../messages/errors.ts'
import { copiedWords, NOT_COPIED, UNSAVED_IN_PALETTE } from '../messages/clipboard-messages.ts'
import { useVault } from '../vault/store.ts'
import { usePalette, type Said } from './palette-state.ts'
import { copyWarning } from './key-status.ts'

const { getState: get, setState: set } = usePalette

/** The length to which a long name is cut, in characters. */
const NAME_LENGTH = 48

/** How long a message of three words is shown. */
const SAID_MS = 700
/** How long a warning is shown, which has more words. */
const WARNED_MS = 2_200

let closing: ReturnType<typeof setTimeout> | undefined

export function hide(): void {
  clearTimeout(closing)
  void call('palette:hide')
}

function say(said: Said | undefined): void {
  clearTimeout(closing)
  set({ said })
}

/** Shows `said` and hides the palette after `afterMs`. Does nothing if the palette was hidden meanwhile. */
function sayAndClose(said: Said, afterMs: number): void {
  if (!get().isShown) return
  say(said)
  closing = setTimeout(hide, afterMs)
}

function sayFailure(error: AppError): void {
  const { title, detail, action } = sentence(error, { now: useVault.getState().now })
  say({ tone: 'bad', title, detail: action === undefined ? detail : `${detail} ${action}` })
  // A keychain's prompt takes the focus, which hides the palette. The user must still see the failure.
  if (!get().isShown) void call('palette:show')
}

export function type(text: string): void {
  setQuery(text)
  say(undefined)
  set({ chosen: undefined, commands: undefined })
}

export function choose(chosen: KeyId | undefined): void {
  if (get().chosen !== chosen) set({ chosen })
}

export function openCommands(key: KeyId): void {
  say(undefined)
  set({ chosen: key, commands: { key, chosen: 0, forms: [] } })
  void call('palette:forms', { key }).then((answer) => {
    const { commands } = get()
    if (answer.ok && commands?.key === key) set({ commands: { ...commands, forms: answer.value } })
  })
}

export function chooseCommand(chosen: number): void {
  const { commands } = get()
  if (commands !== undefined && commands.chosen !== chosen) set({ commands: { ...commands, chosen } })
}

export function closeCommands(): void {
  set({ commands: undefined })
}

/**
 * Copies a key's secret, never an earlier one in place of a new one that is not saved yet. Only one copy runs at a time, because a keychain
 * that prompts the user would prompt twice.
 */
export async function copy(row: KeyRow, as?: CopyAs): Promise<void> {
  if (get().isBusy) return
  if (row.secret === 'unsaved') {
    say({ tone: 'warn', title: NOT_COPIED.unsaved.text, detail: UNSAVED_IN_PALETTE })
    return
  }
  say(undefined)
  set({ isBusy: true })
  const answer = await call('key:copy', { key: row.id, ...(as !== undefined && { as }) })
  set({ isBusy: false })
  if (!answer.ok) {
    sayFailure(answer.error)
    return
  }
  const { now, settings } = useVault.getState()
  const warning = copyWarning(row, now, settings.leadDays * DAY_MS)
  const title = copiedWords(settings.clipboardSeconds)
  const about = cutMiddle(row.name, NAME_LENGTH)
  if (warning === undefined) sayAndClose({ tone: 'good', title, detail: about }, SAID_MS)
  else sayAndClose({ tone: 'warn', title, detail: `${warning} ${about}` }, WARNED_MS)
}

/** Opens a view in the main window. The main process hides the palette. */
export async function openView(view: ViewCommand): Promise<void> {
  const answer = await call('palette:open-view', view)
  if (!answer.ok) sayFailure(answer.error)
}

/** Opens the form that adds a key in the main window, with the name that a search did not find. */
export const addNamed = (name: string): Promise<void> => openView({ kind: 'add-named-key', name })

export async function toggleFavourite({ id, favourite }: KeyRow): Promise<void> {
  const answer = await call('palette:favourite', { key: id, favourite: !favourite })
  if (!answer.ok) sayFailure(answer.error)
}
