/** What each outcome of an operation is called on the screen: what is certain, what is not, what to do next. Pure. */
import type { CallOutcome } from '../../../shared/contract/errors.ts'
import type { OperationKind, Outcome } from '../../../shared/model/operation.ts'
import { makesKey } from './flow.ts'

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
  /** A pasted value takes the place of one that works on beside it. */
  readonly oldLivesOn?: boolean
  /** Whether a value was held here before. */
  readonly hadSecret: boolean
  /** By name, as the keychain calls itself. */
  readonly backend: string
  /** The account whose credential this key is. */
  readonly credentialOf?: string | undefined
  /** The secret, or an answer that was not understood, lies sealed on disk. */
  readonly sealed: boolean
  /** Looking at the provider has told by now how an unknown outcome came out. */
  readonly isSettled: boolean
}

const there = ({ provider }: OutcomeContext) => provider ?? 'the provider'

const present = (lines: readonly (string | false | undefined)[]) =>
  lines.filter((line): line is string => typeof line === 'string')

const STORED_TITLE: Record<OperationKind, (context: OutcomeContext) => string> = {
  regenerate: ({ name }) => `${name} has a new key`,
  create: ({ name, provider }) => `${name} was made${provider === undefined ? '' : ` at ${provider}`}`,
  replace: ({ name }) => `${name} has a replacement`,
  paste: ({ name }) => `The new value of ${name} is saved`,
  add: ({ name }) => `${name} is in your vault`,
}

/** What has become of the old value. */
function oldOne(context: OutcomeContext): string | false {
  const { kind, name, hadSecret, oldLivesOn } = context
  if (kind === 'replace') return `The old key of ${name} stays as it is until you retire it.`
  if (oldLivesOn === true) return `The old value of ${name} works on until you retire it.`
  const renews = kind === 'regenerate' || kind === 'paste'
  return renews && hadSecret && 'The old value stays here as a previous version until you delete it by name.'
}

const SIDE_BY_SIDE =
  'Copy the new one now and put it wherever the old one is used. Retire the old one when nothing uses it any more.'
const IN_PLACE = 'Copy it now and put it wherever the old one was used.'

const STORED_NEXT: Record<OperationKind, string> = {
  regenerate: IN_PLACE,
  create: 'Copy it now, or any time later: it is kept here.',
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
      `The ${kind === 'add' ? 'secret' : 'new secret'} is in ${backend}, read back and compared.`,
      kind === 'regenerate' &&
        oldSecretDies === 'at-once' &&
        `The old one no longer works at ${there(context)}.`,
      oldOne(context),
      kind !== 'replace' && credentialOf !== undefined && `${credentialOf} goes on with the new value.`,
    ]),
    uncertain: [],
    next: oldLivesOn === true ? SIDE_BY_SIDE : STORED_NEXT[kind],
  }
}

function unsaved(context: OutcomeContext): OutcomeWords {
  const { kind, oldSecretDies, sealed } = context
  const renewed = kind === 'regenerate'
  const handedOut = renewed
    ? `${there(context)} has handed out a new key${oldSecretDies === 'at-once' ? '; the old one no longer works there' : ''}.`
    : `${there(context)} has handed out the ${kind === 'replace' ? 'new key; the old one stays as it is' : 'key'}.`
  return {
    tone: 'warn',
    title: sealed
      ? 'The new secret is safe on this disk, not yet in your keychain'
      : 'The new secret is not in your keychain yet',
    certain: present([
      (renewed || makesKey(kind)) && handedOut,
      sealed
        ? 'It is sealed on this disk and outlives a restart. Nothing is lost.'
        : 'Keyhold holds it only until it is closed: it could not be put on the disk.',
    ]),
    uncertain: [],
    next: sealed
      ? 'Copy it now if it is urgent. Saving it goes on from here as soon as the keychain answers.'
      : 'Copy it to a safe place now, or make the keychain answer and try again. Do not quit before.',
  }
}

const UNCERTAIN: Record<OperationKind, (context: OutcomeContext) => readonly string[]> = {
  regenerate: (context) => [
    `Whether ${there(context)} has renewed the key.`,
    'Whether the value that is kept here still works.',
  ],
  create: (context) => [`Whether ${there(context)} has made the key.`],
  replace: (context) => [`Whether ${there(context)} has made the new key.`],
  paste: () => ['Whether the value was saved.'],
  add: () => ['Whether the value was saved.'],
}

function unknown(context: OutcomeContext): OutcomeWords {
  const { kind, name, hadSecret, sealed, isSettled } = context
  const act = kind === 'create' ? 'made' : kind === 'replace' ? 'replaced' : 'renewed'
  return {
    tone: 'warn',
    title: isSettled
      ? `The answer of ${there(context)} was lost`
      : `It is not certain whether ${name} was ${act}`,
    certain: present([
      `One request was sent to ${there(context)}. It was not repeated.`,
      hadSecret && 'The value that was here is still here, untouched.',
      sealed && 'What came of the answer could not be understood. It is kept, sealed on this disk.',
    ]),
    uncertain: isSettled ? [] : UNCERTAIN[kind](context),
    next: isSettled
      ? 'This is what a look there has told:'
      : `Keyhold looks at ${there(context)} again by itself and says here what it finds.`,
  }
}

function rejected(context: OutcomeContext, sent: CallOutcome | undefined): OutcomeWords {
  const title =
    sent === 'not-sent'
      ? `${there(context)} was not reached. Nothing has changed`
      : sent === 'refused'
        ? `${there(context)} said no. Nothing has changed`
        : 'Nothing has changed'
  return {
    tone: 'bad',
    title,
    certain: present([
      makesKey(context.kind) && 'No key was made.',
      context.kind !== 'create' && `${context.name} works as before.`,
      context.hadSecret && 'The value that is kept here is untouched.',
    ]),
    uncertain: [],
    next: 'See what is said below, then try again.',
  }
}

/** `sent`: what the error says of the request, where a provider was asked. */
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
