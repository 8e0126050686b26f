/** Acknowledges the revision that the page has drawn, once per frame and after that frame, so that the main process can hold back further changes. */
import type { PageClock } from './page-clock.ts'

interface Deps {
  readonly clock: Pick<PageClock, 'soon' | 'after'>
  /** The revision of the last applied change. */
  readonly revision: () => number
  readonly send: (revision: number) => void
}

export function createFrameAck({ clock, revision, send }: Deps) {
  let cancelAck: (() => void) | undefined

  /** Call after a change was applied that the next frame draws. */
  function changed(): void {
    cancelAck ??= clock.soon(afterFrame)
  }

  function afterFrame(): void {
    const drawn = revision()
    // A frame callback runs before its frame is drawn. A timer set in that callback fires after the frame.
    cancelAck = clock.after(0, () => {
      cancelAck = undefined
      send(drawn)
      if (revision() !== drawn) changed() // a change arrived between the two callbacks
    })
  }

  function stop(): void {
    cancelAck?.()
    cancelAck = undefined
  }

  return { changed, stop }
}
