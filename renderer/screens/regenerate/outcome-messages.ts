/** Messages for each outcome of an operation: success for a toast, else what is certain, what is uncertain and what to do next. Pure. */
import type { CallOutcome } from '../../../shared/contract/errors.ts'
import type { OperationKind, Outcome } from '../../../shared/model/operation.ts'
import { makesKey } from './flow.ts'
import { beforeMessages } from './regenerate-messages.ts'

/** Messages around an outcome, the same for every kind of operation. */
export const outcomeMessages = {
  certain: 'Confirmed',
  uncertain: 'Unknown',
  /** Used while the keychain's name is unknown. */
  yourKeychain: 'your keychain',
  copyNow: 'Copy secret',
  later: 'Later',
} as const

export type Tone = 'warn' | 'bad'

export interface OutcomeWords {
  readonly tone: Tone
  readonly title: string
  readonly certain: readonly string[]
  readonly uncertain: readonly string[]
  readonly next: string
}

export interface OutcomeContext {
  readonly kind: OperationKind
  /** The key's name. */
  readonly name: string
  /** The provider's name; missing for keys entered by hand. */
  readonly provider?: string | undefined
  readonly oldSecretDies: 'at-once' | 'none'
  /** For a pasted value: the old value stays active during an overlap. */
  readonly oldLivesOn?: boolean
  /** The expiry date that a regeneration leaves as it is, if the user can move it. */
  readonly keptExpiry?: number | undefined
  /** Whether Keyhold stored a value of this key before. */
  readonly hadSecret: boolean
  /** The keychain's own name. */
  readonly backend: string
  /** The name of the account that signs in with this key. */
  readonly credentialOf?: string | undefined
  /** The secret, or an answer that was not understood, is stored on disk as a sealed response. */
  readonly sealed: boolean
  /** Checks at the provider have found out how an unknown outcome ended. */
  readonly isSettled: boolean
}

const there = ({ provider }: OutcomeContext) => provider ?? 'the provider'

const present = (lines: readonly (string | false | undefined)[]) =>
  lines.filter((line): line is string => typeof line === 'string')

const STORED_TEXT: Record<OperationKind, (context: OutcomeContext) => string> = {
  regenerate: () => 'New secret saved',
  create: (context) => `Created at ${there(context)}`,
  replace: () => 'New key created',
  paste: () => 'New secret saved',
  add: () => 'Key added',
}

const livesOnText = (context: OutcomeContext): string =>
  context.kind === 'regenerate'
    ? `The old secret keeps working until ${there(context)} ends it at the time that you chose.`
    : 'The old secret keeps working until you retire it.'

/** Says what happened to the old secret; `false` if there was none. */
function oldSecretText(context: OutcomeContext): string | false {
  const { kind, hadSecret, oldLivesOn, oldSecretDies } = context
  if (kind === 'replace') return 'The old key keeps working until you retire it.'
  if (oldLivesOn === true) return livesOnText(context)
  if (kind === 'create' || kind === 'add') return false
  if (kind === 'paste' || oldSecretDies === 'none')
    return hadSecret && 'Keyhold keeps the old secret as a previous version.'
  const ended = `The old secret no longer works at ${there(context)}`
  return hadSecret ? `${ended}; Keyhold keeps it as a previous version.` : `${ended}.`
}

/** Success, for a toast: what happened, then what is certain. The key's name is not in it, since a toast shows the name on its own line. */
export function storedWords(context: OutcomeContext): { readonly text: string; readonly detail: string } {
  const { kind, backend, credentialOf, keptExpiry } = context
  return {
    text: STORED_TEXT[kind](context),
    detail: present([
      `Saved to ${backend} and verified.`,
      oldSecretText(context),
      kind !== 'replace' && credentialOf !== undefined && `${credentialOf} uses the new secret from now on.`,
      keptExpiry !== undefined && beforeMessages.expiryStays(keptExpiry, there(context)),
    ]).join(' '),
  }
}

function unsaved(context: OutcomeContext): OutcomeWords {
  const { kind, oldSecretDies, oldLivesOn, sealed } = context
  const renewed = kind === 'regenerate'
  const handedOut = renewed
    ? `${there(context)} issued a new secret${oldSecretDies === 'at-once' && oldLivesOn !== true ? '; the old secret no longer works' : ''}.`
    : `${there(context)} issued the ${kind === 'replace' ? 'new key; the old key doesn’t change' : 'key'}.`
  return {
    tone: 'warn',
    title: sealed
      ? 'New secret is safe on disk, but not in your keychain yet'
      : 'The new secret is not in your keychain yet',
    certain: present([
      (renewed || makesKey(kind)) && handedOut,
      sealed
        ? 'It is encrypted on disk and survives a restart. Nothing is lost.'
        : 'Keyhold holds it only until you quit: it couldn’t be saved to disk.',
    ]),
    uncertain: [],
    next: sealed
      ? 'Keyhold saves it as soon as the keychain is unlocked. Need it now? Copy it.'
      : 'Copy it to a safe place now, or unlock the keychain and try again. Don’t quit before that.',
  }
}

const UNCERTAIN: Record<OperationKind, (context: OutcomeContext) => readonly string[]> = {
  regenerate: (context) => [
    `Whether ${there(context)} regenerated the key.`,
    'Whether the old secret still works.',
  ],
  create: (context) => [`Whether ${there(context)} created the key.`],
  replace: (context) => [`Whether ${there(context)} created the new key.`],
  paste: () => ['Whether the secret was saved.'],
  add: () => ['Whether the secret was saved.'],
}

function unknown(context: OutcomeContext): OutcomeWords {
  const { kind, name, hadSecret, sealed, isSettled } = context
  const action = kind === 'create' ? 'created' : kind === 'replace' ? 'replaced' : 'regenerated'
  return {
    tone: 'warn',
    title: isSettled
      ? `The response from ${there(context)} was lost`
      : `Couldn’t confirm whether ${name} was ${action}`,
    certain: present([
      `One request was sent to ${there(context)}; Keyhold didn’t retry it.`,
      hadSecret && 'The stored secret is untouched.',
      sealed && 'Keyhold couldn’t read the response. It is kept encrypted on disk.',
    ]),
    uncertain: isSettled ? [] : UNCERTAIN[kind](context),
    next: isSettled
      ? 'This is what Keyhold found at the provider:'
      : `Keyhold will check ${there(context)} again and update this.`,
  }
}

function rejected(context: OutcomeContext, sent: CallOutcome | undefined): OutcomeWords {
  const title =
    sent === 'not-sent'
      ? `${there(context)} wasn’t reached. Nothing changed`
      : sent === 'refused'
        ? `${there(context)} rejected the request. Nothing changed`
        : 'Nothing has changed'
  return {
    tone: 'bad',
    title,
    certain: present([
      makesKey(context.kind) && 'No key was created.',
      context.kind !== 'create' && `${context.name} works as before.`,
      context.hadSecret && 'The stored secret is untouched.',
    ]),
    uncertain: [],
    next: 'Fix the issue below, then try again.',
  }
}

/** `sent`: what the error says about the request, if a provider was asked. */
export function outcomeWords(
  outcome: Exclude<Outcome['outcome'], 'stored'>,
  context: OutcomeContext,
  sent?: CallOutcome,
): OutcomeWords {
  switch (outcome) {
    case 'unsaved':
      return unsaved(context)
    case 'unknown':
      return unknown(context)
    case 'rejected':
      return rejected(context, sent)
  }
}
