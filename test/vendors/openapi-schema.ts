/** Compares an answer with the schema that a machine-readable description of an API gives it. */

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly nullable?: boolean
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  array: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
}

/** Where a value differs from a schema; empty if it fits. `schemas`: what references name. */
export function differencesIn(schemas: Readonly<Record<string, Schema>>) {
  function differences(schema: Schema, value: unknown, at = '$'): readonly string[] {
    const { $ref, type = 'object', nullable, items = {} } = schema
    if ($ref !== undefined) return differences(schemas[$ref.split('/').at(-1)!]!, value, at)
    if (value === null && nullable === true) return []
    if (!TYPES[type]!(value)) return [`${at} is not ${type}`]
    if (Array.isArray(value))
      return value.flatMap((item, index) => differences(items, item, `${at}[${String(index)}]`))
    return type === 'object' ? inMembers(schema, value as Readonly<Record<string, unknown>>, at) : []
  }

  function inMembers(
    { required = [], properties = {} }: Schema,
    members: Readonly<Record<string, unknown>>,
    at: string,
  ): readonly string[] {
    const missing = required.filter((name) => members[name] === undefined)
    const present = Object.entries(properties).filter(([name]) => members[name] !== undefined)
    return [
      ...missing.map((name) => `${at}.${name} is missing`),
      ...present.flatMap(([name, schema]) => differences(schema, members[name], `${at}.${name}`)),
    ]
  }

  return differences
}
