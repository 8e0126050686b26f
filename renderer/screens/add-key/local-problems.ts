/** What is wrong with a key's local fields, by field: seen before sending, or said by main. Pure. */
import { fieldWords } from '../../errors.ts'
import type { ExpiryChoice } from '../../parts/expiry-field.tsx'
import type { Flow } from '../regenerate/flow.ts'
import type { LocalTexts, Problems } from './local-fields-form.tsx'

/** Names longer than this are refused by main too. */
const NAME_MAX = 200

const FIELDS: readonly (keyof Problems)[] = [
  'name',
  'environment',
  'consoleUrl',
  'tags',
  'notes',
  'typedExpiry',
]

export function localProblems({ name }: LocalTexts, expiry: ExpiryChoice): Problems {
  const trimmed = name.trim()
  const { length } = Array.from(trimmed)
  return {
    ...(trimmed === '' && { name: fieldWords('required') }),
    ...(length > NAME_MAX && {
      name: `${fieldWords('too-long')} At most ${NAME_MAX} characters; this has ${length}.`,
    }),
    ...(expiry.choice === 'on' && expiry.at === undefined && { typedExpiry: fieldWords('required') }),
  }
}

/** Empty unless main named one of the fields. */
export function fieldProblem(flow: Flow): Problems {
  if (flow.state !== 'refused' || flow.error.kind !== 'invalid') return {}
  const { field, why } = flow.error
  const name = FIELDS.find((one) => one === field)
  return name === undefined ? {} : { [name]: fieldWords(why) }
}
