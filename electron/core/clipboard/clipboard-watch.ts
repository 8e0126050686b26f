/**
 * The optional watch of the clipboard: offers to save a key that was just copied in another program.
 *
 * SECURITY: off by default. What it looks at is compared with the shapes of keys, wiped, and neither stored, logged nor sent. Between two looks it
 * keeps one keyed hash, and only of a text with the shape of a key, so that one copy is offered once. It stops while Keyhold is locked.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { Failure } from '../../../shared/contract/errors.ts'
import { shapeOf } from '../../../shared/shapes/match-shape.ts'
import type { KeyShape } from '../../../shared/shapes/shape.ts'
import type { Secret } from '../ports/secret.ts'
import type { ClipboardPort, Clock, Log } from '../ports/world.ts'

interface Deps {
  readonly clipboard: Pick<ClipboardPort, 'look'>
  readonly clock: Pick<Clock, 'after'>
  readonly log: Pick<Log, 'unexpected'>
  readonly isOn: () => boolean
  readonly isLocked: () => boolean
  readonly offer: (shape: KeyShape) => void
}

export interface ClipboardWatch {
  /** Begins anew with the present setting and lock: what is on the clipboard now is not offered. */
  restart(): void
  stop(): void
}

const LOOK_EVERY_MS = 1_500

/** Worth saving: a secret, and one that lives longer than the work at hand. */
const isWorthSaving = ({ isIdentifier, isShortLived }: KeyShape): boolean =>
  isIdentifier !== true && isShortLived !== true

export function createClipboardWatch(deps: Deps): ClipboardWatch {
  const { clipboard, clock, log, isOn, isLocked, offer } = deps
  let stopTimer: () => void = () => undefined
  /** Of this run, and kept nowhere. */
  const hashKey = randomBytes(32)
  let last: string | undefined
  /** Counts the beginnings: a look that began before the last one no longer counts. */
  let run = 0

  const hashOf = (secret: Secret): string =>
    secret.use((bytes) => createHmac('sha256', hashKey).update(bytes).digest('base64'))

  /** The shape of a key on the clipboard, if it is another one than at the last look. */
  async function look(mine: number): Promise<KeyShape | undefined> {
    const secret = await clipboard.look()
    if (secret === undefined) {
      if (mine === run) last = undefined
      return undefined
    }
    try {
      const shape = secret.use((bytes) => shapeOf(bytes.toString('utf8')))
      if (mine !== run) return undefined
      const before = last
      last = shape && hashOf(secret)
      return last === before ? undefined : shape
    } finally {
      secret.wipe()
    }
  }

  async function turn(mine: number, isFirst: boolean): Promise<void> {
    let isStillFirst = isFirst
    try {
      const shape = await look(mine)
      isStillFirst = false
      if (shape !== undefined && !isFirst && isWorthSaving(shape)) offer(shape)
    } catch (error) {
      // A clipboard that does not respond is looked at again.
      if (!(error instanceof Failure)) log.unexpected('watch the clipboard', error)
    }
    if (mine === run) stopTimer = clock.after(LOOK_EVERY_MS, () => void turn(mine, isStillFirst))
  }

  function stop(): void {
    run += 1
    last = undefined
    stopTimer()
    stopTimer = () => undefined
  }

  return {
    restart() {
      stop()
      if (isOn() && !isLocked()) void turn(run, true)
    },
    stop,
  }
}
