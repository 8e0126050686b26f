/** Providers as data: the page uses this data to draw their forms and to offer only what their APIs can do. */
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
  /** Applies only where another field of the same form has one of `values`; see `shared/model/form-fields.ts`. */
  onlyWhere: z.object({ field: z.string(), values: z.array(z.string()).readonly() }).optional(),
  /** The field describes a place that a replacement shares with the old key, so a replacement's form leaves it out. */
  notInReplacement: z.boolean().optional(),
})
export type Field = z.infer<typeof Field>

/** The abilities of the API. If one is false, the page shows no button for it. */
export const Abilities = z.object({
  create: z.boolean(),
  update: z.boolean(),
  setEnabled: z.boolean(),
  regenerate: z.boolean(),
  revoke: z.boolean(),
  /** A key with the settings of an existing key can be created beside it, and the old key ended later. */
  replace: z.boolean(),
  /** A call that changes nothing can test whether a secret authenticates. */
  verify: z.boolean(),
  permissions: z.boolean(),
})
export type Abilities = z.infer<typeof Abilities>

/** An ability that only some of a provider's accounts have: those whose form contains one of `values` in `field`. */
const Condition = z.object({
  ability: Abilities.keyof(),
  field: z.string(),
  values: z.array(z.string()).readonly(),
})

const Rotation = z.object({
  /** When a regeneration in place invalidates the old secret; `none`: the API has no such call. */
  oldSecretDies: z.enum(['at-once', 'none']),
  /** The user can let the old secret work until a time; the provider ends it then by itself. */
  oldSecretCanStay: z.boolean().optional(),
  /** A regeneration in place leaves the expiry date as it is. The page names the date, and how to move it. */
  regenerationKeepsExpiry: z.boolean().optional(),
  /** Plain words for the dialog before a regeneration: what happens at the provider, and what stops working. */
  regenerate: z.string(),
  /** Plain words before a replacement: what is created at the provider, and what it costs. Present if `can.replace`. */
  replace: z.string().optional(),
  /** What stops working when a key is deleted at the provider. */
  revoke: z.string(),
  /** The provider stores an expiry date. */
  keepsExpiry: z.boolean(),
  /** A renewal that arrives late, when another one has renewed the key, ends the new secret, too. */
  lateRenewalEndsAll: z.boolean().optional(),
  /** After a lost response, the provider's list shows whether the key was renewed. */
  reportsRenewal: z.boolean(),
})

/** A kind of keys that differs from the provider's other keys. */
const KeyKind = z.object({
  /** The part of a key's scope before the first colon: the keys of the scopes `project:a` and `project:b` are of the kind `project`. */
  id: z.string(),
  /** The provider's word for one key of this kind, in the singular: "project access token". */
  keyNoun: z.string(),
  /** The provider's abilities that keys of this kind lack. */
  cannot: z.array(Abilities.keyof()).readonly(),
  /** The words that differ from the provider's. */
  rotation: Rotation.partial().optional(),
  updateFields: z.array(Field).readonly().optional(),
})

/** How far a provider that the user has described may be used. */
const Described = z.object({
  /**
   * `unconfirmed`: the user has not yet said that its list is read rightly; until then nothing is created or deleted there. `empty`: the user has
   * said that the service has no keys yet; until its list is confirmed with a key, nothing is deleted there. `unreadable`: its document cannot be
   * understood any more. It is kept.
   */
  state: z.enum(['unconfirmed', 'empty', 'confirmed', 'unreadable']),
  /** The abilities that it gets once its list is confirmed. */
  locked: z.array(Abilities.keyof()).readonly(),
})

export const ProviderMetadata = z.object({
  /** The name of the file in the catalogue; never changes. */
  id: z.string(),
  name: z.string(),
  /** One sentence: what Keyhold can do at this provider. */
  summary: z.string(),
  /** Many developers have keys there: the chooser shows it before the others. */
  isPopular: z.boolean().optional(),
  /** The provider's word for one key, in the singular: "API key", "pipeline key". */
  keyNoun: z.string(),
  docsUrl: z.string(),
  consoleUrl: z.string(),
  accountFields: z.array(Field).readonly(),
  /** The label and help of the account's credential. */
  credential: z.object({ label: z.string(), help: z.string(), placeholder: z.string().optional() }),
  createFields: z.array(Field).readonly(),
  updateFields: z.array(Field).readonly(),
  can: Abilities,
  /** The parts of `can` that depend on the account; see `shared/model/abilities.ts`. */
  canOnlyWhere: z.array(Condition).readonly().optional(),
  rotation: Rotation,
  /** Present if not all keys are alike. */
  kinds: z.array(KeyKind).readonly().optional(),
  /** Present if the user has described this provider. */
  described: Described.optional(),
})
export type ProviderMetadata = z.infer<typeof ProviderMetadata>

/** The result of "test connection". */
export const TestReport = z.object({
  /** The provider's name for the user, or the best substitute ("key 1a2b3c4d, 42 keys visible"). */
  who: z.string(),
  /** What the credential may do, in words. `no` if a permission is known to be missing. */
  may: z.array(z.object({ action: z.string(), allowed: z.enum(['yes', 'no', 'unknown']) })).readonly(),
  credentialExpiresAt: Instant.optional(),
  clockSkewMs: z.int().optional(),
  warnings: z.array(z.string()).readonly(),
  /** What the user pastes at the provider, so that the credential may make every call of Keyhold. `label` names it: "IAM policy". */
  policy: z.object({ label: z.string(), text: z.string() }).optional(),
})
export type TestReport = z.infer<typeof TestReport>

/** One permission that a key may be granted. */
export const Permission = z.object({
  id: z.string(),
  description: z.string(),
  /** Empty if this permission has no targets. */
  targetTypes: z.array(z.string()).readonly(),
})
export type Permission = z.infer<typeof Permission>
