/** Reads the program's messages, strictly and without a schema library, which would double the time of a command. */

export interface Order {
  readonly command: readonly [string, ...string[]]
  /** SECURITY: may hold secrets. */
  readonly variables: Readonly<Record<string, string>>
  readonly without: readonly string[]
}

export type Message =
  | { readonly kind: 'out' | 'err'; readonly bytes: Buffer }
  | { readonly kind: 'send-input' }
  | { readonly kind: 'ask'; readonly bytes: Buffer }
  | { readonly kind: 'become'; readonly order: Order }
  | { readonly kind: 'child'; readonly order: Order }
  | { readonly kind: 'end-child' }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'retry' }

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Returns `undefined` if the line is no message that this client knows. Never throws. */
export function readMessage(line: Uint8Array): Message | undefined {
  const fields = fieldsOf(parsed(line))
  const [entry, ...more] = fields ?? []
  return entry === undefined || more.length > 0 ? undefined : READERS.get(entry[0])?.(entry[1])
}

function parsed(line: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(line)) as unknown
  } catch {
    return undefined
  }
}

const fieldsOf = (value: unknown): [name: string, value: unknown][] | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined

const READERS: ReadonlyMap<string, (value: unknown) => Message | undefined> = new Map([
  ['out', (value: unknown) => carrying('out', value)],
  ['err', (value: unknown) => carrying('err', value)],
  ['ask', (value: unknown) => carrying('ask', value)],
  ['become', (value: unknown) => ordering('become', value)],
  ['child', (value: unknown) => ordering('child', value)],
  ['send-input', (value: unknown) => (value === true ? { kind: 'send-input' } : undefined)],
  ['end-child', (value: unknown) => (value === true ? { kind: 'end-child' } : undefined)],
  ['retry', (value: unknown) => (value === true ? { kind: 'retry' } : undefined)],
  ['exit', (value: unknown) => (isCode(value) ? { kind: 'exit', code: value } : undefined)],
])

function carrying(kind: 'out' | 'err' | 'ask', value: unknown): Message | undefined {
  const bytes = bytesOf(value)
  return bytes && { kind, bytes }
}

function ordering(kind: 'become' | 'child', value: unknown): Message | undefined {
  const order = orderOf(value)
  return order && { kind, order }
}

const isCode = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255

/** Node decodes leniently, so the result is encoded again: only padded base64 of the standard alphabet gives the same text. */
function bytesOf(value: unknown): Buffer | undefined {
  if (typeof value !== 'string') return undefined
  const bytes = Buffer.from(value, 'base64')
  return bytes.toString('base64') === value ? bytes : undefined
}

function orderOf(value: unknown): Order | undefined {
  const fields = fieldsOf(value)
  if (fields?.length !== 3) return undefined
  const { command, variables, without } = Object.fromEntries(fields)
  const named = variablesOf(variables)
  if (!isWords(command) || !isWords(without) || named === undefined) return undefined
  const [program, ...args] = command
  if (program === undefined || program === '' || !without.every(isName)) return undefined
  return { command: [program, ...args], variables: named, without }
}

function variablesOf(value: unknown): Record<string, string> | undefined {
  const fields = fieldsOf(value)
  if (fields === undefined) return undefined
  const texts = fields.filter((field): field is [string, string] => isName(field[0]) && isText(field[1]))
  return texts.length === fields.length ? Object.fromEntries(texts) : undefined
}

/** Whether the text can be an argument or variable: it has no NUL and no lone surrogate. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && !value.includes('\0') && value.isWellFormed()

const isName = (name: string): boolean => isText(name) && name !== '' && !name.includes('=')

const isWords = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText)
