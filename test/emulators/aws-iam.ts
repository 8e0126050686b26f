/** AWS IAM and the security token service on loopback: query calls under Signature Version 4, answers in XML. */
import { OWN_USER, createAwsVault, type AwsKey, type AwsServiceKey } from './aws-iam-vault.ts'
import { readSignature } from './aws-signature.ts'
import type { Emulator, Seed } from './emulator.ts'
import { Refusal } from './refusal.ts'
import { startServer, type Asked, type Reply } from './server.ts'

export interface AwsSeed extends Seed {
  /** Lists the keys of all users; on by default. */
  readonly allUsers?: boolean
  /** Lists the service-specific credentials as well. */
  readonly service?: boolean
  /** The initial number of service-specific credentials; none by default. */
  readonly serviceKeys?: number
  /** Each seeded key has its own user, who may have a second key, and any name is accepted as a user's name. */
  readonly isRoomy?: boolean
  /** Calls that the signing user may not make. */
  readonly denied?: readonly string[]
  /** The number of keys or users on one page. */
  readonly pageSize?: number
  /** The most access keys per user: 2 at AWS, including inactive ones. */
  readonly quota?: number
  /** How long a new access key is unknown to the servers that verify signatures. */
  readonly newKeysLagMs?: number
  /** The credential is the root user's key. */
  readonly root?: boolean
}

export interface AwsEmulator extends Emulator {
  readonly own: Readonly<AwsKey>
  keysOf(user: string): readonly Readonly<AwsKey>[]
  addUser(user: string): void
}

const ACCOUNT = '123456789012'
/** Source: AWS, "Signature Version 4": five minutes in either direction. */
const MOST_SKEW_MS = 300_000

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const element = (name: string, content: string): string => `<${name}>${content}</${name}>`
const field = (name: string, value: string | undefined): string =>
  value === undefined ? '' : element(name, escaped(value))
const member = (content: string): string => element('member', content)
const time = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')

const VERSIONS = { iam: '2010-05-08', sts: '2011-06-15' } as const
const serviceOf = (action: string) => (action === 'GetCallerIdentity' ? 'sts' : 'iam')

const DEFAULTS = {
  keys: 3,
  seed: 'aws-iam',
  allUsers: true,
  service: false,
  denied: [] as readonly string[],
  pageSize: 100,
  quota: 2,
  serviceKeys: 0,
  isRoomy: false,
  newKeysLagMs: 0,
} as const

/** Starts the emulator with `keys` (3 by default) access keys, not counting the credential's own. The caller must `close` it. */
export async function startAwsIam(options: AwsSeed = {}): Promise<AwsEmulator> {
  const { allUsers, service, denied, pageSize, newKeysLagMs, ...filling } = { ...DEFAULTS, ...options }
  const { seed, keys, quota, isRoomy, serviceKeys } = filling
  const vault = createAwsVault({ seed, keys, now: options.now, quota, isRoomy, serviceKeys })

  /** When each new key is first accepted. */
  const knownFrom = new Map<string, number>()

  const accessKey = (key: AwsKey, isWhole: boolean): string =>
    field('UserName', key.user) +
    field('AccessKeyId', key.id) +
    field('Status', key.isActive ? 'Active' : 'Inactive') +
    (isWhole ? field('SecretAccessKey', key.secret) : '') +
    field('CreateDate', time(key.createdAt))

  const serviceKey = (key: AwsServiceKey, isWhole: boolean): string => {
    const isApiKey = /^(bedrock|logs)\./.test(key.service)
    return (
      field('UserName', key.user) +
      field('ServiceSpecificCredentialId', key.id) +
      field('ServiceName', key.service) +
      field('Status', key.isActive ? 'Active' : 'Inactive') +
      field('CreateDate', time(key.createdAt)) +
      (key.endsAt === undefined ? '' : field('ExpirationDate', time(key.endsAt))) +
      field(isApiKey ? 'ServiceCredentialAlias' : 'ServiceUserName', `${key.user}-at-${ACCOUNT}`) +
      (isWhole ? field(isApiKey ? 'ServiceCredentialSecret' : 'ServicePassword', key.secret) : '')
    )
  }

  /** One page of `all`, which begins after the marker. */
  const page = <T>(
    all: readonly T[],
    form: URLSearchParams,
    name: string,
    write: (one: T) => string,
  ): string => {
    const from = Number(form.get('Marker') ?? 0)
    const size = Math.min(pageSize, Number(form.get('MaxItems') ?? 100))
    const shown = all.slice(from, from + size)
    const isCut = from + size < all.length
    return (
      field('IsTruncated', String(isCut)) +
      (isCut ? field('Marker', String(from + size)) : '') +
      element(name, shown.map((one) => member(write(one))).join(''))
    )
  }

  const actions: Readonly<Record<string, (form: URLSearchParams, user: string, caller: AwsKey) => string>> = {
    ListUsers: (form) => page(vault.users(), form, 'Users', (user) => field('UserName', user)),
    ListAccessKeys: (form, user) =>
      page(vault.keysOf(user), form, 'AccessKeyMetadata', (key) => accessKey(key, false)),
    CreateAccessKey(_, user) {
      const made = vault.create(user)
      knownFrom.set(made.id, vault.clock() + newKeysLagMs)
      return element('AccessKey', accessKey(made, true))
    },
    GetAccessKeyLastUsed(form) {
      const key = vault.byId(form.get('AccessKeyId') ?? '')
      if (key === undefined) throw new Refusal(403, 'The access key is not known.', 'AccessDenied')
      const used = key.lastUsedAt
      const about =
        field('Region', used === undefined ? 'N/A' : 'us-east-1') +
        (used === undefined ? '' : field('LastUsedDate', time(used))) +
        field('ServiceName', used === undefined ? 'N/A' : 's3')
      return field('UserName', key.user) + element('AccessKeyLastUsed', about)
    },
    UpdateAccessKey(form, user) {
      vault.switch(user, form.get('AccessKeyId') ?? '', form.get('Status') === 'Active')
      return ''
    },
    DeleteAccessKey(form, user) {
      vault.remove(user, form.get('AccessKeyId') ?? '')
      return ''
    },
    ListServiceSpecificCredentials: (form, user) =>
      page(
        vault.services(form.get('AllUsers') === 'true' ? undefined : user),
        form,
        'ServiceSpecificCredentials',
        (key) => serviceKey(key, false),
      ),
    CreateServiceSpecificCredential(form, user) {
      const days = form.get('CredentialAgeDays')
      const made = vault.createService(
        user,
        form.get('ServiceName') ?? '',
        days === null ? undefined : Number(days),
      )
      return element('ServiceSpecificCredential', serviceKey(made, true))
    },
    ResetServiceSpecificCredential: (form, user) =>
      element(
        'ServiceSpecificCredential',
        serviceKey(vault.resetService(user, form.get('ServiceSpecificCredentialId') ?? ''), true),
      ),
    UpdateServiceSpecificCredential(form, user) {
      vault.switch(user, form.get('ServiceSpecificCredentialId') ?? '', form.get('Status') === 'Active')
      return ''
    },
    DeleteServiceSpecificCredential(form, user) {
      vault.remove(user, form.get('ServiceSpecificCredentialId') ?? '')
      return ''
    },
    GetCallerIdentity: (_, __, caller) =>
      field('Arn', `arn:aws:iam::${ACCOUNT}:${options.root === true ? 'root' : `user/${caller.user}`}`) +
      field('UserId', `AIDA${caller.id.slice(4)}`) +
      field('Account', ACCOUNT),
  }

  function signer(request: Asked): AwsKey {
    const signature = readSignature(request)
    if (signature === undefined)
      throw new Refusal(403, 'Request is missing Authentication Token', 'MissingAuthenticationToken')
    const key = vault.byId(signature.accessKeyId)
    const isUnknown = key !== undefined && vault.clock() < (knownFrom.get(key.id) ?? 0)
    if (key?.isActive !== true || isUnknown)
      throw new Refusal(403, 'The security token included in the request is invalid.', 'InvalidClientTokenId')
    if (Math.abs(signature.at - vault.clock()) > MOST_SKEW_MS)
      throw new Refusal(403, 'Signature expired: the clocks differ too much.', 'SignatureDoesNotMatch')
    if (!signature.fits(key.secret) || signature.region !== 'us-east-1')
      throw new Refusal(
        403,
        'The request signature we calculated does not match the signature you provided.',
        'SignatureDoesNotMatch',
      )
    return key
  }

  /** The handler for the call that a signed request makes. */
  function handlerOf(request: Asked, action: string, version: string | null) {
    const service = serviceOf(action)
    if (readSignature(request)?.service !== service || request.method !== 'POST')
      throw new Refusal(403, 'Credential should be scoped to correct service.', 'SignatureDoesNotMatch')
    const handler = actions[action]
    if (handler === undefined || version !== VERSIONS[service])
      throw new Refusal(
        400,
        `Could not find operation ${action} for version ${version ?? ''}`,
        'InvalidAction',
      )
    return handler
  }

  function act(request: Asked): Reply {
    const caller = signer(request)
    const form = new URLSearchParams(request.body)
    const action = form.get('Action') ?? ''
    const handler = handlerOf(request, action, form.get('Version'))
    const who = `arn:aws:iam::${ACCOUNT}:user/${caller.user}`
    if (denied.includes(action))
      throw new Refusal(403, `User: ${who} is not authorized to perform: iam:${action}`, 'AccessDenied')
    const result = handler(form, form.get('UserName') ?? caller.user, caller)
    const metadata = element('ResponseMetadata', field('RequestId', 'f0000000-0000-4000-8000-000000000000'))
    const hasResult = !/^(Update|Delete)/.test(action)
    const service = serviceOf(action)
    return xml(
      200,
      `<${action}Response xmlns="https://${service}.amazonaws.com/doc/${VERSIONS[service]}/">` +
        (hasResult ? element(`${action}Result`, result) : '') +
        `${metadata}</${action}Response>`,
    )
  }

  const errorText = (code: string, words: string): string =>
    '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">' +
    element('Error', field('Type', 'Sender') + field('Code', code) + field('Message', words)) +
    element('RequestId', 'f0000000-0000-4000-8000-000000000000') +
    '</ErrorResponse>'

  const server = await startServer(
    {
      handle(request) {
        try {
          return act(request)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return xml(error.status, errorText(error.pointer ?? 'ServiceFailure', error.message))
        }
      },
      errorForm: (status, words) => errorText(codeOf(status), words),
      mask: (reply) => ({
        ...reply,
        text: (reply.text ?? '').replace(
          /<(SecretAccessKey|ServiceCredentialSecret|ServicePassword)>[^<]*/g,
          '<$1>****************',
        ),
      }),
      holdsSecret: vault.holdsSecret,
      now: vault.clock,
    },
    options.port,
  )

  return {
    ...server,
    provider: 'aws-iam',
    settings: {
      accessKeyId: vault.own.id,
      users: allUsers ? 'all' : 'own',
      ...(service && { service: true }),
      baseUrl: `${server.origin}/`,
    },
    credential: vault.own.secret,
    own: vault.own,
    keysOf: vault.keysOf,
    addUser: vault.addUser,
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
  }
}

export { OWN_USER }

const xml = (status: number, text: string): Reply => ({
  status,
  text: `<?xml version="1.0" encoding="UTF-8"?>\n${text}`,
  headers: { 'content-type': 'text/xml' },
})

const CODES: Readonly<Record<number, string>> = {
  400: 'InvalidInput',
  401: 'UnrecognizedClient',
  403: 'AccessDenied',
  404: 'NoSuchEntity',
  409: 'LimitExceeded',
  429: 'TooManyRequests',
}
const codeOf = (status: number): string => CODES[status] ?? 'ServiceFailure'
