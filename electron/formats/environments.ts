/**
 * Environments of Postman (https://schema.postman.com), Insomnia (export formats 4 and 5), Doppler (`doppler secrets [download] --json`) and
 * Infisical (`infisical export --format=json`), as JSON; Insomnia 5 also as YAML.
 */
import { gather, importFailure, isReference, type Gathering, type Parsed, type Place } from './entry.ts'
import { DEEPEST } from './format-limits.ts'
import { isObject, joined, objectOf, objectsOf, stringOf, stringsOf, type JsonObject } from './json.ts'

function add(
  rows: Gathering,
  variable: string,
  secret: string,
  place: Place,
  more: { isSecret?: boolean; note?: string; tags?: readonly string[] } = {},
): void {
  if (isReference(secret)) rows.skip(variable, 'reference', place)
  else rows.add({ name: variable, secret, isSecret: false, variable, place, ...more })
}

export const looksLikePostman = (json: unknown): boolean =>
  Array.isArray(objectOf(json).values) && objectsOf(objectOf(json).values).every((value) => 'key' in value)

export function readPostman(json: unknown, file: string): Parsed {
  const rows = gather()
  const { name, values } = objectOf(json)
  for (const value of objectsOf(values))
    add(
      rows,
      stringOf(value.key),
      stringOf(value.value),
      { file, path: stringOf(name) },
      {
        isSecret: value.type === 'secret',
        note: stringOf(value.description),
      },
    )
  return rows.parsed
}

export const looksLikeInsomnia = (json: unknown): boolean => {
  const { _type: type, resources } = objectOf(json)
  return type === 'export' && Array.isArray(resources)
}

export function readInsomnia(json: unknown, file: string): Parsed {
  if (looksLikeInsomnia5(json)) return readInsomnia5(objectOf(json), file)
  const rows = gather()
  for (const { _type: type, name, data } of objectsOf(objectOf(json).resources))
    if (type === 'environment') readData(objectOf(data), '', { file, path: stringOf(name) }, rows, 0)
  return rows.parsed
}

const VERSION_5 = /^(?:\w+\.insomnia\.rest|mcpClient\.insomnia)\/5\b/

export const looksLikeInsomnia5 = (data: unknown): boolean => VERSION_5.test(stringOf(objectOf(data).type))

/** The same for the text of a file, which is YAML or JSON. */
export const looksLikeInsomniaText = (text: string): boolean =>
  /^type[ \t]*:[ \t]*["']?(?:\w+\.insomnia\.rest|mcpClient\.insomnia)\/5\b/m.test(text)

/**
 * Source: the file schema of Insomnia, `import-v5-parser.ts` in Kong/insomnia. A folder's environment is stored with the folder, in the list of
 * requests.
 */
function readInsomnia5(whole: JsonObject, file: string): Parsed {
  const rows = gather()
  const environments = [whole.environments].flat()
  for (const environment of objectsOf(environments)) {
    const { subEnvironments } = environment
    for (const { name, data } of [environment, ...objectsOf(subEnvironments)])
      readData(objectOf(data), '', { file, path: stringOf(name) }, rows, 0)
  }
  readFolders(whole.collection, file, rows, 0)
  return rows.parsed
}

function readFolders(items: unknown, file: string, rows: Gathering, depth: number): void {
  if (depth > DEEPEST) throw importFailure('too-deep')
  for (const { name, environment, children } of objectsOf(items)) {
    readData(objectOf(environment), '', { file, path: stringOf(name) }, rows, 0)
    readFolders(children, file, rows, depth + 1)
  }
}

/** Insomnia's environments contain nested objects. `above`: the names of the outer ones. */
function readData(data: JsonObject, above: string, place: Place, rows: Gathering, depth: number): void {
  if (depth > DEEPEST) throw importFailure('too-deep')
  for (const [key, value] of Object.entries(data)) {
    const name = joined([above, key], '.')
    if (isObject(value)) readData(value, name, place, rows, depth + 1)
    else if (!Array.isArray(value)) add(rows, name, stringOf(value), place)
  }
}

/** Variables that Doppler adds about the source of the secrets. */
const DOPPLER_OWN = new Set(['DOPPLER_PROJECT', 'DOPPLER_CONFIG', 'DOPPLER_ENVIRONMENT'])

/** True if each name is a variable and each value is a text or an object with a `computed` value. So any flat object of variables passes. */
export function looksLikeDoppler(json: unknown): boolean {
  const entries = Object.entries(objectOf(json))
  const isValue = (value: unknown): boolean =>
    typeof value === 'string' || (isObject(value) && 'computed' in value)
  return entries.length > 0 && entries.every(([name, value]) => /^[A-Za-z_]\w*$/.test(name) && isValue(value))
}

export function readDoppler(json: unknown, file: string): Parsed {
  const rows = gather()
  const whole = objectOf(json)
  const path = joined([stringOf(whole.DOPPLER_PROJECT), stringOf(whole.DOPPLER_CONFIG)], '/')
  for (const [name, value] of Object.entries(whole)) {
    if (DOPPLER_OWN.has(name)) continue
    const { computed, note } = objectOf(value)
    const secret = isObject(value) ? stringOf(computed) : stringOf(value)
    add(
      rows,
      name,
      secret,
      { file, ...(path !== '' && { path }) },
      { isSecret: isObject(value), note: stringOf(note) },
    )
  }
  return rows.parsed
}

export const looksLikeInfisical = (json: unknown): boolean =>
  Array.isArray(json) && json.length > 0 && objectsOf(json).every((one) => infisicalName(one) !== '')

const infisicalName = ({ key, secretKey }: JsonObject): string => stringOf(key) || stringOf(secretKey)

export function readInfisical(json: unknown, file: string): Parsed {
  const rows = gather()
  for (const one of objectsOf(json)) {
    const tags = [
      ...objectsOf(one.tags).map((tag) => stringOf(tag.slug) || stringOf(tag.name)),
      ...stringsOf(one.tags),
    ]
    const path = stringOf(one.secretPath) || stringOf(one.path)
    const note = stringOf(one.comment) || stringOf(one.secretComment)
    const place = { file, ...(path !== '' && { path }) }
    const value = stringOf(one.value) || stringOf(one.secretValue)
    add(rows, infisicalName(one), value, place, {
      isSecret: true,
      note,
      tags: tags.filter((tag) => tag !== ''),
    })
  }
  return rows.parsed
}
