/** What npm and its likes need to sign in: a line of `.npmrc`, or the token alone (pnpm's `tokenHelper`). */
import { EXIT, type ExitCode } from '../../../shared/contract/command-line-limits.ts'
import { CommandStop, usage } from '../command.ts'
import { CREDENTIAL } from '../commands/credential-messages.ts'
import type { VaultReading } from '../vault-reading.ts'
import { parsePlace, placesOf, placeText, type Place } from './credential-place.ts'
import { keyAt, refuseTerminal, secretFor, type CredentialCall } from './credential-secret.ts'

export async function npmCredential(call: CredentialCall): Promise<ExitCode> {
  const [, registry] = call.input.words
  refuseTerminal(call)
  const named = registry === undefined ? undefined : namedRegistry(registry)
  const vault = call.context.reading()
  const place = named ?? onlyRegistry(vault)
  const found = await keyAt({ ...call, vault }, 'npm', place)
  const shown = placeText(place)
  if (found === undefined) throw new CommandStop(EXIT.notFound, CREDENTIAL.noKey(shown, `npm:${shown}`))
  const token = await secretFor(call, 'npm', found)
  await call.context.output.raw(call.input.flags.has('token') ? token : line(place, token, found.key.name))
  return EXIT.done
}

function namedRegistry(text: string): Place {
  const place = parsePlace(text)
  if (place === undefined) throw usage(CREDENTIAL.noRegistry(text))
  return place
}

/** The one registry that keys are tagged for. */
function onlyRegistry({ keys }: VaultReading): Place {
  const tagged = keys
    .filter(({ goneSince }) => goneSince === undefined)
    .flatMap((key) => placesOf('npm', key))
  const [place, ...more] = new Map(tagged.map((one) => [placeText(one), one])).values()
  if (place === undefined) throw new CommandStop(EXIT.notFound, CREDENTIAL.noNpmTag)
  if (more.length > 0)
    throw usage(CREDENTIAL.severalRegistries, ...[place, ...more].map((one) => `  ${placeText(one)}`))
  return place
}

/** npm reads quoted values as JSON, and puts variables in also there. */
function line({ host, path }: Place, token: string, name: string): string {
  if (token.includes('${')) throw new CommandStop(EXIT.failed, CREDENTIAL.noNpmLine(name))
  const value = /^[\w.+/=~-]+$/.test(token) ? token : JSON.stringify(token)
  return `//${[host, ...path].join('/')}/:_authToken=${value}\n`
}
