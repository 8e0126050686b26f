/** Providers as data: what the page needs to draw their forms and to offer only what their APIs can do. */
import { z } from 'zod'
import { Instant } from './model.ts'

const Choice = z.object({ value: z.string(), label: z.string() })

/** One field of a form. `secret` fields are typed into an uncontrolled input and go straight to main. */
export const Field = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string().optional(),
  kind: z.enum([
    'text',
    'url',
    'file', // the path of a file on this machine
    'choice', // one of `choices`
    'choices', // any number of `choices`; with `other`, free text besides
    'instant',
    'switch',
    'grants', // permissions with targets, from `account:permissions`
  ]),
  choices: z.array(Choice).readonly().optional(),
  /** Free text is allowed beside the choices. */
  other: z.boolean().optional(),
  required: z.boolean(),
  placeholder: z.string().optional(),
  initial: z.union([z.string(), z.boolean(), z.array(z.string())]).optional(),
  maxLength: z.int().optional(),
  /** Folded away under "Advanced". */
  advanced: z.boolean().optional(),
})
export type Field = z.infer<typeof Field>

/** What the API offers. False means the page shows no such button. */
export const Abilities = z.object({
  create: z.boolean(),
  update: z.boolean(),
  setEnabled: z.boolean(),
  regenerate: z.boolean(),
  revoke: z.boolean(),
  /** A key like an existing one can be made beside it, and the old one ended later. */
  replace: z.boolean(),
  /** Whether a secret authenticates can be tried by a call that changes nothing. */
  verify: z.boolean(),
  permissions: z.boolean(),
})
export type Abilities = z.infer<typeof Abilities>

/** An ability that only some of a provider's accounts have: those whose form holds one of `values` in `field`. */
const Condition = z.object({
  ability: Abilities.keyof(),
  field: z.string(),
  values: z.array(z.string()).readonly(),
})

export const ProviderMetadata = z.object({
  /** The catalogue's file name, for ever. */
  id: z.string(),
  name: z.string(),
  /** One sentence: what Keyhold can do there. */
  summary: z.string(),
  /** What one key is called there, in the singular: "API key", "pipeline key". */
  keyNoun: z.string(),
  docsUrl: z.string(),
  consoleUrl: z.string(),
  accountFields: z.array(Field).readonly(),
  /** The label and help of the credential that the account is connected with. */
  credential: z.object({ label: z.string(), help: z.string(), placeholder: z.string().optional() }),
  createFields: z.array(Field).readonly(),
  updateFields: z.array(Field).readonly(),
  can: Abilities,
  /** What of `can` depends on the account; see `shared/model/abilities.ts`. */
  canOnlyWhere: z.array(Condition).readonly().optional(),
  rotation: z.object({
    /** When a regeneration in place kills the old secret; `none`: the API has no such call. */
    oldSecretDies: z.enum(['at-once', 'none']),
    /** Plain words for the dialog, before the click: what will happen there and what stops working. */
    regenerate: z.string(),
    /** Plain words before a replacement: what is made there, and what it costs. Where `can.replace`. */
    replace: z.string().optional(),
    /** What deleting a key there ends. */
    revoke: z.string(),
    /** The provider keeps an expiry date of its own. */
    keepsExpiry: z.boolean(),
    /** After a lost answer the provider's list can tell whether the key was renewed. */
    tellsRenewal: z.boolean(),
  }),
})
export type ProviderMetadata = z.infer<typeof ProviderMetadata>

/** What "test connection" found out. */
export const TestReport = z.object({
  /** Who the provider says we are, or the best stand-in ("key 1a2b3c4d, 42 keys visible"). */
  who: z.string(),
  /** What the credential may do, in words, with a no where it is known to be missing. */
  may: z.array(z.object({ act: z.string(), allowed: z.enum(['yes', 'no', 'unknown']) })).readonly(),
  credentialExpiresAt: Instant.optional(),
  clockSkewMs: z.int().optional(),
  warnings: z.array(z.string()).readonly(),
})
export type TestReport = z.infer<typeof TestReport>

/** One permission that a key may be granted. */
export const Permission = z.object({
  id: z.string(),
  description: z.string(),
  /** Empty: this permission takes no target. */
  targetTypes: z.array(z.string()).readonly(),
})
export type Permission = z.infer<typeof Permission>
