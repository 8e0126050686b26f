/** Formats instants in the system's locale and local time, and exactly in UTC. */

const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const DAY_OF_YEAR = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const MONTH = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric' })
const MOMENT = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
/** The last instant that `Date` can represent (ECMA-262, time values). */
const LAST_INSTANT = 8_640_000_000_000_000

const known = (at: number) => Math.abs(at) <= LAST_INSTANT

/** "27 Nov 2026", in local time. `at` is epoch milliseconds UTC. */
export function dayText(at: number): string {
  return known(at) ? DAY.format(at) : 'beyond the calendar'
}

/** A short form: "27 Nov" in the year of `now`, else "Nov 2027"; in local time. */
export function shortDayText(at: number, now: number): string {
  if (!known(at)) return dayText(at)
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (isThisYear ? DAY_OF_YEAR : MONTH).format(at)
}

/** "27 Nov 2026, 14:05", in local time. */
export function momentText(at: number): string {
  return known(at) ? MOMENT.format(at) : 'beyond the calendar'
}

/** "14:05", in local time. */
export function timeText(at: number): string {
  return known(at) ? TIME.format(at) : ''
}

/** "2026-11-27 13:05:09 UTC". */
export function utcText(at: number): string {
  return known(at)
    ? `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
    : 'beyond the calendar'
}
