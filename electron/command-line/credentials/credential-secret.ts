/** The steps that all credential helpers share: the key for a place, its secret, and what is to be said about both. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { expiryOf } from '../../../shared/expiry/expiry.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { CommandStop, type ActingContext, type Input } from '../command.ts'
import { CREDENTIAL, type Protocol } from '../commands/credential-messages.ts'
import { several } from '../need-key.ts'
import { doubtAbout, releaseSecrets, wantedSecret } from '../secrets.ts'
import { SECRETS } from '../secrets-messages.ts'
import type { VaultReading } from '../vault-reading.ts'
import { keyForPlace, placeText, type Place, type PlaceKind } from './credential-place.ts'

export interface CredentialCall {
  readonly context: ActingContext
  readonly input: Input
}

/** A call that knows the vault: it is read once. */
export interface ReadCall extends CredentialCall {
  readonly vault: VaultReading
}

export const note = ({ context }: CredentialCall, ...lines: readonly string[]): Promise<void> =>
  context.output.notes(...lines.map((line) => `keyhold: ${line}`))

export async function detail(call: CredentialCall, line: string): Promise<void> {
  if (call.input.flags.has('verbose')) await note(call, line)
}

/** Throws {@link CommandStop} where the answer would stay readable on a terminal. */
export function refuseTerminal({ context, input }: CredentialCall): void {
  if (context.session.request.terminal.out && !input.flags.has('show'))
    throw new CommandStop(EXIT.usage, CREDENTIAL.terminal)
}

export interface ForPlace {
  readonly key: KeyRow
  readonly user: string | undefined
  readonly place: Place
  readonly vault: VaultReading
}

/** `undefined`: no key is for this place. Throws {@link CommandStop} with exit code 3 for several. */
export async function keyAt(
  call: ReadCall,
  kind: PlaceKind,
  place: Place,
  user?: string,
): Promise<ForPlace | undefined> {
  const { vault } = call
  const found = keyForPlace({ kind, place, user }, vault.keys)
  const shown = placeText(place)
  switch (found.kind) {
    case 'found':
      await detail(call, CREDENTIAL.gives(found.key.name, shown))
      return { key: found.key, user: found.user, place, vault }
    case 'none':
      if (found.isDeeper && kind === 'git') await note(call, CREDENTIAL.deeper(shown))
      else await detail(call, CREDENTIAL.noKey(shown, `${kind}:${shown}`))
      return undefined
    case 'several':
      throw several(CREDENTIAL.several(shown, found.keys.length), found.keys, vault, CREDENTIAL.onlyOne[kind])
  }
}

/** The secret, once it is permitted. Throws {@link CommandStop} for one that no line can hold, and Failure as `releaseSecrets` does. */
export async function secretFor(
  call: CredentialCall,
  program: Protocol,
  { key, place, vault }: ForPlace,
): Promise<string> {
  await warnOf(call, key, vault)
  const [text = ''] = await releaseSecrets(call.context, [wantedSecret({ key, version: 'current' }, vault)], {
    command: 'credential',
    program,
    reason: CREDENTIAL.reason(placeText(place)),
  })
  return oneLine(text, key)
}

export async function warnOf(call: CredentialCall, key: KeyRow, vault: VaultReading): Promise<void> {
  const doubt = doubtAbout(key, vault)
  if (doubt !== undefined) await note(call, SECRETS.warning(doubt))
}

export function oneLine(text: string, { name }: Pick<KeyRow, 'name'>): string {
  if (/[\r\n\0]/.test(text)) throw new CommandStop(EXIT.failed, CREDENTIAL.noLine(name))
  return text
}

/** Epoch milliseconds. A date in the past is left out: programs would throw the secret away without a word, and the date may be wrong. */
export function expiryAhead(keys: readonly KeyRow[], now: number): number | undefined {
  const ahead = keys.map(expiryOf).filter((at) => at !== undefined && at > now)
  return ahead.length === 0 ? undefined : Math.min(...(ahead as number[]))
}
