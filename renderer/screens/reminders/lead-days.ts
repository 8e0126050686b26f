/** The choices of lead times. Pure. */
import { leadChoiceWords } from './reminders-messages.ts'

const USUAL: readonly number[] = [30, 14, 7, 3, 1, 0]

/** The usual lead times and those already in the setting, the longest first. */
export function leadChoices(days: readonly number[]) {
  const all = [...new Set([...USUAL, ...days])].sort((a, b) => b - a)
  return all.map((one) => ({ value: String(one), label: leadChoiceWords(one) }))
}
