/** Calls about the providers that the user describes. Which there are is in the snapshot: those whose metadata has `described`. */
import { z } from 'zod'
import { AccountId, Instant } from '../model/model.ts'
import {
  DescribedId,
  DescriptionFault,
  LONGEST_DOCUMENT,
  ProviderDescription,
} from '../model/provider-description.ts'

const Nothing = z.void()
const ByProvider = z.strictObject({ provider: DescribedId })

/** A document as JSON text: pasted, or made by the form, which may be incomplete. */
const Document = z.string().max(LONGEST_DOCUMENT)

const Faulty = z.object({ kind: z.literal('faulty'), faults: z.array(DescriptionFault).readonly() })

const Checked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('good'), description: ProviderDescription }),
  Faulty,
])
export type CheckedDescription = z.infer<typeof Checked>

const Saved = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), provider: DescribedId }),
  Faulty,
])

/** One row of a list as the description reads it. */
const ReviewRow = z.object({
  id: z.string(),
  name: z.string(),
  handle: z.string().optional(),
  /** `{}`: never. Missing: the description names no expiry, or what it names cannot be read as a time. */
  expires: z.object({ at: Instant.optional() }).optional(),
  createdAt: Instant.optional(),
  lastUsedAt: Instant.optional(),
})
export type ReviewRow = z.infer<typeof ReviewRow>

/** How many rows a review shows. */
export const REVIEW_ROWS = 50

const ListReview = z.object({
  /** The first ones. */
  rows: z.array(ReviewRow).readonly(),
  /** Of the whole list. */
  total: z.int(),
})
export type ListReview = z.infer<typeof ListReview>

export const descriptionCalls = {
  /** Whether a text is a description, and if not, every fault with its place. Keeps nothing and sends nothing. */
  'description:check': { input: z.strictObject({ text: Document }), output: Checked },
  /**
   * Keeps a new description, or changes the one of `provider`, right after a press by the user. A change of how keys are addressed, sent or read
   * takes the confirmation of the list back. Keeps nothing if it has faults. Sends nothing. Throws Failure `limit`.
   */
  'description:save': {
    input: z.strictObject({ provider: DescribedId.optional(), text: Document }),
    output: Saved,
  },
  /** The document as it is exported. Without `description`, it cannot be understood any more. */
  'description:read': {
    input: ByProvider,
    output: z.object({ text: z.string(), description: ProviderDescription.optional() }),
  },
  /** Writes the document to a file that the user chooses in a dialog of the system. */
  'description:save-file': { input: ByProvider, output: z.object({ saved: z.boolean() }) },
  /** Throws Failure `description` `in-use` with the accounts that are in the way. */
  'description:remove': { input: ByProvider, output: Nothing },
  /** Reads the list of an account, and shows it as its description reads it. Changes nothing, here or there. */
  'description:review': { input: z.strictObject({ account: AccountId }), output: ListReview },
  /**
   * The user says that the list as reviewed is right: creating and deleting are unlocked. `hasNoKeys`: the user says that the service has no keys
   * yet, and that its empty list is right: only creating is unlocked. Right after a press by the user. Throws Failure `description`
   * `not-reviewed` where the description was not reviewed as it is now, `empty-list` where the list was empty and the user has not said so, and `limit`.
   */
  'description:confirm-list': {
    input: z.strictObject({ provider: DescribedId, hasNoKeys: z.literal(true).optional() }),
    output: Nothing,
  },
} as const
