/** Checks a document that describes a provider, and names every fault with its place. */
import type { CheckedDescription } from '../../../shared/contract/descriptions.ts'
import {
  DESCRIPTION_VERSION,
  descriptionParts,
  LONGEST_DOCUMENT,
  ProviderDescription,
  type DescriptionFault,
} from '../../../shared/model/provider-description.ts'
import { faultsOf } from './description-faults.ts'

/** The description in a JSON text, cleaned, or what is wrong with the text. */
export function checkDescription(text: string): CheckedDescription {
  const whole = (why: DescriptionFault['why']) => faulty([{ place: '', why }])
  if (text.length > LONGEST_DOCUMENT) return whole('too-long')
  const json = parsed(text)
  if (json === undefined) return whole('not-json')
  if (isNewer(json)) return whole('newer')
  const found = ProviderDescription.safeParse(json)
  if (!found.success) {
    const ofForm = found.error.issues.flatMap((issue) => faultsOfIssue(issue, json))
    return faulty([...ofForm, ...faultsOf(descriptionParts(json))])
  }
  const faults = faultsOf(found.data)
  return faults.length > 0 ? faulty(faults) : { kind: 'good', description: found.data }
}

/** The text of a description as it is kept and exported. */
export const documentOf = (description: ProviderDescription): string =>
  `${JSON.stringify(description, undefined, 2)}\n`

type Issue = NonNullable<ReturnType<typeof ProviderDescription.safeParse>['error']>['issues'][number]

const faulty = (faults: readonly DescriptionFault[]): CheckedDescription => ({ kind: 'faulty', faults })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const isNewer = (json: unknown): boolean =>
  typeof json === 'object' &&
  json !== null &&
  'keyhold' in json &&
  typeof json.keyhold === 'number' &&
  json.keyhold > DESCRIPTION_VERSION

function faultsOfIssue(issue: Issue, json: unknown): readonly DescriptionFault[] {
  const place = placeOf(issue.path)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ place: `${place}${placeOf([key])}`, why: 'unknown' }))
  // A kind decides which other members there are, so the form has it at its own place.
  if (
    issue.code === 'invalid_union' &&
    issue.path.at(-1) === 'kind' &&
    valueAt(json, issue.path) === undefined
  )
    return [{ place, why: 'required' }]
  return [{ place, why: whyOf(issue, valueAt(json, issue.path)) }]
}

function whyOf({ code }: Issue, value: unknown): DescriptionFault['why'] {
  if (value === undefined || (typeof value === 'string' && value.trim() === '')) return 'required'
  return code === 'too_big' ? 'too-long' : 'malformed'
}

/** A path as a JSON Pointer. */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const valueAt = (json: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    json,
  )
