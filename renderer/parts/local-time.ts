/** Between instants and what a `datetime-local` input shows. Pure but for the machine's time zone. */

const two = (part: number) => String(part).padStart(2, '0')

/** Local wall time, to the minute (to the second where there are seconds). `''`: beyond what the input can show. */
export function localTime(at: number): string {
  const date = new Date(at)
  const year = date.getFullYear()
  if (Number.isNaN(year) || year < 1 || year > 9999) return ''
  const day = `${String(year).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const seconds = date.getSeconds()
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}${seconds === 0 ? '' : `:${two(seconds)}`}`
}

/** Epoch milliseconds UTC; `undefined` for anything that is not a full date and time. */
export function instantOf(localText: string): number | undefined {
  if (!/^\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}/.test(localText)) return undefined
  const at = new Date(localText).getTime()
  return Number.isNaN(at) ? undefined : at
}
