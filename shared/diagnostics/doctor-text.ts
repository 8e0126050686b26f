/** The doctor's report as text for a terminal. Pure. */
import type { DoctorReport } from './doctor.ts'
import type { LineState } from './machine-line.ts'

/** The fields of the report that the text shows. */
interface Said {
  /** The program's version. */
  readonly program: string
  readonly lines: readonly DoctorReport['lines'][number][]
}

const WORDS: Record<LineState, string> = {
  works: 'works',
  limited: 'limited',
  broken: 'BROKEN',
  unknown: 'unknown',
}

const WIDTH = 100
const GAP = 2

/** One block for each part: its state, its title and its sentences, wrapped beside them. Ends with a line break. */
export function doctorText({ program, lines }: Said): string {
  const stateWidth = Math.max(...lines.map(({ state }) => WORDS[state].length)) + GAP
  const titleWidth = Math.max(...lines.map(({ title }) => title.length)) + GAP
  const margin = stateWidth + titleWidth
  const blocks = lines.map(({ state, title, says, detail }) => {
    const [first = '', ...more] = [says, ...(detail === undefined ? [] : [detail])].flatMap((text) =>
      wrapped(text, WIDTH - margin),
    )
    const head = `${WORDS[state].padEnd(stateWidth)}${title.padEnd(titleWidth)}${first}`
    return [head, ...more.map((text) => `${' '.repeat(margin)}${text}`)].join('\n')
  })
  return [`Keyhold ${program} on this machine`, '', ...blocks, '', conclusion(lines), ''].join('\n')
}

function conclusion(lines: Said['lines']): string {
  const broken = lines.filter(({ state }) => state === 'broken').map(({ title }) => title)
  if (broken.length === 0) return 'Nothing is broken.'
  return `${broken.length === 1 ? 'One part doesn’t' : `${broken.length} parts don’t`} work: ${broken.join(', ')}.`
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
