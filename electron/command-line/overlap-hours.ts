/** `--overlap HOURS`: how long an old key, or the old secret of a key, works beside the new one. */
import { LONGEST_OVERLAP_HOURS } from '../../shared/model/overlap.ts'
import { usage, valueOf, type Input } from './command.ts'
import { OVERLAP } from './overlap-hours-messages.ts'

/** Returns `undefined` if the option is missing. Throws the {@link CommandStop} of a wrong call. */
export function overlapHoursOf(input: Input): number | undefined {
  const text = valueOf(input, 'overlap')
  if (text === undefined) return undefined
  const hours = Number(text)
  if (/^\d{1,4}$/.test(text) && hours >= 1 && hours <= LONGEST_OVERLAP_HOURS) return hours
  throw usage(OVERLAP.bad(text, LONGEST_OVERLAP_HOURS))
}
