/** The helper protocol of git (gitcredentials(7), git-credential(1)): lines of `name=value` in, and out. */
import { EXIT, type ExitCode } from '../../../shared/contract/command-line-limits.ts'
import { CommandStop, usage } from '../command.ts'
import { CREDENTIAL } from '../commands/credential-messages.ts'
import { USAGE } from '../usage-messages.ts'
import { drop, readSaid } from './credential-input.ts'
import { placeOf, type Place } from './credential-place.ts'
import {
  detail,
  expiryAhead,
  keyAt,
  refuseTerminal,
  secretFor,
  type CredentialCall,
  type ReadCall,
} from './credential-secret.ts'

/** What GitHub calls the user of a token; other servers take any name. */
export const ANY_USER = 'x-access-token'

const ACTIONS = ['get', 'store', 'erase'] as const
/** Newer versions of git may say more: such words are for helpers that know them. */
const isWhole = (text: string): boolean => /^\n|\n\n/.test(text)

export async function gitCredential(call: CredentialCall): Promise<ExitCode> {
  const { session } = call.context
  const [, action] = call.input.words
  if (action === undefined) throw usage(CREDENTIAL.noWord('git', ACTIONS))
  if (action === 'get') return get(call)
  if (action !== 'store' && action !== 'erase') throw usage(USAGE.choices('git', action, ACTIONS))
  await drop(session)
  await detail(call, CREDENTIAL.nothingDone)
  return EXIT.done
}

async function get(call: CredentialCall): Promise<ExitCode> {
  refuseTerminal(call)
  const said = attributesOf(await readSaid(call.context.session, isWhole))
  const place = soughtPlace(said)
  if (place === undefined) throw new CommandStop(EXIT.usage, CREDENTIAL.notUnderstood('git'))
  const vault = call.context.reading() // throws while locked, when git may ask its other helpers
  try {
    await answer({ ...call, vault }, place, said.get('username'))
  } catch (error) {
    // Keyhold has the key and does not give it: git would only ask for what the person does not know.
    if (!call.context.session.signal.aborted) await call.context.output.raw('quit=1\n')
    throw error
  }
  return EXIT.done
}

async function answer(call: ReadCall, place: Place, asked: string | undefined): Promise<void> {
  const found = await keyAt(call, 'git', place, asked)
  if (found === undefined) return
  const password = await secretFor(call, 'git', found)
  const expiry = expiryAhead([found.key], found.vault.now)
  await call.context.output.raw(
    [
      `username=${found.user ?? ANY_USER}`,
      `password=${password}`,
      ...(expiry === undefined ? [] : [`password_expiry_utc=${Math.floor(expiry / 1_000)}`]),
      '',
    ].join('\n'),
  )
}

/** The last one of a name counts. What is no attribute is passed over. */
function attributesOf(text: string): ReadonlyMap<string, string> {
  const [block = ''] = text.split('\n\n')
  return new Map(
    block.split('\n').flatMap((line) => {
      const equals = line.indexOf('=')
      return equals < 0 ? [] : [[line.slice(0, equals), line.slice(equals + 1).replace(/\r$/, '')] as const]
    }),
  )
}

const soughtPlace = (said: ReadonlyMap<string, string>): Place | undefined =>
  placeOf(said.get('protocol') ?? '', said.get('host') ?? '', said.get('path') ?? '')
