/** Checks the fields that the user writes about a key, and puts them into its record. */
import type { LocalFields } from '../../../shared/model/local-fields.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { LONGEST_NAME } from '../../../shared/model/limits.ts'
import type { Expiry, ReminderDays } from '../../../shared/model/model.ts'
import { nameProblem, tagsProblem } from '../../../shared/model/names.ts'
import { VARIABLE_NAME } from '../../../shared/model/variable-name.ts'
import type { KeyRecord } from '../ports/store.ts'

/** Trims `name`. Throws Failure `invalid` with the result of {@link nameProblem}. */
export function checkName(name: string, field = 'name'): string {
  const why = nameProblem(name)
  if (why !== undefined) throw new Failure({ kind: 'invalid', field, why })
  return name.trim()
}

/** The fields of `record` that `fields` sets. Throws Failure `invalid` with the field's name. */
export function localFields(record: KeyRecord, fields: LocalFields): Partial<KeyRecord> {
  return {
    ...(fields.name !== undefined && { name: checkName(fields.name) }),
    ...(fields.notes !== undefined && { notes: fields.notes }),
    ...(fields.tags !== undefined && { tags: checkTags(fields.tags) }),
    ...(fields.environment !== undefined && { environment: checkEnvironment(fields.environment) }),
    ...(fields.consoleUrl !== undefined && { consoleUrl: checkLink(fields.consoleUrl) }),
    ...(fields.favourite !== undefined && { favourite: fields.favourite }),
    ...(fields.reminderDays !== undefined && { reminderDays: ownDays(fields.reminderDays) }),
    ...(fields.rotateEveryDays !== undefined && { rotateEveryDays: own(fields.rotateEveryDays) }),
    ...(fields.typedExpiry !== undefined && { expires: typedExpiry(record, fields.typedExpiry) }),
  }
}

/** Trimmed, without duplicates and empty tags. */
function checkTags(tags: readonly string[]): readonly string[] {
  const given = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))]
  const why = tagsProblem(given)
  if (why !== undefined) throw new Failure({ kind: 'invalid', field: 'tags', why })
  return given
}

/** `undefined`: the value of the settings applies. */
const own = <Value>(value: Value | 'default'): Value | undefined => (value === 'default' ? undefined : value)

/** The longest lead time first, without duplicates. */
function ownDays(days: ReminderDays | 'default'): ReminderDays | undefined {
  const chosen = own(days)
  return chosen && [...new Set(chosen)].sort((a, b) => b - a)
}

/** A variable name that every shell accepts. */
function checkEnvironment(text: string): string {
  const name = text.trim()
  if (name.length > LONGEST_NAME)
    throw new Failure({ kind: 'invalid', field: 'environment', why: 'too-long' })
  if (name !== '' && !VARIABLE_NAME.test(name))
    throw new Failure({ kind: 'invalid', field: 'environment', why: 'malformed' })
  return name
}

function checkLink(text: string): string {
  const address = text.trim()
  if (address === '') return ''
  const why = linkProblem(address)
  if (why !== undefined) throw new Failure({ kind: 'invalid', field: 'consoleUrl', why })
  return new URL(address).href
}

/** What keeps an address from being the page of a key, which is opened in the browser. */
export function linkProblem(address: string): 'malformed' | 'not-https' | undefined {
  if (!URL.canParse(address)) return 'malformed'
  const { protocol, username, password } = new URL(address)
  if (protocol !== 'https:') return 'not-https'
  return username === '' && password === '' ? undefined : 'malformed'
}

function typedExpiry({ expires }: KeyRecord, typed: NonNullable<LocalFields['typedExpiry']>): Expiry {
  if (expires.source === 'provider') throw new Failure({ kind: 'unsupported', act: 'edit' })
  if (typed === 'unknown') return { source: 'unknown' }
  return typed === 'never' ? { source: 'typed' } : { source: 'typed', at: typed }
}
