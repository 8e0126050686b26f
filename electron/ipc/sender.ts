/** Decides who may call the gate: only the main frame of our own page. */

/** The used part of the frame that sent a call (Electron's `WebFrameMain`). */
export interface SenderFrame {
  /** Scheme and host, as in `keyhold://app`. */
  readonly origin: string
  /** `null` in a main frame. */
  readonly parent: unknown
}

/**
 * Whether `event` comes from the main frame of `origin`. Returns `false` for a missing frame (`null`, or one that throws when it is read), because it
 * has no origin to trust.
 */
export function isFromPage(
  event: { readonly senderFrame?: SenderFrame | null | undefined },
  origin: string,
): boolean {
  try {
    const frame = event.senderFrame
    return frame?.parent === null && frame.origin === origin
  } catch {
    return false
  }
}
