/** Calls about the providers that the user describes. The snapshot lists them: providers whose metadata has `described`. */
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

/** A description as JSON text, pasted or made by the form. It may be incomplete. */
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

/** One row of the provider's list as the description reads it. */
const ReviewRow = z.object({
  id: z.string(),
  name: z.string(),
  handle: z.string().optional(),
  /** `{}`: never expires. Missing: the description names no expiry, or the named value is not a time. */
  expires: z.object({ at: Instant.optional() }).optional(),
  createdAt: Instant.optional(),
  lastUsedAt: Instant.optional(),
})
export type ReviewRow = z.infer<typeof ReviewRow>

/** The most rows in a review. */
export const REVIEW_ROWS = 50

const ListReview = z.object({
  /** The first rows of the list. */
  rows: z.array(ReviewRow).readonly(),
  /** The number of rows in the whole list. */
  total: z.int(),
})
export type ListReview = z.infer<typeof ListReview>

export const descriptionCalls = {
  /** Checks whether a text is a description, and returns every fault with its place. Saves nothing and sends nothing. */
  'description:check': { input: z.strictObject({ text: Document }), output: Checked },
  /**
   * Saves a new description, or changes the one of `provider`. Needs a press by the user just before. A change of how keys are addressed, sent or
   * read removes the confirmation of the list. Saves nothing if the description has faults. Sends nothing. Throws Failure `limit`.
   */
  'description:save': {
    input: z.strictObject({ provider: DescribedId.optional(), text: Document }),
    output: Saved,
  },
  /** Returns the document as it is exported. `description` is missing if the document can no longer be understood. */
  'description:read': {
    input: ByProvider,
    output: z.object({ text: z.string(), description: ProviderDescription.optional() }),
  },
  /** Writes the document to a file that the user chooses in a dialog of the system. */
  'description:save-file': { input: ByProvider, output: z.object({ saved: z.boolean() }) },
  /** Throws Failure `description` `in-use` with the accounts that use the description. */
  'description:remove': { input: ByProvider, output: Nothing },
  /** Reads the list of an account, and returns it as its description reads it. Changes nothing in Keyhold or at the provider. */
  'description:review': { input: z.strictObject({ account: AccountId }), output: ListReview },
  /**
   * The user confirms that the reviewed list is right, which unlocks creating and deleting. `hasNoKeys`: the user confirms that the service has no
   * keys yet and that its empty list is right, which unlocks only creating. Needs a press by the user just before. Throws Failure `description`
   * `not-reviewed` if the present description was not reviewed, `empty-list` if the list was empty and the user has not confirmed that, and `limit`.
   */
  'description:confirm-list': {
    input: z.strictObject({ provider: DescribedId, hasNoKeys: z.literal(true).optional() }),
    output: Nothing,
  },
} as const
