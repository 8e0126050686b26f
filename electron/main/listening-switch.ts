/** Begins and ends listening, in the order of the calls, and says how that went. */
import type { CommandLineState, CommandLineTrouble } from '../../shared/diagnostics/machine.ts'
import type { Log } from '../core/ports/world.ts'

export type Begun =
  /** `end` resolves when nothing is open any more. */
  | { readonly kind: 'listening'; readonly end: () => Promise<void> }
  | { readonly kind: 'refused'; readonly why: CommandLineTrouble }

interface Deps {
  readonly begin: () => Promise<Begun>
  readonly log: Pick<Log, 'info' | 'unexpected'>
}

export interface ListeningSwitch {
  /** Begins or ends listening, in the order of the calls. */
  use(isOn: boolean): void
  state(): CommandLineState
  /** Ends listening. Resolves when nothing is open. */
  close(): Promise<void>
}

/** Listens at nothing yet. */
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

  /** One after the other, so that the last call counts. */
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
