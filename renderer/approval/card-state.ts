/** The card from main, and the user's answer to it. */
import { create } from 'zustand'
import type { ApprovalAnswer, ApprovalCard } from '../../shared/contract/approvals.ts'
import type { AppError } from '../../shared/contract/errors.ts'
import { createQuietStart } from '../../shared/desktop/quiet-start.ts'
import { showTheme } from '../app/use-theme.ts'
import { call, on } from '../vault/bridge.ts'

interface CardState {
  readonly card: ApprovalCard | undefined
  /** How far main's clock is ahead of the page's, in milliseconds. */
  readonly aheadMs: number
  readonly isBusy: boolean
  /** Why main did not accept the last answer. */
  readonly error: AppError | undefined
}

const EMPTY: CardState = { card: undefined, aheadMs: 0, isBusy: false, error: undefined }

export const useCard = create<CardState>()(() => EMPTY)

/** Ignores early presses, which were meant for another window. */
export const quiet = createQuietStart(() => performance.now())

let asked = 0

/** Loads the card. While the app is locked, main refuses the call, and no card is shown. */
async function refresh(): Promise<void> {
  const mine = (asked += 1)
  const answer = await call('approval:card')
  if (mine !== asked) return // a later request is pending
  if (!answer.ok) {
    useCard.setState(EMPTY)
    return
  }
  const { theme, card } = answer.value
  showTheme(theme)
  if (card === undefined) {
    useCard.setState(EMPTY)
    return
  }
  const isNew = card.id !== useCard.getState().card?.id
  if (isNew) quiet.begin()
  useCard.setState({
    card,
    aheadMs: card.now - Date.now(),
    ...(isNew && { isBusy: false, error: undefined }),
  })
}

export function connect(): void {
  on('approval:changed', () => void refresh())
  on('app:reset', () => void refresh())
  void refresh()
}

export async function decide(answer: ApprovalAnswer): Promise<void> {
  const { card, isBusy } = useCard.getState()
  if (card === undefined || isBusy) return
  if (answer !== 'deny' && !card.offers.includes(answer)) return
  useCard.setState({ isBusy: true, error: undefined })
  const result = await call('approval:decide', { card: card.id, answer })
  if (useCard.getState().card?.id !== card.id) return
  useCard.setState({ isBusy: false, error: result.ok ? undefined : result.error })
  if (result.ok || result.error.kind === 'not-found') void refresh()
}
