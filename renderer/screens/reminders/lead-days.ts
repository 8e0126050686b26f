/** Lead times as choices and as text. Pure. */

const USUAL: readonly number[] = [30, 14, 7, 3, 1, 0]

const choiceWords = (days: number): string => {
  if (days === 0) return 'When it expires'
  return days === 1 ? '1 day before' : `${days} days before`
}

/** The usual lead times and those already in the setting, the longest first. */
export function leadChoices(days: readonly number[]) {
  const all = [...new Set([...USUAL, ...days])].sort((a, b) => b - a)
  return all.map((one) => ({ value: String(one), label: choiceWords(one) }))
}

/** For example "30, 14, 7, 3 and 1 days before, and when it expires", or "never". */
export function leadWords(days: readonly number[]): string {
  const before = [...new Set(days)].filter((one) => one > 0).sort((a, b) => b - a)
  const parts = [
    ...(before.length === 0
      ? []
      : [`${listed(before)} ${before.at(-1) === 1 && before.length === 1 ? 'day' : 'days'} before`]),
    ...(days.includes(0) ? ['when it expires'] : []),
  ]
  return parts.length === 0 ? 'never' : parts.join(', and ')
}

const listed = (numbers: readonly number[]): string =>
  numbers.length === 1 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} and ${String(numbers.at(-1))}`
