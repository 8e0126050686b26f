/** Adds and removes toasts, the short messages at the edge of the window. */
import type { AppError } from '../../shared/contract/errors.ts'
import { commonMessages } from '../messages/common-messages.ts'
import { sentence } from '../messages/errors.ts'
import type { ErrorContext } from '../messages/sentence.ts'
import { useVault } from './store.ts'
import type { Toast } from './vault-state.ts'

const { getState: get, setState: set } = useVault

/** The most toasts shown at once. Older ones are removed, so that toasts never cover the list. */
const MOST = 3

let lastId = 0

/** Shows a toast until it is closed, its time is over, or newer ones displace it. Returns its id. */
export function toast(news: Omit<Toast, 'id'>): number {
  lastId += 1
  set({ toasts: [...get().toasts, { ...news, id: lastId }].slice(-MOST) })
  return lastId
}

export function dropToast(id: number): void {
  set({ toasts: get().toasts.filter((shown) => shown.id !== id) })
}

/** Shows a failure that no dialog can show. `again`: repeats the user's request, as “Try again”. */
export function toastError(error: AppError, context: ErrorContext = {}, again?: () => void): void {
  const { title, detail, action } = sentence(error, { now: get().now, ...context })
  const id = toast({
    tone: 'bad',
    text: title,
    detail: action === undefined ? detail : `${detail} ${action}`,
    action: {
      label: again === undefined ? commonMessages.dismiss : commonMessages.tryAgain,
      run() {
        dropToast(id)
        again?.()
      },
    },
  })
}
