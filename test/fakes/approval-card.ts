/** The approval card's window in memory: whether it is shown, and the person who uses it. */
import type { ApprovalCardPort } from '../../electron/core/ports/desktop.ts'

export interface FakeApprovalCard extends ApprovalCardPort {
  isShown: boolean
  mayStayBehind: boolean
  /** While false, no window can be shown. */
  canShow: boolean
  /** While false, the person presses nothing in it. */
  presses: boolean
  /** How many times a card was brought to the front. */
  shows: number
  /** The person closes the window. */
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
