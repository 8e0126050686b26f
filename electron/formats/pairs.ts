/** Joins a secret with the public half of its pair from the same file: `AWS_ACCESS_KEY_ID` belongs to `AWS_SECRET_ACCESS_KEY`. Pure. */
import type { FormatEntry, Parsed } from './entry.ts'

/** The ends of the two variable names: of the secret, and of its public half. Both names begin alike (`PROD_AWS_…`). */
const PAIRS = [
  ['SECRET_ACCESS_KEY', 'ACCESS_KEY_ID'],
  ['CLIENT_SECRET', 'CLIENT_ID'],
  ['PRIVATE_KEY', 'PUBLIC_KEY'],
] as const

/** A public half is an ID. A longer text may be a whole public key, which is not joined. */
const ID = /^[\w.-]{4,128}$/

export function withPairs<P extends Parsed>(parsed: P): P {
  const values = new Map(parsed.entries.map((entry) => [placeOf(entry, entry.variable), entry.secret]))
  return { ...parsed, entries: parsed.entries.map((entry) => paired(entry, values)) }
}

function paired(entry: FormatEntry, values: ReadonlyMap<string, string>): FormatEntry {
  const { variable = '', handle, tags } = entry
  const pair = handle === undefined ? PAIRS.find(([end]) => variable.endsWith(end)) : undefined
  if (pair === undefined) return entry
  const [end, otherEnd] = pair
  const id = values.get(placeOf(entry, variable.slice(0, -end.length) + otherEnd)) ?? ''
  if (!ID.test(id)) return entry
  const isAws = end === 'SECRET_ACCESS_KEY'
  return { ...entry, handle: id, ...(isAws && { tags: [...tags, awsIdTag(id)] }) }
}

/** The tag by which `keyhold credential aws` finds the access key id, which is no secret. */
export const awsIdTag = (id: string): string => `aws-access-key-id:${id}`

const placeOf = ({ place: { file, path = '' } }: FormatEntry, variable = ''): string =>
  [file, path, variable].join('\n')
