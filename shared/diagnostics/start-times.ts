/** Where a start spent its time: the steps and their times as text for a terminal. Contains no secret and no name. Pure. */

/** Usually in the order in which a start with a window takes them. */
export const START_STEPS = {
  process: 'Process runs',
  import: 'First modules loaded',
  ready: 'Electron ready',
  window: 'Window created',
  paint: 'First paint',
  program: 'Program loaded',
  database: 'Database open',
  page: 'Page asks for its rows',
  snapshot: 'Rows sent to the page',
  list: 'Rows drawn',
} as const

export type StartStep = keyof typeof START_STEPS

export interface StartTime {
  readonly step: StartStep
  /** From the creation of the process to the end of the step, milliseconds. */
  readonly ms: number
}

/** One line for each step: its time since the creation of the process, and since the step before it. */
export function startTimesLines(times: readonly StartTime[]): readonly string[] {
  const width = Math.max(...Object.values(START_STEPS).map(({ length }) => length))
  return times.map(({ step, ms }, at) => {
    const since = ms - (times[at - 1]?.ms ?? 0)
    return `${START_STEPS[step].padEnd(width)}  ${inMs(ms)}  ${`+${since.toFixed(0)}`.padStart(6)} ms`
  })
}

const inMs = (ms: number): string => `${ms.toFixed(0).padStart(6)} ms`
