/** Runs inside the page while it is measured: measures when a key press has been painted, and how regular the frames are. */

export interface Probe {
  /** Discards the last key press. */
  arm(): void
  /** Milliseconds from the key press to the frame that showed its last change. Resolves once three frames have brought no change. */
  settled(): Promise<number>
  /** Starts recording the times of frames. */
  watchFrames(): void
  /** Milliseconds between the frames since `watchFrames`. */
  frames(): number[]
}

/**
 * Puts {@link Probe} on `window.probe`. Runs in the page, so it uses nothing from outside the function. A change counts as
 * painted when the frame that it requests has been passed to the compositor: a message sent in that frame's callback arrives
 * after layout and paint.
 */
export function installProbe(): void {
  const QUIET_FRAMES = 3
  let pressedAt = 0
  let paintedAt = 0
  let quiet = 0
  let isWaiting = false
  let stamps: number[] | undefined

  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    isWaiting = false
    paintedAt = performance.now()
  }
  const paintSoon = () => {
    quiet = 0
    if (isWaiting) return
    isWaiting = true
    requestAnimationFrame(() => port2.postMessage(0))
  }
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      pressedAt = timeStamp
      paintSoon()
    },
    true,
  )
  new MutationObserver(paintSoon).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  })

  const probe: Probe = {
    arm() {
      pressedAt = 0
    },
    settled: () =>
      new Promise((resolve) => {
        const look = () => {
          quiet += 1
          if (pressedAt > 0 && !isWaiting && quiet > QUIET_FRAMES) resolve(paintedAt - pressedAt)
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }),
    watchFrames() {
      const noted: number[] = []
      stamps = noted
      const note = (at: number) => {
        if (stamps !== noted) return
        noted.push(at)
        requestAnimationFrame(note)
      }
      requestAnimationFrame(note)
    },
    frames() {
      const noted = stamps ?? []
      stamps = undefined
      return noted.slice(1).map((at, index) => at - (noted[index] ?? at))
    },
  }
  Object.assign(window, { probe })
}
