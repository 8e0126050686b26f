/**
 * A provider that the user describes: data, never code. One document per provider, which is exported, pasted and backed up unchanged. The document
 * has no expressions, only fixed sets of values, and all its addresses are below one base address.
 */
import { z } from 'zod'

/** The version of the document's format. Keyhold refuses a document of a later version. */
export const DESCRIPTION_VERSION = 1

/** The most characters of a document: far more than any description needs. */
export const LONGEST_DOCUMENT = 60_000

/** The id of a described provider. Keyhold assigns it when the description is saved; the document does not contain it. */
export const DescribedId = z.string().regex(/^described-[0-9a-f]{8}$/)
export type DescribedId = z.infer<typeof DescribedId>

/** A JSON Pointer (RFC 6901); the empty one is the whole value. */
const Pointer = z
  .string()
  .max(200)
  .regex(/^(?:\/(?:[^~/]|~[01])*)*$/)

/** A path below the base address, without a leading slash: `api/v1/tokens`. In deletions, `{id}` is the key's id. */
const Path = z.string().min(1).max(500)

/** One line without invisible characters, because main shows such a name in its own dialogs. */
const Line = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u)

/** How the credential is sent. For `basic` and `digest`, the account's form asks for the user name. */
export const CredentialForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bearer') }), // Authorization: Bearer <credential>
  z.strictObject({ kind: z.literal('authorization') }), // Authorization: <credential>
  z.strictObject({ kind: z.literal('header'), name: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/) }),
  z.strictObject({ kind: z.literal('basic') }),
  z.strictObject({ kind: z.literal('digest') }),
])
export type CredentialForm = z.infer<typeof CredentialForm>

const Parameter = z.string().regex(/^[\w.[\]-]{1,64}$/)

/** How Keyhold requests the list's further pages. */
export const Paging = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** By number, until a page is empty. */
  z.strictObject({ kind: z.literal('number'), parameter: Parameter, first: z.int().min(0).max(1) }),
  /** The answer contains the next page's address, or a path below the base address. */
  z.strictObject({ kind: z.literal('address'), pointer: Pointer }),
  /** The answer contains a cursor, which the next request sends. */
  z.strictObject({ kind: z.literal('cursor'), parameter: Parameter, pointer: Pointer }),
])
export type Paging = z.infer<typeof Paging>

/** How the provider writes times: ISO 8601, or seconds or milliseconds since 1970. */
export const TimeUnit = z.enum(['iso', 'seconds', 'milliseconds'])
export type TimeUnit = z.infer<typeof TimeUnit>

const List = z.strictObject({
  path: Path,
  /** Sent unchanged with each page. */
  query: z.record(Parameter, z.string().max(200)).default({}),
  /** The array of keys in the answer. */
  rows: Pointer,
  /** Within a row. The id is stored in plain text, so it must never be the secret. */
  id: Pointer,
  name: Pointer,
  expires: Pointer.optional(),
  lastUsed: Pointer.optional(),
  created: Pointer.optional(),
  /** The public part of the secret that the provider shows: a mask or a prefix. */
  handle: Pointer.optional(),
  /** The field in which the list shows the whole secret, if it does. Keyhold never stores it, and removes it from every other field. */
  secret: Pointer.optional(),
  paging: Paging,
})

/**
 * A JSON body. In its texts, `{name}`, `{expires}` and `{lifetimeSeconds}` (creations) or `{id}` (deletions) are replaced. A text that consists only
 * of a time's placeholder becomes that value in the provider's unit, and its member is left out for a key without an expiry.
 */
const Body = z.record(z.string(), z.json())

const Create = z.strictObject({
  method: z.enum(['POST', 'PUT']),
  path: Path,
  body: Body,
  /** Within the answer. */
  id: Pointer,
  secret: Pointer,
})

const Delete = z.strictObject({
  method: z.enum(['DELETE', 'POST']),
  /** Contains `{id}`, unless `body` contains it. */
  path: Path,
  body: Body.optional(),
})

export const ProviderDescription = z.strictObject({
  keyhold: z.literal(DESCRIPTION_VERSION),
  name: Line,
  /** The provider's word for one key, in the singular. */
  keyNoun: Line,
  /** The base address: https, one host. An account may override it. */
  address: z.string().max(500),
  /** Where the user creates a credential. */
  consoleUrl: z.string().max(500).optional(),
  credential: CredentialForm,
  times: TimeUnit,
  list: List,
  create: Create.optional(),
  delete: Delete.optional(),
  /** Whether a new key leaves earlier keys valid, which only the user knows. Replacement is offered only then. */
  newKeyLeavesOld: z.boolean(),
})
export type ProviderDescription = z.infer<typeof ProviderDescription>

/** The valid members of a description, even if other members are invalid. */
export type DescriptionParts = Partial<Omit<ProviderDescription, 'list' | 'create' | 'delete'>> & {
  readonly list?: Partial<z.infer<typeof List>> | undefined
  readonly create?: Partial<z.infer<typeof Create>> | undefined
  readonly delete?: Partial<z.infer<typeof Delete>> | undefined
}

/** Parses each member of a document separately, and leaves out the invalid ones. */
export const descriptionParts = (json: unknown): DescriptionParts => ({
  ...partsOf(ProviderDescription.shape, json),
  list: partsOf(List.shape, memberOf(json, 'list')),
  create: partsOf(Create.shape, memberOf(json, 'create')),
  delete: partsOf(Delete.shape, memberOf(json, 'delete')),
})

function partsOf<Shape extends z.core.$ZodShape>(
  shape: Shape,
  json: unknown,
): Partial<z.infer<z.ZodObject<Shape>>> {
  const parts = Object.entries(shape).map(([name, schema]) => [
    name,
    z.safeParse(schema, memberOf(json, name)).data,
  ])
  return Object.fromEntries(parts) as Partial<z.infer<z.ZodObject<Shape>>>
}

const memberOf = (json: unknown, name: string): unknown =>
  typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined

/** A fault at one place of a document. */
export const DescriptionFault = z.object({
  /** A JSON Pointer into the document: `/list/id`; `''` for the whole document. For a missing member, the place where it belongs. */
  place: z.string(),
  why: z.enum([
    'not-json', // the text is no JSON
    'newer', // the document has a later version of the format
    'required',
    'unknown', // the format has no such member
    'malformed',
    'too-long',
    'not-https', // http is allowed only for this machine
    'names-a-secret', // the id, which is stored in plain text, points to a field that is named like a secret
    'same-as-id', // the secret and the id of a new key are read from the same field
    'no-id', // the deletion does not say which key
    'no-name', // without its name, a new key could not be found after a lost response
    'unknown-placeholder',
    'part-of-a-text', // a time must be the whole text
    'leaves-address', // the path leads outside of the base address
    'reserved', // a description may not set this header
  ]),
})
export type DescriptionFault = z.infer<typeof DescriptionFault>
