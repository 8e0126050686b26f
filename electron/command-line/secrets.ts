/** Gets secrets for commands: finds the version, checks that it is stored, and asks the user for permission. */
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { Failure } from '../../shared/contract/errors.ts'
import type { KeyId, KeyRow } from '../../shared/model/model.ts'
import { keyState } from '../../shared/expiry/expiry.ts'
import type { ReleasedSecret, SecretRequest } from '../core/approvals/approvals.ts'
import { CommandStop, usage, valueOf, type ActingContext, type Input } from './command.ts'
import type { NeededKey } from './need-key.ts'
import { SECRETS } from './secrets-messages.ts'
import { USAGE } from './usage-messages.ts'
import type { VaultReading } from './vault-reading.ts'

export interface WantedSecret {
  readonly key: KeyId
  readonly version?: number
}

/**
 * The stored secret that a reference means. `previous` is the version before the current one; for a key that replaces another one, the other
 * one's secret. Throws {@link CommandStop}: exit code 3 without such a version, 1 where no secret is stored.
 */
export function wantedSecret({ key, version }: NeededKey, vault: VaultReading): WantedSecret {
  if (key.version === 0) throw new CommandStop(EXIT.failed, SECRETS.missing(key.name))
  if (version === 'current') return { key: key.id }
  if (key.overlap?.role === 'new' && key.overlap.other !== key.id) return { key: key.overlap.other }
  const [previous] = vault
    .detail(key.id)
    .versions.filter((one) => one.version !== key.version)
    .toSorted(
      (a, b) => Number(b.status === 'retiring') - Number(a.status === 'retiring') || b.version - a.version,
    )
  if (previous === undefined) throw new CommandStop(EXIT.notFound, SECRETS.noPrevious(key.name))
  return { key: key.id, version: previous.version }
}

/** `--version` goes before the reference's own. Throws `CommandStop` with exit code 2 for another word. */
export function neededVersion(needed: NeededKey, input: Input): NeededKey {
  const asked = valueOf(input, 'version')
  if (asked === undefined) return needed
  if (asked !== 'current' && asked !== 'previous')
    throw usage(USAGE.choices('--version', asked, ['current', 'previous']))
  return { ...needed, version: asked }
}

/** What the caller states about the request. */
export interface Asking {
  readonly command: SecretRequest['command']
  readonly reason?: string | undefined
  readonly program?: string | undefined
}

export const requestFor = (
  { session }: Pick<ActingContext, 'session'>,
  keys: readonly WantedSecret[],
  asking: Asking,
): SecretRequest => ({ ...asking, keys, requester: session.requester })

/** In the order of `keys`; the same secret asked for twice is read once. Throws Failure `approval`, `secret-missing`, `keychain`, `locked`. */
export async function releaseSecrets(
  context: ActingContext,
  keys: readonly WantedSecret[],
  asking: Asking,
): Promise<readonly string[]> {
  if (keys.length === 0) return []
  const once = [...new Map(keys.map((one) => [nameOf(one), one])).values()]
  const { signal } = context.session
  const released = await context.program.approvals().release(requestFor(context, once, asking), signal)
  // The user may have locked the app while the card was open.
  if (context.isLocked()) throw new Failure({ kind: 'locked' })
  const texts = new Map(once.map((one, index) => [nameOf(one), textAt(released, index)]))
  return keys.map((one) => texts.get(nameOf(one)) ?? '')
}

const nameOf = ({ key, version }: WantedSecret): string => `${key} ${version ?? ''}`

function textAt(released: readonly ReleasedSecret[], index: number): string {
  const one = released[index]
  if (one === undefined) throw new Failure({ kind: 'secret-missing' })
  return one.text
}

/** Why a key may not work, or not for long; `undefined` if no reason is known. */
export function doubtAbout(key: KeyRow, vault: VaultReading): string | undefined {
  const state = keyState(key, vault.now, 0)
  if (state === 'expired' || state === 'gone' || state === 'disabled' || state === 'frozen')
    return SECRETS.states[state](key.name)
  if (key.secret === 'stale') return SECRETS.stale(key.name)
  return key.overlap?.role === 'old' && key.overlap.other !== key.id ? SECRETS.retiring(key.name) : undefined
}

/** Refuses NUL, which neither a variable nor a file for a shell can hold. Throws {@link CommandStop}. */
export function withoutNul(text: string, name: string): string {
  if (text.includes('\0')) throw new CommandStop(EXIT.failed, SECRETS.nul(name))
  return text
}
