/** Calls about approvals: the card that asks the person, and what was answered on earlier cards. */
import { z } from 'zod'
import { AccountSign, Instant, KeyId } from '../model/model.ts'
import { Settings } from '../model/settings.ts'

const Nothing = z.void()

/** Text that a program chose: cut, and without control characters. Shown apart from the card's own words. */
const Untrusted = z.string().max(1_000)

/** How long a yes holds. `until-lock`: until the app is locked, or quits. */
export const ApprovalLasts = z.enum(['once', '15-minutes', 'until-lock'])
export type ApprovalLasts = z.infer<typeof ApprovalLasts>

export const ApprovalAnswer = z.enum([...ApprovalLasts.options, 'deny'])
export type ApprovalAnswer = z.infer<typeof ApprovalAnswer>

const AskingProgram = z.object({
  name: Untrusted,
  /** Its working folder, where the system tells it. */
  folder: Untrusted.optional(),
  executable: Untrusted,
  /** The names of the programs that started it, the nearest first. */
  parents: z.array(Untrusted).readonly(),
  /** The program that a lasting answer holds for, with everything that it starts. */
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
  /** An earlier version is asked for. */
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
      /** The program that will get them. */
      program: Untrusted.optional(),
    }),
    z.object({
      kind: z.literal('change'),
      change: ConfirmedChange,
      /** Of a regeneration: the provider lets the old secret work so long. */
      overlapHours: z.int().optional(),
    }),
  ]),
  keys: z.array(ApprovalKey).readonly(),
  /** Keys that the request names besides those in `keys`. */
  moreKeys: z.int(),
  /** Missing where the system does not tell who asks. */
  asking: AskingProgram.optional(),
  /** The program's own words. */
  reason: Untrusted.optional(),
  /** What a yes may be. */
  offers: z.array(ApprovalLasts).readonly(),
  /** Whether a lock is set: `until-lock` then means the lock, otherwise the end of the program. */
  hasLock: z.boolean(),
  /** How many requests this answer is for. */
  requests: z.int(),
  /** When the request is denied without an answer. */
  endsAt: Instant,
  /** The time in main when this was read. */
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
  /** Given to an agent: it does not hold for other commands. */
  isForAgent: z.boolean(),
  /** Missing: until the app is locked, or quits. */
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
  /** The card that waits for an answer. For the card's page alone. */
  'approval:card': {
    input: Nothing,
    output: z.object({ theme: Settings.shape.theme, card: ApprovalCard.optional() }),
  },
  /** Answers this card. A yes needs a press in the card's window. For the card's page alone. */
  'approval:decide': {
    input: z.strictObject({ card: z.string().max(40), answer: ApprovalAnswer }),
    output: Nothing,
  },
  /** What holds now. */
  'approval:list': { input: Nothing, output: ApprovalList },
  /** Ends an approval before its time. */
  'approval:revoke': { input: Id, output: Nothing },
  /** The program may ask again. */
  'approval:forget-denial': { input: Id, output: Nothing },
} as const
