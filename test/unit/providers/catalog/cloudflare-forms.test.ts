/** Cloudflare: the connection test, the forms of new keys, policies, and the provider's errors. */
import { afterEach, describe, expect, it } from 'vitest'
import cloudflare from '../../../../electron/providers/catalog/cloudflare.ts'
import { grantsIn, policiesOf, type RawPolicy } from '../../../../electron/providers/cloudflare/policies.ts'
import { failureOfAnswer } from '../../../../electron/providers/outcome.ts'
import { groupId, idOf } from '../../../emulators/cloudflare-tokens.ts'
import { startCloudflare, type FlareEmulator, type FlareSeed } from '../../../emulators/cloudflare.ts'
import { listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
const DAY_MS = 86_400_000
const account = idOf('cloudflare account')
const USER = 'user'
const ZONES = { type: 'com.cloudflare.api.account.zone', id: '*' }
const dns = { permission: `${groupId('DNS Write')}.DNS Write`, target: ZONES }

let emulator: FlareEmulator
const start = async (seed: FlareSeed = {}) => {
  emulator = await startCloudflare({ now: NOW, ...seed })
  return openAt(emulator, { now: () => NOW })
}
afterEach(async () => emulator.close())

describe('the connection test', () => {
  it('says who the token is, and that it may do everything', async () => {
    const { provider, api } = await start()
    const report = await provider.test(api)
    expect(report.who).toBe('User API token “keyhold”, 10 tokens visible')
    expect(report.may.map(({ allowed }) => allowed)).toEqual(Array(6).fill('yes'))
    expect(report.credentialExpiresAt).toBe(NOW + 200 * DAY_MS)
    expect(report.warnings).toEqual([])
  })

  it('names each missing permission, and where to choose it', async () => {
    const { provider, api } = await start({ grants: ['API Tokens Write', 'Account API Tokens Read'] })
    const { may, warnings } = await provider.test(api)
    expect(may.map(({ allowed }) => allowed)).toEqual(['yes', 'yes', 'yes', 'no', 'no', 'no'])
    expect(warnings).toEqual([
      'Keyhold can only list account API tokens: the permission “Account API Tokens Write” is missing. In the token’s permissions choose “Account”, “Account API Tokens”, “Edit”.',
      'Keyhold can’t list Access service tokens: the permission “Access: Service Tokens Read” is missing. In the token’s permissions choose “Account”, “Access: Service Tokens”, “Edit”.',
    ])
  })

  it('says that an account’s token lists no user tokens', async () => {
    const { provider, api } = await start({ isAccountCredential: true })
    const { who, warnings } = await provider.test(api)
    expect(who).toBe('Account API token “keyhold”, 7 tokens visible')
    expect(warnings).toEqual([
      'An account API token can’t list user API tokens. Use a user API token for them.',
    ])
  })

  it('asks for the account ID where an account’s token cannot be asked about without it', async () => {
    await start({ isAccountCredential: true })
    const { provider, api } = await openAt(emulator, { settings: { accountId: '', lists: ['user'] } })
    expect(await troubleOf(async () => provider.test(api))).toEqual({
      kind: 'invalid',
      field: 'accountId',
      why: 'required',
    })
  })
})

it('offers the permission groups with their scopes, and the resources that tokens name', async () => {
  const { provider, api } = await start({ keys: 24 })
  const permissions = await provider.permissions!(api)
  expect(permissions).toContainEqual({
    id: dns.permission,
    description: 'DNS Write',
    targetTypes: [ZONES.type],
  })
  const targets = await provider.permissionTargets!(api, dns.permission, '')
  expect(targets).toContainEqual({ ...ZONES, label: 'All zones' })
  expect(targets).toContainEqual({ type: ZONES.type, id: idOf('zone one'), label: idOf('zone one') })
  expect(await provider.permissionTargets!(api, dns.permission, 'all acc')).toHaveLength(1)
})

it('writes policies as it reads them: denied ones, and resources within an account', () => {
  const within = `com.cloudflare.api.account.${account}`
  const policies: RawPolicy[] = [
    {
      effect: 'allow',
      permission_groups: [{ id: 'a1', name: 'Zone. Write' }],
      resources: { [within]: { 'com.cloudflare.api.account.zone.*': '*' } },
    },
    {
      effect: 'deny',
      permission_groups: [{ id: 'a1', name: 'Zone. Write' }],
      resources: { 'com.cloudflare.api.account.zone.b2': '*' },
    },
  ]
  const { grants, isWhole } = grantsIn(policies)
  expect(isWhole).toBe(true)
  expect(grants.map(({ permission }) => permission).sort()).toEqual([
    'a1.Zone  Write',
    'deny:a1.Deny Zone  Write',
  ])
  expect([...policiesOf(grants)].sort((one) => (one.effect === 'allow' ? -1 : 1))).toEqual(
    policies.map((policy) => ({ ...policy, permission_groups: [{ id: 'a1' }] })),
  )
})

it.each([
  ['kind', { name: 'x' }, 'required'],
  ['grants', { kind: 'user', name: 'x' }, 'required'],
  ['grants', { kind: 'user', name: 'x', grants: [{ permission: 'a1.DNS' }] }, 'malformed'],
  ['validTo', { kind: 'user', name: 'x', grants: [dns], validFrom: NOW, validTo: NOW }, 'malformed'],
  ['ipIn', { kind: 'account', name: 'x', grants: [dns], ipIn: ['everywhere'] }, 'malformed'],
  ['duration', { kind: 'access', name: 'x', duration: '90 days' }, 'malformed'],
  ['name', { kind: 'access', name: 'x'.repeat(121) }, 'too-long'],
] as const)('refuses a draft with a wrong %s: %j', async (field, draft, why) => {
  const { provider, api } = await start({ keys: 1 })
  const trouble = await troubleOf(async () => provider.create!.check(draft as never, api.settings))
  expect(trouble).toEqual({ kind: 'invalid', field, why })
})

it('creates only the kinds that the account lists, and needs the account’s id for two of them', async () => {
  const { provider } = await start({ keys: 1 })
  const check = async (settings: object) =>
    troubleOf(async () =>
      provider.create!.check({ kind: 'access', name: 'x' }, provider.settings(settings as never)),
    )
  expect(await check({ lists: ['user'] })).toEqual({ kind: 'invalid', field: 'kind', why: 'unknown-choice' })
  expect(await check({ lists: ['access'] })).toEqual({ kind: 'invalid', field: 'accountId', why: 'required' })
  expect(await check({ lists: ['access'], accountId: 'mine' })).toMatchObject({
    field: 'accountId',
    why: 'malformed',
  })
  expect(await check({ lists: ['access'], accountId: account.toUpperCase() })).toBeUndefined()
})

it.each([
  [
    400,
    [
      {
        code: 6003,
        message: 'Invalid request headers',
        error_chain: [{ code: 6111, message: 'Invalid format' }],
      },
    ],
    'unauthorized',
  ],
  [403, [{ code: 9109, message: 'Invalid access token' }], 'unauthorized'],
  [400, [{ code: 9109, message: 'Unauthorized to access requested resource' }], 'forbidden'],
  [403, [{ code: 10_000, message: 'Authentication error' }], 'forbidden'],
  [429, [{ code: 1000, message: 'Slow down' }], 'rate-limited'],
] as const)('takes a %i with %j for "%s"', async (status, errors, why) => {
  const opened = await start({ keys: 1 })
  emulator.fault({ kind: 'rewrite', change: () => ({ success: false, errors, messages: [], result: null }) })
  // The rewritten body comes with status 200, which does not count as a success either.
  expect(await troubleOf(async () => listAll(opened, USER))).toMatchObject({ why: 'not-understood' })
  const form = cloudflare.http.readError(status, { success: false, errors, messages: [], result: null })
  expect(form?.words).toContain(errors[0].message)
  expect(failureOfAnswer({ status, form, retryAt: undefined }).error).toMatchObject({
    why,
    outcome: 'refused',
  })
})
