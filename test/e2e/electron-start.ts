/** When a start of Electron counts as hanging. */

/** Longer than the answer of any start that does not hang. */
export const START_MS = 25_000

/**
 * Whether Playwright left this unhandled rejection behind after a launch took longer than {@link START_MS}. The launch itself
 * rejects with another error.
 */
export const isOfLateStart = ({ name = '', message = '' }: { name?: string; message?: string }): boolean =>
  name === 'TimeoutError' && message === `Timeout ${START_MS}ms exceeded.`
