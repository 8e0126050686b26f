/** Functions that several emulators use to read requests and to mask answers. */
import { Refusal } from './refusal.ts'
import type { Reply } from './server.ts'

/** The secret of a Bearer header; empty if it has another form. */
export const bearerOf = (authorization: string): string => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? ''

/** Throws Refusal with `status` if `value` is not a JSON object. */
export function asObject(value: unknown, status = 400): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(status, 'A JSON object is required')
  return value as Record<string, unknown>
}

/** Masks the fields with these names, at any depth of a reply. */
export const maskFields =
  (masks: Readonly<Record<string, string>>) =>
  ({ json = {}, ...reply }: Reply): Reply => ({
    ...reply,
    json: JSON.parse(JSON.stringify(json), (name, value: unknown) =>
      Object.hasOwn(masks, name) ? masks[name] : value,
    ) as unknown,
  })
