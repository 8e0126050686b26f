/** Describes the program that asks, for the card, the settings and the history. Pure. */
import type { AskingProgram } from '../../../shared/contract/approvals.ts'
import type { Requester } from '../ports/requester.ts'
import { shownText } from './untrusted-text.ts'

const LONGEST_NAME = 200
const LONGEST_PATH = 400
const MOST_PARENTS = 12
/** In an entry of the history. */
const LONGEST_LINE = 200

/** Every text in it was chosen by a program, and is safe to show. */
export function describeProgram({ chain, anchor }: Requester): AskingProgram {
  const nameOf = (one: { readonly name: string; readonly executable: string } | undefined) =>
    shownText(one?.name ?? '', LONGEST_NAME) || shownText(one?.executable ?? '', LONGEST_NAME) || '?'
  const [first, ...others] = chain
  const folder = shownText(first?.folder ?? '', LONGEST_PATH)
  const holder = chain.find((one) => one.pid === anchor.pid && one.startedAt === anchor.startedAt)
  return {
    name: nameOf(first),
    ...(folder !== '' && { folder }),
    executable: shownText(first?.executable ?? '', LONGEST_PATH),
    parents: others.slice(0, MOST_PARENTS).map(nameOf),
    anchor: nameOf(holder ?? { name: '', executable: anchor.executable }),
  }
}

/** The program and those that started it, outermost first: `zsh › claude › sh`. */
export const programLine = ({ name, parents }: AskingProgram): string =>
  shownText([...parents].reverse().concat(name).join(' › '), LONGEST_LINE)
