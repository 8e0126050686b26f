/** Messages for each outcome of an operation: what is certain, what is uncertain and what to do next. Pure. */
import type { CallOutcome } from '../../../shared/contract/errors.ts'
import type { OperationKind, Outcome } from '../../../shared/model/operation.ts'
import { makesKey } from './flow.ts'

/** Messages around an outcome, the same for every kind of operation. */
export const outcomeMessages = {
  certain: 'Confirmed',
  uncertain: 'Unknown',
  /** Used while the keychain's name is unknown. */
  yourKeychain: 'your keychain',
  copy: (name: string) => `Copy ${name}`,
  copyNow: 'Copy now',
  later: 'Later',
} as const

export type Tone = 'good' | 'warn' | 'bad' | 'calm'

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

const STORED_TITLE: Record<OperationKind, (context: OutcomeContext) => string> = {
  regenerate: ({ name }) => `New secret for ${name} saved`,
  create: ({ name, provider }) => `${name} was created${provider === undefined ? '' : ` at ${provider}`}`,
  replace: ({ name }) => `${name} has a replacement`,
  paste: ({ name }) => `New secret for ${name} saved`,
  add: ({ name }) => `${name} is in your vault`,
}

/** Says what happened to the old value. */
function oldOne(context: OutcomeContext): string | false {
  const { kind, name, hadSecret, oldLivesOn } = context
  if (kind === 'replace') return `The old key of ${name} doesn’t change until you retire it.`
  if (oldLivesOn === true) return `The old secret of ${name} keeps working until you retire it.`
  const renews = kind === 'regenerate' || kind === 'paste'
  return renews && hadSecret && 'The old secret is kept as a previous version.'
}

const SIDE_BY_SIDE = 'Copy the new one and update everything that uses the old one. Then retire the old one.'
const IN_PLACE = 'Copy it now and update everything that used the old one.'

const STORED_NEXT: Record<OperationKind, string> = {
  regenerate: IN_PLACE,
  create: 'Copy it now or later: Keyhold stores it.',
  replace: SIDE_BY_SIDE,
  paste: IN_PLACE,
  add: 'Copy it whenever you need it.',
}

function stored(context: OutcomeContext): OutcomeWords {
  const { kind, backend, oldSecretDies, credentialOf, oldLivesOn } = context
  return {
    tone: 'good',
    title: STORED_TITLE[kind](context),
    certain: present([
      `The ${kind === 'add' ? 'secret' : 'new secret'} is saved to ${backend} and verified.`,
      kind === 'regenerate' &&
        oldSecretDies === 'at-once' &&
        `The old secret no longer works at ${there(context)}.`,
      oldOne(context),
      kind !== 'replace' && credentialOf !== undefined && `${credentialOf} uses the new secret from now on.`,
    ]),
    uncertain: [],
    next: oldLivesOn === true ? SIDE_BY_SIDE : STORED_NEXT[kind],
  }
}

function unsaved(context: OutcomeContext): OutcomeWords {
  const { kind, oldSecretDies, sealed } = context
  const renewed = kind === 'regenerate'
  const handedOut = renewed
    ? `${there(context)} issued a new secret${oldSecretDies === 'at-once' ? '; the old secret no longer works' : ''}.`
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
  const act = kind === 'create' ? 'created' : kind === 'replace' ? 'replaced' : 'regenerated'
  return {
    tone: 'warn',
    title: isSettled
      ? `The response from ${there(context)} was lost`
      : `Couldn’t confirm whether ${name} was ${act}`,
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
  outcome: Outcome['outcome'],
  context: OutcomeContext,
  sent?: CallOutcome,
): OutcomeWords {
  switch (outcome) {
    case 'stored':
      return stored(context)
    case 'unsaved':
      return unsaved(context)
    case 'unknown':
      return unknown(context)
    case 'rejected':
      return rejected(context, sent)
  }
}
