/** Tells main how far the page is drawn, so that main does not run ahead of it: once per frame, after that frame. */
import type { PageClock } from './page-clock.ts'

interface Deps {
  readonly clock: Pick<PageClock, 'soon' | 'after'>
  /** The number of the last change that was taken in. */
  readonly revision: () => number
  readonly tell: (revision: number) => void
}

export function createFrameAck({ clock, revision, tell }: Deps) {
  let stopTelling: (() => void) | undefined

  /** Something was taken in that the next frame shows. */
  function heard(): void {
    stopTelling ??= clock.soon(afterFrame)
  }

  function afterFrame(): void {
    const drawn = revision()
    // What waits for a frame runs before it is drawn; a timer that is set there, afterwards.
    stopTelling = clock.after(0, () => {
      stopTelling = undefined
      tell(drawn)
      if (revision() !== drawn) heard() // it came between the two
    })
  }

  function stop(): void {
    stopTelling?.()
    stopTelling = undefined
  }

  return { heard, stop }
}
