/** When a start of Electron hangs. */

/** Longer than any answer of a start that does not hang. */
export const START_MS = 25_000

/** Whether Playwright left this error behind, rejected and unhandled, when a launch took longer than {@link START_MS}. The launch rejects with another one. */
export const isOfLateStart = ({ name = '', message = '' }: { name?: string; message?: string }): boolean =>
  name === 'TimeoutError' && message === `Timeout ${START_MS}ms exceeded.`
