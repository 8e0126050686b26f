/** Fills the placeholders of a description's paths and bodies. Values are data: placeholders in them are not filled. */
import type { Instant } from '../../../shared/model/model.ts'
import type { ProviderDescription, TimeUnit } from '../../../shared/model/provider-description.ts'
import { writeTime } from './times.ts'

type Body = NonNullable<ProviderDescription['create']>['body']

export interface NewKey {
  readonly name: string
  readonly expires: Instant | undefined
  readonly now: Instant
}

/** The body of a creation. For a key without an end, the member with that placeholder is left out. */
export function createBody(body: Body, { name, expires, now }: NewKey, unit: TimeUnit): object {
  const whole = new Map<string, unknown>([
    ['{expires}', expires === undefined ? undefined : writeTime(expires, unit)],
    [
      '{lifetimeSeconds}',
      expires === undefined ? undefined : Math.max(1, Math.round((expires - now) / 1_000)),
    ],
  ])
  return filled(body, (text) =>
    whole.has(text) ? whole.get(text) : text.replaceAll('{name}', () => name),
  ) as object
}

/** The body of a deletion. */
export const deleteBody = (body: Body, id: string): object =>
  filled(body, (text) => text.replaceAll('{id}', () => id)) as object

/** The segments of a path. `id` stays within its segment, whatever characters it has. */
export const segmentsOf = (path: string, id = ''): readonly string[] =>
  path.split('/').map((segment) => segment.replaceAll('{id}', () => id))

/** Whether the body of a creation contains the end of the key. */
export const sendsEnd = (body: Body): boolean =>
  /"\{(?:expires|lifetimeSeconds)\}"/.test(JSON.stringify(body))

function filled(value: unknown, fill: (text: string) => unknown): unknown {
  if (typeof value === 'string') return fill(value)
  if (Array.isArray(value))
    return value.map((item) => filled(item, fill)).filter((item) => item !== undefined)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => [name, filled(member, fill)] as const)
  return Object.fromEntries(members.filter(([, member]) => member !== undefined))
}
