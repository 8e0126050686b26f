/** An overlap in words: how it stands, and the next steps, the one to take first. Pure. */
import { isOverdue, type OverlapOperation } from '../../../shared/model/overlap.ts'

export type OverlapStep =
  | 'retire' // end the old key
  | 'keep-longer'
  | 'roll-back' // end the new one
  | 'revive' // switch the old one on again
  | 'finish' // leave it switched off

export interface OverlapWords {
  readonly tone: 'note' | 'good' | 'warn'
  readonly title: string
  readonly detail: string
  readonly steps: readonly OverlapStep[]
}

/**
 * `provider`: its name; missing where the user pasted the new value, so that nobody is asked to end the old one. `oldWorks`: by what is
 * known of its dates and its switch.
 */
export function overlapWords(
  operation: OverlapOperation,
  provider: string | undefined,
  now: number,
  oldWorks = true,
): OverlapWords {
  const { state, overlap } = operation
  if (state === 'retired') return retired(provider)
  if (state === 'rolling-back') return unsettled('Deleting the new one', provider, ['roll-back'])
  if (state !== 'retiring') return oldWorks ? sideBySide(operation, provider, now) : ONLY_NEW
  const act = overlap.doing === 'switch-off' ? 'Switching the old one off' : 'Deleting the old one'
  return unsettled(act, provider, ['retire', 'keep-longer'])
}

const ONLY_NEW: OverlapWords = {
  tone: 'note',
  title: 'Only the new one works',
  detail:
    'The old one had ended before. Put the new one wherever the old one is used, then retire the old one.',
  steps: ['retire', 'keep-longer', 'roll-back'],
}

const retired = (provider: string | undefined): OverlapWords => ({
  tone: 'good',
  title: 'The old one is switched off',
  detail: `${provider ?? 'Its provider'} refuses it. If something still needs it, switch it on again; else delete it, or leave it as it is.`,
  steps: ['retire', 'revive', 'finish', 'roll-back'],
})

const unsettled = (
  act: string,
  provider: string | undefined,
  steps: readonly OverlapStep[],
): OverlapWords => ({
  tone: 'warn',
  title: `${act} was asked and not seen to have happened`,
  detail: `${provider ?? 'The provider'} may have done it. Asking again does no harm: what is gone already counts as done.`,
  steps,
})

function sideBySide({ overlap }: OverlapOperation, provider: string | undefined, now: number): OverlapWords {
  const what = provider === undefined ? 'values' : 'keys'
  const isOver = isOverdue(overlap, now)
  return {
    tone: isOver ? 'warn' : 'note',
    title: isOver ? 'The time of the old one is over' : `Both ${what} work`,
    detail: isOver
      ? `Both ${what} still work: nothing is retired by the clock. Retire the old one, or give it more time.`
      : 'Put the new one wherever the old one is used, then retire the old one.',
    steps: ['retire', 'keep-longer', 'roll-back'],
  }
}

export const STEP_WORDS: Record<OverlapStep, (operation: OverlapOperation) => string> = {
  retire: ({ state }) =>
    state === 'retired' ? 'Delete the old one…' : state === 'retiring' ? 'Ask again…' : 'Retire the old one…',
  'keep-longer': () => 'Keep longer…',
  'roll-back': ({ state }) => (state === 'rolling-back' ? 'Ask again…' : 'Roll back…'),
  revive: () => 'Switch on again',
  finish: () => 'Leave it switched off',
}
