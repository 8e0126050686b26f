/** Calls about approvals: the card that asks the user, and the remembered answers of earlier cards. */
import { z } from 'zod'
import { AccountSign, Instant, KeyId } from '../model/model.ts'
import { Settings } from '../model/settings.ts'

const Nothing = z.void()

/** Text that a program chose, shortened and without control characters. The card shows it apart from its own text. */
const Untrusted = z.string().max(1_000)

/** How long an approval holds. `until-lock`: until the app is locked or quits. */
export const ApprovalLasts = z.enum(['once', '15-minutes', 'until-lock'])
export type ApprovalLasts = z.infer<typeof ApprovalLasts>

export const ApprovalAnswer = z.enum([...ApprovalLasts.options, 'deny'])
export type ApprovalAnswer = z.infer<typeof ApprovalAnswer>

const AskingProgram = z.object({
  name: Untrusted,
  /** Its working folder, if the system reports it. */
  folder: Untrusted.optional(),
  executable: Untrusted,
  /** The names of the programs that started it, the direct parent first. */
  parents: z.array(Untrusted).readonly(),
  /** The program that a lasting answer holds for, together with every program that it starts. */
  anchor: Untrusted,
})
export type AskingProgram = z.infer<typeof AskingProgram>

const ApprovalKey = z.object({
  key: KeyId,
  name: Untrusted,
  provider: z.string(),
  /** Missing for a provider that this version does not know. */
  providerName: z.string().optional(),
  sign: AccountSign.optional(),
  account: Untrusted.optional(),
  /** Set if the program asks for an earlier version. */
  version: z.int().optional(),
})
export type ApprovalKey = z.infer<typeof ApprovalKey>

const SecretCommand = z.enum(['get', 'copy', 'run', 'inject', 'env', 'credential', 'mcp'])
export type SecretCommand = z.infer<typeof SecretCommand>
const ConfirmedChange = z.enum(['regenerate', 'replace', 'retire', 'roll-back'])
export type ConfirmedChange = z.infer<typeof ConfirmedChange>

const ApprovalCard = z.object({
  id: z.string(),
  wants: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('secrets'),
      command: SecretCommand,
      /** The program that will get the secrets. */
      program: Untrusted.optional(),
    }),
    z.object({
      kind: z.literal('change'),
      change: ConfirmedChange,
      /** For a regeneration: how long the provider lets the old secret work. */
      overlapHours: z.int().optional(),
    }),
  ]),
  keys: z.array(ApprovalKey).readonly(),
  /** Keys that the request names besides those in `keys`. */
  moreKeys: z.int(),
  /** Missing if the system does not report which program asks. */
  asking: AskingProgram.optional(),
  /** The reason that the program gave. */
  reason: Untrusted.optional(),
  /** The durations that the card offers for an approval. */
  offers: z.array(ApprovalLasts).readonly(),
  /** Whether a lock is set. If not, `until-lock` means until Keyhold quits. */
  hasLock: z.boolean(),
  /** How many requests the answer applies to. */
  requests: z.int(),
  /** When the request is denied if nobody answers. */
  endsAt: Instant,
  /** Main's clock when the card was read. */
  now: Instant,
})
export type ApprovalCard = z.infer<typeof ApprovalCard>

const RememberedAnswer = {
  id: z.string(),
  asking: AskingProgram,
  keys: z.array(ApprovalKey).readonly(),
  since: Instant,
}

const ApprovalRow = z.object({
  ...RememberedAnswer,
  /** The approval was given to an agent and does not hold for other commands. */
  isForAgent: z.boolean(),
  /** Missing: until the app is locked or quits. */
  until: Instant.optional(),
})
export type ApprovalRow = z.infer<typeof ApprovalRow>

const DenialRow = z.object(RememberedAnswer)
export type DenialRow = z.infer<typeof DenialRow>

const ApprovalList = z.object({
  approvals: z.array(ApprovalRow).readonly(),
  denials: z.array(DenialRow).readonly(),
  hasLock: z.boolean(),
})
export type ApprovalList = z.infer<typeof ApprovalList>

const Id = z.strictObject({ id: z.string().max(40) })

export const approvalCalls = {
  /** The card that waits for an answer. Only for the card's page. */
  'approval:card': {
    input: Nothing,
    output: z.object({ theme: Settings.shape.theme, card: ApprovalCard.optional() }),
  },
  /** Answers this card. An approval needs a press in the card's window. Only for the card's page. */
  'approval:decide': {
    input: z.strictObject({ card: z.string().max(40), answer: ApprovalAnswer }),
    output: Nothing,
  },
  /** The approvals and denials that still hold. */
  'approval:list': { input: Nothing, output: ApprovalList },
  /** Ends an approval before its time. */
  'approval:revoke': { input: Id, output: Nothing },
  /** Forgets a denial, so that the program may ask again. */
  'approval:forget-denial': { input: Id, output: Nothing },
} as const
