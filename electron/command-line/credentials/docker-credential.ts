/** The helper protocol of docker (docker/docker-credential-helpers): a server's URL in, JSON out. */
import { EXIT, type ExitCode } from '../../../shared/contract/command-line-limits.ts'
import { CommandStop, usage } from '../command.ts'
import { CREDENTIAL, DOCKER_NONE } from '../commands/credential-messages.ts'
import { USAGE } from '../usage-messages.ts'
import { drop, readSaid } from './credential-input.ts'
import { parsePlace, placesOf, usersOf, type Place } from './credential-place.ts'
import {
  detail,
  keyAt,
  refuseTerminal,
  secretFor,
  type CredentialCall,
  type ReadCall,
} from './credential-secret.ts'
import { ANY_USER } from './git-credential.ts'

const ACTIONS = ['get', 'list', 'store', 'erase'] as const

/** Docker Hub has several names; docker itself asks for this one. */
const HUB_URL = 'https://index.docker.io/v1/'
const HUB = 'docker.io'
const HUB_NAMES = new Set([HUB, 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'])

export async function dockerCredential(call: CredentialCall): Promise<ExitCode> {
  const [, action] = call.input.words
  switch (action) {
    case 'get':
      return get(call)
    case 'list':
      return list(call)
    case 'store':
    case 'erase':
      await drop(call.context.session)
      await detail(call, CREDENTIAL.nothingDone)
      return EXIT.done
    case undefined:
      throw usage(CREDENTIAL.noWord('docker', ACTIONS))
    default:
      throw usage(USAGE.choices('docker', action, ACTIONS))
  }
}

async function get(call: CredentialCall): Promise<ExitCode> {
  refuseTerminal(call)
  const { session, output } = call.context
  const server = (await readSaid(session, (text) => text.includes('\n'))).trim()
  const place = registryOf(server)
  if (place === undefined) throw new CommandStop(EXIT.usage, CREDENTIAL.notUnderstood('docker'))
  const read = { ...call, vault: call.context.reading() }
  const found = (await keyAt(read, 'docker', place)) ?? (await keyAtHubName(read, place))
  if (found === undefined) {
    await output.raw(`${DOCKER_NONE}\n`)
    return EXIT.failed
  }
  const secret = await secretFor(call, 'docker', found)
  await output.raw(
    `${JSON.stringify({ ServerURL: server, Username: found.user ?? ANY_USER, Secret: secret })}\n`,
  )
  return EXIT.done
}

/** A tag may have one of the Hub's other names. */
async function keyAtHubName(call: ReadCall, place: Place) {
  if (place.host !== HUB) return undefined
  for (const host of HUB_NAMES) {
    const found = host === HUB ? undefined : await keyAt(call, 'docker', { ...place, host })
    if (found !== undefined) return found
  }
  return undefined
}

/** Docker names a registry by its host alone, or by a URL whose path says nothing about the key. */
function registryOf(server: string): Place | undefined {
  const place = parsePlace(server)
  return place && { scheme: 'https', host: HUB_NAMES.has(place.host) ? HUB : place.host, path: [] }
}

/** By server, the user's name. No secret is in it, so nobody is asked. */
async function list(call: CredentialCall): Promise<ExitCode> {
  const { keys } = call.context.reading()
  const servers = keys.flatMap((key) =>
    key.goneSince === undefined
      ? placesOf('docker', key).map(({ host }) => [
          HUB_NAMES.has(host) ? HUB_URL : host,
          usersOf('docker', key)[0] ?? ANY_USER,
        ])
      : [],
  )
  await call.context.output.json(Object.fromEntries(servers))
  return EXIT.done
}
