/** Shared by both provider clients: the credential while an account is open, and the limits for the time and size of a call. */
import type { Secret } from '../core/ports/secret.ts'
import { CHANGE_DEADLINE_MS, type Answer } from '../core/ports/provider.ts'
import { LONGEST_BELIEVED } from '../core/answers/reading.ts'
import { providerFailure } from './failure.ts'
import { holdsSecret, scrub, secretParts } from './scrub.ts'

export interface Deadlines {
  readonly readMs: number
  /** Longer than for reads: the outcome of an abandoned change is unknown. */
  readonly changeMs: number
}
export const DEADLINES: Deadlines = { readMs: 20_000, changeMs: CHANGE_DEADLINE_MS }

/** The longest answer that is read, in bytes. */
export const LONGEST_LIST = 8 * 1024 * 1024
export const LONGEST_SINGLE = LONGEST_BELIEVED

export type KeepAnswer = (answer: Answer) => void

/** The secrets of an open account, for its provider's file. */
export interface AccountSecrets {
  /** Runs `read` on the credential; its result must not contain the credential. Throws Failure `provider` after `close`. */
  readCredential<T>(read: (credential: string) => T): T
  /** Removes secrets from the provider's words, so that they can be shown; also after `close`. */
  scrub(words: string): string
  /** The parts of the credential, and of the secrets that are held, that must appear nowhere. None after `close`. */
  secretParts(): readonly string[]
}

export interface CredentialSession extends AccountSecrets {
  /** Throws Failure `provider` `cancelled`, not sent, if the account was closed or `signal` has fired. */
  check(signal?: AbortSignal): void
  /** From now on `secret` is hidden and wiped like the credential. Takes ownership of it. */
  hold(secret: Secret): void
  /** Whether `text` contains the credential, or a secret that is held. Throws as `check`. */
  isIn(text: string): boolean
  /** Fires with `signal`, or when the account is closed. */
  until(signal: AbortSignal | undefined): AbortSignal
  /** Cancels running calls, and wipes the credential and every secret that is held. */
  close(): void
}

/** Owns `credential` from now on. */
export function openCredentialSession(credential: Secret): CredentialSession {
  const closing = new AbortController()
  const held: Secret[] = []
  const check = (signal?: AbortSignal): void => {
    if (closing.signal.aborted || signal?.aborted === true)
      throw providerFailure({ why: 'cancelled', outcome: 'not-sent' })
  }
  const readCredential = <T>(read: (text: string) => T): T => {
    check()
    return credential.use((bytes) => read(bytes.toString('utf8').trim()))
  }
  const parts = (): readonly string[] =>
    credential.wiped
      ? []
      : [credential, ...held].flatMap((secret) => secret.use((bytes) => secretParts(bytes.toString('utf8'))))
  return {
    check,
    readCredential,
    hold(secret) {
      // A call may still be running when the account is closed.
      if (closing.signal.aborted) secret.wipe()
      else held.push(secret)
    },
    secretParts: parts,
    isIn(text) {
      check()
      return holdsSecret(text, parts())
    },
    scrub: (words) => scrub(words, parts()),
    until: (signal) => AbortSignal.any([closing.signal, ...(signal === undefined ? [] : [signal])]),
    close() {
      closing.abort()
      for (const secret of [credential, ...held]) secret.wipe()
    },
  }
}
