/** What the user writes about a key: checked and put into its record. */
import type { LocalFields } from '../../shared/local-fields.ts'
import { Failure } from '../../shared/errors.ts'
import { MOST_TAGS } from '../../shared/limits.ts'
import type { Expiry, ReminderDays } from '../../shared/model.ts'
import type { KeyRecord } from './ports/store.ts'

/** Longer names are cut by no screen and fit every list. */
const NAME_MAX = 200
const ENVIRONMENT = /^[A-Za-z_][A-Za-z0-9_]*$/
const CONTROL = /[\p{Cc}\p{Cf}\u2028\u2029]/u
// Joiners and direction marks belong into names in many scripts and in emoji; other invisible ones only deceive.
const HARMLESS_FORMAT = /\u200c|\u200d|\u200e|\u200f/gu

/** Trims `name` and throws Failure `invalid` if it is empty, too long or holds control characters. */
export function checkName(name: string, field = 'name'): string {
  const trimmed = name.trim()
  if (trimmed.replace(HARMLESS_FORMAT, '').trim() === '')
    throw new Failure({ kind: 'invalid', field, why: 'required' })
  if (trimmed.length > NAME_MAX) throw new Failure({ kind: 'invalid', field, why: 'too-long' })
  if (CONTROL.test(trimmed.replace(HARMLESS_FORMAT, '')))
    throw new Failure({ kind: 'invalid', field, why: 'malformed' })
  return trimmed
}

/** The fields of `record` that `fields` sets. Throws Failure `invalid` with the field. */
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

function checkTags(tags: readonly string[]): readonly string[] {
  const given = tags.filter((tag) => tag.trim() !== '')
  const checked = [...new Set(given.map((tag) => checkName(tag, 'tags')))]
  if (checked.length > MOST_TAGS) throw new Failure({ kind: 'invalid', field: 'tags', why: 'too-long' })
  return checked
}

/** `undefined`: as in the settings. */
const own = <Value>(value: Value | 'default'): Value | undefined => (value === 'default' ? undefined : value)

/** The longest lead time first, each once. */
function ownDays(days: ReminderDays | 'default'): ReminderDays | undefined {
  const chosen = own(days)
  return chosen && [...new Set(chosen)].sort((a, b) => b - a)
}

/** A name that every shell takes. */
function checkEnvironment(text: string): string {
  const name = text.trim()
  if (name.length > NAME_MAX) throw new Failure({ kind: 'invalid', field: 'environment', why: 'too-long' })
  if (name !== '' && !ENVIRONMENT.test(name))
    throw new Failure({ kind: 'invalid', field: 'environment', why: 'malformed' })
  return name
}

function checkLink(text: string): string {
  const address = text.trim()
  if (address === '') return ''
  if (!URL.canParse(address)) throw new Failure({ kind: 'invalid', field: 'consoleUrl', why: 'malformed' })
  const { protocol, username, password, href } = new URL(address)
  if (protocol !== 'https:') throw new Failure({ kind: 'invalid', field: 'consoleUrl', why: 'not-https' })
  if (username !== '' || password !== '')
    throw new Failure({ kind: 'invalid', field: 'consoleUrl', why: 'malformed' })
  return href
}

function typedExpiry({ expires }: KeyRecord, typed: NonNullable<LocalFields['typedExpiry']>): Expiry {
  if (expires.source === 'provider') throw new Failure({ kind: 'unsupported', act: 'edit' })
  if (typed === 'unknown') return { source: 'unknown' }
  return typed === 'never' ? { source: 'typed' } : { source: 'typed', at: typed }
}
