/**
 * A provider that the user describes: data, never code. One document per provider; it is exported, pasted and backed up as it stands. Closed lists
 * only: no expressions, and no addresses but those below its one base address.
 */
import { z } from 'zod'

/** The version of the document's form. A document of a later version is refused, never guessed at. */
export const DESCRIPTION_VERSION = 1

/** Characters of a document: far more than any description needs. */
export const LONGEST_DOCUMENT = 60_000

/** The id of a described provider. Keyhold gives it to a description when it is saved; it is no part of the document. */
export const DescribedId = z.string().regex(/^described-[0-9a-f]{8}$/)
export type DescribedId = z.infer<typeof DescribedId>

/** A JSON Pointer (RFC 6901); the empty one is the whole value. */
const Pointer = z
  .string()
  .max(200)
  .regex(/^(?:\/(?:[^~/]|~[01])*)*$/)

/** Below the base address, without a leading slash: `api/v1/tokens`. In deletions, `{id}` is the key's id. */
const Path = z.string().min(1).max(500)

/** One line, without characters that nobody sees: main shows a name in questions of its own. */
const Line = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u)

/** How the credential is sent. With `basic` and `digest` the account's form asks for the user's name. */
export const CredentialForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bearer') }), // Authorization: Bearer <credential>
  z.strictObject({ kind: z.literal('authorization') }), // Authorization: <credential>
  z.strictObject({ kind: z.literal('header'), name: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/) }),
  z.strictObject({ kind: z.literal('basic') }),
  z.strictObject({ kind: z.literal('digest') }),
])
export type CredentialForm = z.infer<typeof CredentialForm>

const Parameter = z.string().regex(/^[\w.[\]-]{1,64}$/)

/** How the list's further pages are asked for. */
export const Paging = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** By number, until a page is empty. */
  z.strictObject({ kind: z.literal('number'), parameter: Parameter, first: z.int().min(0).max(1) }),
  /** The answer holds the next page's address, or a path below the base address. */
  z.strictObject({ kind: z.literal('address'), pointer: Pointer }),
  /** The answer holds a cursor, which the next request sends. */
  z.strictObject({ kind: z.literal('cursor'), parameter: Parameter, pointer: Pointer }),
])
export type Paging = z.infer<typeof Paging>

/** How the provider writes times: ISO 8601, or seconds or milliseconds since 1970. */
export const TimeUnit = z.enum(['iso', 'seconds', 'milliseconds'])
export type TimeUnit = z.infer<typeof TimeUnit>

const List = z.strictObject({
  path: Path,
  /** Sent with each page, as they stand. */
  query: z.record(Parameter, z.string().max(200)).default({}),
  /** The array of keys in the answer. */
  rows: Pointer,
  /** In a row. The id is stored openly: it is never the secret. */
  id: Pointer,
  name: Pointer,
  expires: Pointer.optional(),
  lastUsed: Pointer.optional(),
  created: Pointer.optional(),
  /** What the provider shows of the secret: a mask or a prefix. */
  handle: Pointer.optional(),
  /** Where the list shows the whole secret. Keyhold never keeps it, and removes it from every other field. */
  secret: Pointer.optional(),
  paging: Paging,
})

/**
 * A body of JSON. In its texts, `{name}`, `{expires}` and `{lifetimeSeconds}` (creations) or `{id}` (deletions) are replaced. A text that is only a
 * placeholder of a time becomes that value in the provider's unit, and its member is left out for a key without an expiry.
 */
const Body = z.record(z.string(), z.json())

const Create = z.strictObject({
  method: z.enum(['POST', 'PUT']),
  path: Path,
  body: Body,
  /** In the answer. */
  id: Pointer,
  secret: Pointer,
})

const Delete = z.strictObject({
  method: z.enum(['DELETE', 'POST']),
  /** Contains `{id}`, unless `body` does. */
  path: Path,
  body: Body.optional(),
})

export const ProviderDescription = z.strictObject({
  keyhold: z.literal(DESCRIPTION_VERSION),
  name: Line,
  /** The provider's word for one key, in the singular. */
  keyNoun: Line,
  /** The base address: https, one host. An account may have another one. */
  address: z.string().max(500),
  /** Where a person makes a credential. */
  consoleUrl: z.string().max(500).optional(),
  credential: CredentialForm,
  times: TimeUnit,
  list: List,
  create: Create.optional(),
  delete: Delete.optional(),
  /** Only a person knows: whether a new key leaves the earlier ones alive. Replacement is offered only then. */
  newKeyLeavesOld: z.boolean(),
})
export type ProviderDescription = z.infer<typeof ProviderDescription>

/** What of a description has the right form, though the rest has not. */
export type DescriptionParts = Partial<Omit<ProviderDescription, 'list' | 'create' | 'delete'>> & {
  readonly list?: Partial<z.infer<typeof List>> | undefined
  readonly create?: Partial<z.infer<typeof Create>> | undefined
  readonly delete?: Partial<z.infer<typeof Delete>> | undefined
}

/** Reads each member of a document by itself, and leaves out those whose form is wrong. */
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

/** What is wrong at one place of a document. */
export const DescriptionFault = z.object({
  /** A JSON Pointer into the document: `/list/id`; `''` for the whole. Of a missing member, the place where it belongs. */
  place: z.string(),
  why: z.enum([
    'not-json', // the text is no JSON
    'newer', // the document is of a later version of its form
    'required',
    'unknown', // the form has no such member
    'malformed',
    'too-long',
    'not-https', // http is for this machine only
    'names-a-secret', // an id is stored openly, and this points to what is called a secret
    'same-as-id', // the secret of a new key cannot be its id
    'no-id', // the deletion does not say which key
    'no-name', // a new key without its name is not found again after a lost answer
    'unknown-placeholder',
    'part-of-a-text', // a time takes the place of a whole text
    'leaves-address', // the path leads out of the base address
    'reserved', // a header that a description may not set
  ]),
})
export type DescriptionFault = z.infer<typeof DescriptionFault>
