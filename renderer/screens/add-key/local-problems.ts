/** Problems with a key's local fields, by field: found before sending, or reported by the main process. Pure. */
import { characters } from '../../../shared/model/characters.ts'
import { LONGEST_NAME } from '../../../shared/model/limits.ts'
import { nameProblem, type NameProblem } from '../../../shared/model/names.ts'
import { fieldWords } from '../../messages/errors.ts'
import { typedExpiryOf, type ExpiryChoice } from '../../parts/expiry-field.tsx'
import { tagsOf, tagsSentence } from '../../parts/tags-text.ts'
import type { Flow } from '../regenerate/flow.ts'
import { localFieldsMessages } from './add-key-messages.ts'
import type { LocalTexts, Problems } from './local-fields-form.tsx'

const FIELDS: readonly (keyof Problems)[] = [
  'name',
  'environment',
  'consoleUrl',
  'tags',
  'notes',
  'typedExpiry',
]

export function localProblems({ name, tags }: LocalTexts, expiry: ExpiryChoice): Problems {
  const wrong = nameProblem(name)
  const tagsWrong = tagsSentence(tagsOf(tags))
  return {
    ...(wrong !== undefined && { name: nameSentence(wrong, name) }),
    ...(tagsWrong !== undefined && { tags: tagsWrong }),
    ...(typedExpiryOf(expiry) === undefined && { typedExpiry: fieldWords('required', 'typedExpiry') }),
  }
}

function nameSentence(problem: NameProblem, name: string): string {
  if (problem === 'malformed') return localFieldsMessages.nameHidden
  if (problem === 'required') return fieldWords('required', 'name')
  return localFieldsMessages.nameTooLong(
    fieldWords('too-long', 'name'),
    LONGEST_NAME,
    characters(name.trim()),
  )
}

/** The problem that the main process reported, by field. Empty unless the error names one of the local fields. */
export function fieldProblem(flow: Flow): Problems {
  if (flow.state !== 'refused' || flow.error.kind !== 'invalid') return {}
  const { field, why } = flow.error
  const name = FIELDS.find((one) => one === field)
  return name === undefined ? {} : { [name]: fieldWords(why, name) }
}
