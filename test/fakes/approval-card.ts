/** The approval card's window in memory: whether it is shown, and the person who uses it. */
import type { ApprovalCardPort } from '../../electron/core/ports/desktop.ts'

export interface FakeApprovalCard extends ApprovalCardPort {
  isShown: boolean
  mayStayBehind: boolean
  /** If false, no window can be shown. */
  canShow: boolean
  /** If false, the user presses nothing in the card. */
  presses: boolean
  /** How many times a card was brought to the front. */
  shows: number
  /** Closes the window, as the user does. */
  closeWindow(): void
}

export function fakeApprovalCard(): FakeApprovalCard {
  let closed: () => void = () => undefined
  const fake: FakeApprovalCard = {
    isShown: false,
    mayStayBehind: false,
    canShow: true,
    presses: true,
    shows: 0,
    show() {
      fake.shows += 1
      fake.isShown = fake.canShow
      return fake.canShow
    },
    hide: () => void (fake.isShown = false),
    gestures: { take: () => fake.presses, mayBeUnseen: () => false },
    onClosed: (handler) => void (closed = handler),
    closeWindow: () => closed(),
  }
  return fake
}
