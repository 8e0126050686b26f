/** Actions on the vault that need no dialog: each makes one call to the main process and reports the result in a toast. */
import type { Input } from '../../shared/contract/contract.ts'
import type { CopyAs } from '../../shared/model/copy-as.ts'
import type { AccountId, KeyRow } from '../../shared/model/model.ts'
import type { SettingsPatch } from '../../shared/model/settings.ts'
import { call } from './bridge.ts'
import { clipboardMessages, copiedWords, secondsLeft, STALE_COPIED } from '../messages/clipboard-messages.ts'
import { useVault } from './store.ts'
import { dropToast, toast, toastError } from './toasts.ts'
import { noLockMessages } from './vault-messages.ts'

/** Opens an external page. A failure is shown as a toast. */
export async function openLink(link: Input<'app:open-link'>): Promise<void> {
  const answer = await call('app:open-link', link)
  if (!answer.ok) toastError(answer.error)
}

let clipboardToast: number | undefined

function secondsTo(clearsAt: number): number {
  const { clockOffsetMs, settings } = useVault.getState()
  return secondsLeft(clearsAt, Date.now() + clockOffsetMs, settings.clipboardSeconds)
}

/** Shows a toast that names the copied key and counts down to `clearsAt` (epoch milliseconds by the main process's clock). */
export function showCopied(name: string, clearsAt: number, warning?: string): void {
  if (clipboardToast !== undefined) dropToast(clipboardToast)
  clipboardToast = toast({
    tone: warning === undefined ? 'good' : 'warn',
    text: copiedWords(secondsTo(clearsAt)),
    about: name,
    ...(warning !== undefined && { detail: warning }),
    until: clearsAt,
    action: { label: clipboardMessages.clearNow, run: () => void call('clipboard:clear') },
  })
}

interface WhatToCopy {
  /** Default: the current version. */
  readonly version?: number
  /** Default: the value. */
  readonly as?: CopyAs
}

/** Copies a key's secret. A stale one is copied with a warning. */
export async function copyKey(key: KeyRow, what: WhatToCopy = {}): Promise<void> {
  const { version } = what
  const answer = await call('key:copy', { key: key.id, ...what })
  if (!answer.ok) {
    toastError(answer.error, {}, () => void copyKey(key, what))
    return
  }
  const warning =
    key.secret === 'stale' && (version === undefined || version === key.version) ? STALE_COPIED : undefined
  showCopied(key.name, answer.value.clearsAt, warning)
}

/** Handles the end of the clipboard's countdown. `cleared` is false if other content had been copied since. */
export function showCleared(cleared: boolean): void {
  if (clipboardToast === undefined) return
  dropToast(clipboardToast)
  clipboardToast = undefined
  if (cleared) toast({ tone: 'note', text: clipboardMessages.cleared })
}

/** Starts a sync of one account, or of all. Events report its progress and its end. */
export async function sync(account?: AccountId): Promise<void> {
  const answer = await (account === undefined ? call('account:sync-all') : call('account:sync', { account }))
  if (!answer.ok) toastError(answer.error, {}, () => void sync(account))
}

export async function cancelSync(account: AccountId): Promise<void> {
  const answer = await call('account:cancel-sync', { account })
  if (!answer.ok) toastError(answer.error)
}

/** Cancels the running connection test. The call that started it gets a `cancelled` answer. */
export async function cancelTest(): Promise<void> {
  const answer = await call('account:cancel-test')
  if (!answer.ok) toastError(answer.error)
}

export async function changeSettings(patch: SettingsPatch): Promise<void> {
  const answer = await call('settings:change', patch)
  if (!answer.ok) toastError(answer.error, {}, () => void changeSettings(patch))
}

/** Opens a demo vault in a window of its own. */
export async function openDemo(): Promise<void> {
  const answer = await call('desktop:open-demo')
  if (!answer.ok) toastError(answer.error, {}, () => void openDemo())
}

/** Locks the app. If no lock is set, a toast names the settings page that sets one. */
export async function lockNow(): Promise<void> {
  if (useVault.getState().lock.state === 'off') {
    toast({ tone: 'note', text: noLockMessages.title, detail: noLockMessages.detail })
    return
  }
  const answer = await call('lock:now')
  if (!answer.ok) toastError(answer.error)
}
