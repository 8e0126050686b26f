/** The answer of an AWS `credential_process`: one JSON object, version 1. */
import { EXIT, type ExitCode } from '../../../shared/contract/command-line-limits.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { CommandStop, usage } from '../command.ts'
import { CREDENTIAL } from '../commands/credential-messages.ts'
import { preferred } from '../find-key.ts'
import { needKey, several } from '../need-key.ts'
import { releaseSecrets, wantedSecret } from '../secrets.ts'
import type { VaultReading } from '../vault-reading.ts'
import { expiryAhead, oneLine, refuseTerminal, warnOf, type CredentialCall } from './credential-secret.ts'

const SECRET_VARIABLE = /^(.*)SECRET_ACCESS_KEY$/
const ID_TAG = 'aws-access-key-id:'
/** What IAM calls an identifier of a key. Stores that speak AWS's protocol have similar ones. */
const ACCESS_KEY_ID = /^\w{16,128}$/

export async function awsCredential(call: CredentialCall): Promise<ExitCode> {
  const [, name] = call.input.words
  if (name === undefined) throw usage(CREDENTIAL.noName)
  refuseTerminal(call)
  const vault = call.context.reading()
  const needed = needKey(name, vault)
  const { key } = needed
  const id = accessKeyId(key, vault)
  const session = otherPart(key, 'SESSION_TOKEN', vault)
  const others = [...(typeof id === 'string' ? [] : [id]), ...(session === undefined ? [] : [session])]
  await warnOf(call, key, vault)
  const texts = await releaseSecrets(
    call.context,
    [
      wantedSecret(needed, vault),
      ...others.map((other) => wantedSecret({ key: other, version: 'current' }, vault)),
    ],
    { command: 'credential', program: 'aws', reason: CREDENTIAL.awsReason },
  )
  const [secret = '', ...rest] = texts.map((text, index) => oneLine(text, [key, ...others][index] ?? key))
  const expiry = expiryAhead([key, ...others], vault.now)
  await call.context.output.raw(
    `${JSON.stringify({
      Version: 1,
      AccessKeyId: typeof id === 'string' ? id : rest[0],
      SecretAccessKey: secret,
      ...(session !== undefined && { SessionToken: rest.at(-1) }),
      ...(expiry !== undefined && { Expiration: new Date(expiry).toISOString() }),
    })}\n`,
  )
  return EXIT.done
}

/** The id itself, or the key whose secret it is. Throws {@link CommandStop} where neither is known. */
function accessKeyId(key: KeyRow, vault: VaultReading): string | KeyRow {
  const tag = key.tags.find((one) => one.startsWith(ID_TAG))
  if (tag !== undefined) return tag.slice(ID_TAG.length).trim()
  const other = otherPart(key, 'ACCESS_KEY_ID', vault)
  if (other !== undefined) return other
  if (key.handle !== undefined && ACCESS_KEY_ID.test(key.handle)) return key.handle
  throw new CommandStop(EXIT.notFound, CREDENTIAL.noAccessKeyId(key.name), CREDENTIAL.howAccessKeyId)
}

/** The key with the variable of the same beginning; one of the same account counts before others. */
function otherPart(key: KeyRow, end: string, vault: VaultReading): KeyRow | undefined {
  const [, start] = SECRET_VARIABLE.exec(key.environment) ?? []
  if (start === undefined) return undefined
  const variable = `${start}${end}`
  const all = vault.keys.filter(({ environment, version }) => environment === variable && version > 0)
  const near = all.filter(({ account }) => account === key.account)
  const left = preferred(near.length > 0 ? near : all)
  if (left.length > 1) throw several(CREDENTIAL.severalHalves(variable), left, vault)
  return left[0]
}
