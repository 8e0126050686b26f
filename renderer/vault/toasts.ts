/** Short news at the edge of the window: put up, counted down, taken away. */
import type { AppError } from '../../shared/contract/errors.ts'
import { sentence } from '../messages/errors.ts'
import type { ErrorContext } from '../messages/sentence.ts'
import { useVault } from './store.ts'
import type { Toast } from './vault-state.ts'

const { getState: get, setState: set } = useVault

/** Older ones give way, so that news never covers the list. */
const MOST = 3

let lastId = 0

/** Shows a toast until it is closed, its time is over, or others push it out. Returns its id. */
export function toast(news: Omit<Toast, 'id'>): number {
  lastId += 1
  set({ toasts: [...get().toasts, { ...news, id: lastId }].slice(-MOST) })
  return lastId
}

export function dropToast(id: number): void {
  set({ toasts: get().toasts.filter((shown) => shown.id !== id) })
}

/** A failure where no dialog is there to show it. `again`: what the user had asked for, offered once more. */
export function toastError(error: AppError, context: ErrorContext = {}, again?: () => void): void {
  const { title, detail, action } = sentence(error, { now: get().now, ...context })
  const id = toast({
    tone: 'bad',
    text: title,
    detail: action === undefined ? detail : `${detail} ${action}`,
    action: {
      label: again === undefined ? 'Dismiss' : 'Try again',
      act() {
        dropToast(id)
        again?.()
      },
    },
  })
}
