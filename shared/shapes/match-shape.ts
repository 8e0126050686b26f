/** Finds the shape of a secret. Pure; the time is linear in the length of the text, for every form of the table. */
import { AI_SHAPES } from './ai-shapes.ts'
import { CLOUD_SHAPES } from './cloud-shapes.ts'
import { GENERAL_SHAPES } from './general-shapes.ts'
import { INFRASTRUCTURE_SHAPES } from './infrastructure-shapes.ts'
import { MESSAGE_SHAPES } from './message-shapes.ts'
import { OBSERVATION_SHAPES } from './observation-shapes.ts'
import { PACKAGE_SHAPES } from './package-shapes.ts'
import { PAYMENT_SHAPES } from './payment-shapes.ts'
import { REPOSITORY_SHAPES } from './repository-shapes.ts'
import { TEAM_SHAPES } from './team-shapes.ts'
import { CHARACTERS, type CharacterSet, type Form, type KeyShape, type Run } from './shape.ts'

/** The longest key of the table, in UTF-16 units. */
export const LONGEST_SHAPE = 32_000

/** The number of fixed characters in a form. A form with more of them is more specific. */
const fixedLength = (form: Form): number =>
  form.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : (part.holds?.length ?? 0)), 0)
const specificity = ({ forms }: KeyShape): number => Math.max(...forms.map(fixedLength))

/** Every shape, most specific first. */
export const KEY_SHAPES: readonly KeyShape[] = [
  ...REPOSITORY_SHAPES,
  ...PACKAGE_SHAPES,
  ...CLOUD_SHAPES,
  ...INFRASTRUCTURE_SHAPES,
  ...OBSERVATION_SHAPES,
  ...AI_SHAPES,
  ...PAYMENT_SHAPES,
  ...MESSAGE_SHAPES,
  ...TEAM_SHAPES,
  ...GENERAL_SHAPES,
].sort((a, b) => specificity(b) - specificity(a))

const byId = new Map(KEY_SHAPES.map((shape) => [shape.id, shape]))

/** The shape with this id; `undefined` if this version of Keyhold has none. */
export const shapeById = (id: string): KeyShape | undefined => byId.get(id)

/** A table by character code: whether the set contains the character. */
const membersOf = (characters: string): readonly boolean[] => {
  const members = new Array<boolean>(128).fill(false)
  for (const one of characters) members[one.charCodeAt(0)] = true
  return members
}
const MEMBERS = Object.fromEntries(
  Object.entries(CHARACTERS).map(([name, characters]) => [name, membersOf(characters)]),
) as Readonly<Record<CharacterSet, readonly boolean[]>>

/** The shape that the whole `secret` has. Surrounding spaces and line breaks are ignored. */
export function shapeOf(secret: string): KeyShape | undefined {
  if (secret.length > LONGEST_SHAPE) return undefined
  const text = secret.trim()
  return KEY_SHAPES.find(({ forms }) => forms.some((form) => hasForm(text, form)))
}

function hasForm(text: string, form: Form): boolean {
  let at = 0
  for (const part of form) {
    if (typeof part === 'string') {
      if (!text.startsWith(part, at)) return false
      at += part.length
    } else {
      const end = endOfRun(text, at, part)
      if (end === undefined) return false
      at = end
    }
  }
  return at === text.length
}

/** The index after the run that begins at `start`; `undefined` if no such run begins there. */
function endOfRun(text: string, start: number, run: Run): number | undefined {
  const members = MEMBERS[run.of]
  const limit = run.until === undefined ? start + run.most : text.indexOf(run.until, start)
  let end = start
  while (end < limit && members[text.charCodeAt(end)] === true) end += 1
  if (run.until !== undefined && end !== limit) return undefined
  const length = end - start
  if (length < run.least || length > run.most) return undefined
  return run.holds === undefined || text.slice(start, end).includes(run.holds) ? end : undefined
}
