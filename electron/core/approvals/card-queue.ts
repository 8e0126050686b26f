/**
 * The requests that wait for the person: one card at a time, in their order.
 *
 * ```
 * waiting ── first in the queue ──► on the card ── answered, timed out, closed ──► ended
 *    └── settled by an earlier card, locked, every asker gone ──────────────────────┘
 * ```
 */
import { randomUUID } from 'node:crypto'
import type { ApprovalLasts } from '../../../shared/contract/approvals.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { Instant } from '../../../shared/model/model.ts'
import type { ApprovalCardPort } from '../ports/desktop.ts'
import type { Clock } from '../ports/world.ts'

/** A person needs a while to read a card, and nobody waits longer than this for a command. */
const CARD_MS = 60_000
export const MOST_WAITING = 20

export interface OpenCard<Asked> {
  readonly id: string
  readonly asked: Asked
  /** How many requests wait for its answer. */
  readonly requests: number
  readonly endsAt: Instant
}

interface Deps<Asked> {
  readonly clock: Pick<Clock, 'now' | 'after'>
  /** Missing: there is no window to ask in. */
  readonly window: Pick<ApprovalCardPort, 'show' | 'hide'> | undefined
  /** Runs when another card is the current one, and when its facts have changed. */
  readonly changed: () => void
  readonly timedOut: (asked: Asked) => void
}

export interface CardQueue<Asked> {
  /**
   * Resolves with a yes; how long it lasts is for the caller to remember. Requests with the same `joins` share a card.
   * Throws Failure `approval` (`denied`, `timed-out`, `no-screen`), `limit` where too many wait, the signal's reason, and what `endAll` says.
   */
  ask(asked: Asked, joins: string | undefined, signal: AbortSignal): Promise<ApprovalLasts>
  current(): OpenCard<Asked> | undefined
  /**
   * Ends the current card with this answer, and each waiting one for which `settled` knows an answer by now. Does nothing if another card is
   * current.
   */
  end(
    id: string,
    answer: ApprovalLasts | 'deny',
    settled: (asked: Asked) => ApprovalLasts | 'deny' | undefined,
  ): void
  endAll(failure: Failure): void
}

interface Asker {
  readonly resolve: (lasts: ApprovalLasts) => void
  readonly reject: (reason: unknown) => void
}

interface Card<Asked> {
  readonly id: string
  readonly asked: Asked
  readonly joins: string | undefined
  readonly askers: Set<Asker>
}

const failed = (why: 'denied' | 'timed-out' | 'no-screen') => new Failure({ kind: 'approval', why })

export function createCardQueue<Asked>({ clock, window, changed, timedOut }: Deps<Asked>): CardQueue<Asked> {
  let cards: readonly Card<Asked>[] = []
  let shown: { readonly card: Card<Asked>; readonly endsAt: Instant; readonly stop: () => void } | undefined

  function settle(card: Card<Asked>, settleOne: (asker: Asker) => void): void {
    cards = cards.filter((one) => one !== card)
    const askers = [...card.askers]
    card.askers.clear()
    for (const asker of askers) settleOne(asker)
    if (shown?.card === card) {
      shown.stop()
      shown = undefined
    }
  }

  /** Shows the first card that can be shown, or hides the window when none is left. */
  function showNext(wasShown: boolean): void {
    if (shown !== undefined) return
    for (const card of cards) {
      const stop = clock.after(CARD_MS, () => expire(card))
      shown = { card, endsAt: clock.now() + CARD_MS, stop }
      changed()
      if (window?.show() === true) return
      settle(card, ({ reject }) => reject(failed('no-screen')))
    }
    if (!wasShown) return
    window?.hide()
    changed()
  }

  function expire(card: Card<Asked>): void {
    timedOut(card.asked)
    settle(card, ({ reject }) => reject(failed('timed-out')))
    showNext(true)
  }

  function answer(card: Card<Asked>, given: ApprovalLasts | 'deny'): void {
    settle(card, ({ resolve, reject }) => (given === 'deny' ? reject(failed('denied')) : resolve(given)))
  }

  /** Removes one asker from a card. The card ends with its last asker. */
  function leave(card: Card<Asked>, asker: Asker): void {
    if (!card.askers.delete(asker)) return
    const wasShown = shown?.card === card
    if (card.askers.size > 0) {
      if (wasShown) changed()
      return
    }
    settle(card, () => undefined)
    showNext(wasShown)
  }

  function cardFor(asked: Asked, joins: string | undefined): Card<Asked> {
    const joined = joins === undefined ? undefined : cards.find((card) => card.joins === joins)
    if (joined !== undefined) return joined
    if (cards.length >= MOST_WAITING) throw new Failure({ kind: 'limit', why: 'too-many-calls' })
    const card = { id: randomUUID(), asked, joins, askers: new Set<Asker>() }
    cards = [...cards, card]
    return card
  }

  return {
    async ask(asked, joins, signal) {
      signal.throwIfAborted()
      if (window === undefined) throw failed('no-screen')
      const card = cardFor(asked, joins)
      let leaves: () => void = () => undefined
      const answered = new Promise<ApprovalLasts>((resolve, reject) => {
        const asker = { resolve, reject }
        card.askers.add(asker)
        leaves = () => {
          reject(signal.reason as Error)
          leave(card, asker)
        }
      })
      signal.addEventListener('abort', leaves, { once: true })
      if (shown?.card === card) changed()
      else showNext(false)
      return answered.finally(() => signal.removeEventListener('abort', leaves))
    },

    current: () =>
      shown && {
        id: shown.card.id,
        asked: shown.card.asked,
        requests: shown.card.askers.size,
        endsAt: shown.endsAt,
      },

    end(id, given, settled) {
      if (shown?.card.id !== id) return
      answer(shown.card, given)
      for (const card of cards) {
        const known = settled(card.asked)
        if (known !== undefined) answer(card, known)
      }
      showNext(true)
    },

    endAll(failure) {
      const wasShown = shown !== undefined
      for (const card of cards) settle(card, ({ reject }) => reject(failure))
      showNext(wasShown)
    },
  }
}
