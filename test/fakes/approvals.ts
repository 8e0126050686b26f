/** A person who answers every card at once with the answer that the test sets, and a record of the cards. */
import type { Approvals, ChangeRequest, SecretRequest } from '../../electron/core/approvals/approvals.ts'
import type { EntryName } from '../../electron/core/ports/keychain.ts'
import type { Vault } from '../../electron/core/vault.ts'
import { Failure, type ApprovalTrouble } from '../../shared/contract/errors.ts'

export interface FakeApprovals extends Approvals {
  /** The person's answer from now on. */
  answer: 'yes' | ApprovalTrouble
  /** Runs while the card is shown. */
  meanwhile: () => unknown
  readonly secrets: readonly SecretRequest[]
  readonly changes: readonly ChangeRequest[]
}

/** `read` returns the value that the keychain stores under an entry. */
export function fakeApprovals(vault: Vault, read: (entry: EntryName) => string | undefined): FakeApprovals {
  const secrets: SecretRequest[] = []
  const changes: ChangeRequest[] = []
  const asked = async (signal: AbortSignal) => {
    await approvals.meanwhile()
    signal.throwIfAborted()
    if (approvals.answer !== 'yes') throw new Failure({ kind: 'approval', why: approvals.answer })
  }
  const approvals: FakeApprovals = {
    answer: 'yes',
    meanwhile: () => undefined,
    secrets,
    changes,
    async release(request, signal) {
      secrets.push(request)
      await asked(signal)
      return request.keys.map(({ key, version = vault.store.keys.get(key)?.version ?? 0 }) => {
        const entry = vault.store.versions.get(key, version)?.entry
        const text = entry && read(entry)
        if (text === undefined) throw new Failure({ kind: 'secret-missing' })
        return { key, version, text: decoded(text) }
      })
    },
    async permit(request, signal) {
      secrets.push(request)
      await asked(signal)
    },
    async confirm(request, signal) {
      changes.push(request)
      await asked(signal)
    },
  }
  return approvals
}

/** The keychain writes values with control characters in another form. */
const ENCODED = 'keyhold:base64:'
const decoded = (text: string): string =>
  text.startsWith(ENCODED) ? Buffer.from(text.slice(ENCODED.length), 'base64').toString('utf8') : text
