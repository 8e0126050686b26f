/** Starts and stops listening in the order of the calls, and reports the state. */
import type { CommandLineState, CommandLineTrouble } from '../../shared/diagnostics/machine.ts'
import type { Log } from '../core/ports/world.ts'

export type Begun =
  /** `end` resolves when no connection is open. */
  | { readonly kind: 'listening'; readonly end: () => Promise<void> }
  | { readonly kind: 'refused'; readonly why: CommandLineTrouble }

interface Deps {
  readonly begin: () => Promise<Begun>
  readonly log: Pick<Log, 'info' | 'unexpected'>
}

export interface ListeningSwitch {
  /** Starts or stops listening, in the order of the calls. */
  use(isOn: boolean): void
  state(): CommandLineState
  /** Stops listening. Resolves when no connection is open. */
  close(): Promise<void>
}

/** Does not listen yet. */
export function createListeningSwitch({ begin, log }: Deps): ListeningSwitch {
  let isWanted = false
  let begun: Begun | undefined
  let turn: Promise<void> = Promise.resolve()

  async function follow(): Promise<void> {
    if (!isWanted) {
      const last = begun
      begun = undefined
      if (last?.kind === 'listening') await last.end()
    } else if (begun?.kind !== 'listening') {
      begun = await begin()
      if (begun.kind === 'refused') log.info('no command line', { why: begun.why })
    }
  }

  /** Runs the calls one after the other, so that the last call decides. */
  function next(): Promise<void> {
    turn = turn.then(follow).catch((error: unknown) => void log.unexpected('command line', error))
    return turn
  }

  return {
    use(isOn) {
      if (isOn === isWanted) return
      isWanted = isOn
      void next()
    },
    state() {
      if (!isWanted || begun === undefined) return 'off'
      return begun.kind === 'listening' ? 'ready' : begun.why
    },
    close() {
      isWanted = false
      return next()
    },
  }
}
