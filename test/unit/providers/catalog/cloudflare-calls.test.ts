/** Cloudflare: the requests for each kind of keys, and how lists are read to their end. */
import { afterEach, describe, expect, it } from 'vitest'
import cloudflare from '../../../../electron/providers/catalog/cloudflare.ts'
import type { FormValues } from '../../../../shared/model/model.ts'
import { groupId, idOf } from '../../../emulators/cloudflare-tokens.ts'
import { startCloudflare, type FlareEmulator, type FlareSeed } from '../../../emulators/cloudflare.ts'
import { deleteKeyAt } from '../../../suites/provider/deletion.ts'
import { collect, listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const account = idOf('cloudflare account')
const USER = 'user'
const ACCOUNT = `account:${account}`
const ACCESS = `access:${account}`
const ZONES = { type: 'com.cloudflare.api.account.zone', id: '*' }
const dns = { permission: `${groupId('DNS Write')}.DNS Write`, target: ZONES }

let emulator: FlareEmulator
const start = async (seed: FlareSeed = {}) => {
  emulator = await startCloudflare({ now: NOW, ...seed })
  return openAt(emulator, { now: () => NOW })
}
afterEach(async () => emulator.close())

const textOf = ({ secret }: { readonly secret: { use<T>(read: (bytes: Buffer) => T): T } }): string =>
  secret.use((bytes) => bytes.toString('utf8'))

type Opened = Awaited<ReturnType<typeof start>>
const make = async ({ provider, api }: Opened, form: object) => {
  const { draft } = provider.create!.check(form as never, api.settings)
  return provider.create!.read(await provider.create!.send(api, draft), draft)
}
const keyIn = async (opened: Opened, scope: string, at = -1) => (await listAll(opened, scope)).at(at)!

describe('lists', () => {
  it.each([
    ['with counts', {}],
    ['without counts', { isUncounted: true }],
    ['of a server that sends fewer keys a page', { largestPage: 20 }],
    ['of such a server without counts', { largestPage: 20, isUncounted: true }],
  ])('are read to the end %s', async (_, seed) => {
    const opened = await start({ keys: 60, ...seed })
    for (const scope of [USER, ACCOUNT, ACCESS]) {
      const keys = await listAll(opened, scope)
      expect(new Set(keys.map(({ remoteId }) => remoteId)).size).toBe(scope === USER ? 61 : 60)
      expect(keys.every((key) => key.scope === scope)).toBe(true)
    }
  })

  it('end with an error if a page brings nothing new', async () => {
    const opened = await start({ keys: 60 })
    let first: unknown
    emulator.fault({
      kind: 'rewrite',
      times: 9,
      on: ({ path }) => path.includes('page='),
      change: (json) => (first ??= json),
    })
    expect(await troubleOf(async () => listAll(opened, ACCESS))).toMatchObject({ why: 'not-understood' })
  })

  it.each([
    ['a user’s', {}, [USER]],
    ['an account’s', { isAccountCredential: true }, [ACCOUNT]],
  ] as const)('name the credential’s own key, which is %s', async (_, seed, where) => {
    const { provider, api } = await start(seed)
    const scopes = provider.scopes(api.settings).filter((scope) => scope !== USER || where[0] === USER)
    const own = [...emulator.userTokens, ...emulator.accountTokens].find(({ name }) => name === 'keyhold')!
    for (const scope of scopes) {
      const [page] = await collect(provider.list(api, scope))
      expect(page!.credentialId).toBe((where as readonly string[]).includes(scope) ? own.id : undefined)
    }
  })

  it('hold expired tokens, which are not called disabled', async () => {
    const opened = await start({ keys: 1 })
    const { remote } = await make(opened, {
      kind: 'user',
      name: 'short',
      grants: [dns],
      validTo: NOW + HOUR_MS,
    })
    emulator.pass(2 * HOUR_MS)
    const found = (await listAll(opened, USER)).find(({ remoteId }) => remoteId === remote.remoteId)
    expect(found).toMatchObject({ switch: 'enabled', expires: { at: NOW + HOUR_MS } })
  })
})

describe('an API token', () => {
  it.each([USER, ACCOUNT])('of %s is created, rolled under its id, and deleted', async (scope) => {
    const opened = await start()
    const { provider, api } = opened
    const kind = scope.split(':', 1)[0]!
    const form = {
      kind,
      name: 'ci',
      grants: [dns],
      validTo: NOW + DAY_MS + 500,
      ipIn: ['192.0.2.0/24', '2001:db8::/32'],
    }
    const made = await make(opened, form)
    expect(emulator.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: `/client/v4/${kind === 'user' ? 'user' : `accounts/${account}`}/tokens`,
      json: {
        name: 'ci',
        policies: [
          {
            effect: 'allow',
            permission_groups: [{ id: groupId('DNS Write') }],
            resources: { 'com.cloudflare.api.account.zone.*': '*' },
          },
        ],
        condition: { request_ip: { in: ['192.0.2.0/24', '2001:db8::/32'] } },
        expires_on: '2026-03-02T12:00:00Z',
      },
    })
    const key = (await listAll(opened, scope)).find(({ remoteId }) => remoteId === made.remote.remoteId)!
    expect(key).toMatchObject({ grants: [dns], expires: { at: NOW + DAY_MS }, scope })
    const rolled = provider.regenerate!.read(await provider.regenerate!.send(api, key), key)
    expect(rolled.remote).toEqual({ remoteId: key.remoteId })
    expect(emulator.isAlive(textOf(made))).toBe(false)
    expect(emulator.isAlive(textOf(rolled))).toBe(true)
    // A roll does not change the expiry; an edit does.
    expect((await provider.get!(api, key)).key!.expires).toEqual(key.expires)
    const later = await provider.update!(api, key, { name: 'ci', grants: [dns], validTo: NOW + 9 * DAY_MS })
    expect(later.expires).toEqual({ at: NOW + 9 * DAY_MS })
    await deleteKeyAt(opened, key)
    expect((await provider.get!(api, key)).key).toBeUndefined()
  })

  it('keeps what an edit and a switch do not change', async () => {
    const opened = await start({ keys: 24 })
    const { provider, api } = opened
    for (const truth of emulator.userTokens.slice(1)) {
      const before = structuredClone(truth)
      const key = (await provider.get!(api, { remoteId: truth.id, scope: USER, label: '' })).key!
      await provider.setEnabled!(api, key, before.status !== 'active')
      await provider.update!(api, key, {
        name: 'renamed',
        grants: [...key.grants],
        ...(before.expiresOn !== undefined && { validTo: before.expiresOn }),
      })
      const { modifiedOn: _, name, status, ...rest } = truth
      expect({ ...rest, modifiedOn: before.modifiedOn, name: before.name, status: before.status }).toEqual(
        before,
      )
      expect([name, status]).toEqual(['renamed', before.status === 'active' ? 'disabled' : 'active'])
    }
  })

  it('keeps, replaces or loses the addresses that it works from, as the edit says', async () => {
    const opened = await start()
    const { provider, api } = opened
    await make(opened, { kind: 'user', name: 'ci', grants: [dns], ipIn: ['192.0.2.0/24'] })
    const key = (await listAll(opened, USER)).find(({ label }) => label === 'ci')!
    const edit = async (form: FormValues) => {
      await provider.update!(api, key, { name: 'ci', grants: [dns], ...form })
      return emulator.userTokens.find(({ id }) => id === key.remoteId)!.condition
    }
    const old = { request_ip: { in: ['192.0.2.0/24'] } }
    expect(await edit({})).toEqual(old)
    const both = { ipIn: ['198.51.100.7'], ipNotIn: ['198.51.100.9'] }
    expect(await edit({ addresses: 'these', ...both })).toEqual({
      request_ip: { in: ['198.51.100.7'], not_in: ['198.51.100.9'] },
    })
    expect(await edit({ addresses: 'every' })).toBeUndefined()
    const trouble = await troubleOf(async () => edit({ addresses: 'these', ipIn: ['somewhere'] }))
    expect(trouble).toMatchObject({ kind: 'invalid', field: 'ipIn' })
  })

  it('is not changed while one of its policies cannot be read', async () => {
    const opened = await start()
    const { provider, api } = opened
    const key = await keyIn(opened, USER)
    const odd = (json: unknown) => {
      const { result, ...rest } = json as { result: object }
      return {
        ...rest,
        result: {
          ...result,
          policies: [{ effect: 'allow', permission_groups: [{ id: 'x' }], resources: { 'a.b': 7 } }],
        },
      }
    }
    const sent = emulator.requests.length
    for (const run of [
      async () => provider.update!(api, key, { name: 'x', grants: [dns] }),
      async () => provider.draftFromKey!(api, key, NOW),
    ]) {
      emulator.fault({ kind: 'rewrite', change: odd })
      expect(await troubleOf(run)).toMatchObject({ why: 'invalid', outcome: 'not-sent' })
    }
    expect(emulator.requests.slice(sent).every(({ method }) => method === 'GET')).toBe(true)
  })

  it('cannot be replaced by one that grants more than its maker holds', async () => {
    const opened = await start({ withheld: ['DNS Write'] })
    expect(
      await troubleOf(async () => make(opened, { kind: 'user', name: 'x', grants: [dns] })),
    ).toMatchObject({
      why: 'forbidden',
      outcome: 'refused',
    })
  })

  it('is refused at the quota, in Cloudflare’s words', async () => {
    const opened = await start({ keys: 2, quota: { user: 3, account: 500 } })
    expect(
      await troubleOf(async () => make(opened, { kind: 'user', name: 'x', grants: [dns] })),
    ).toMatchObject({
      why: 'invalid',
      outcome: 'refused',
      words: 'No more than 3 tokens are allowed',
    })
  })

  it.each(['disabled', 'expired'])('does not work while it is %s', async (state) => {
    const opened = await start()
    const { provider, api } = opened
    const made = await make(opened, { kind: 'user', name: 'x', grants: [dns], validTo: NOW + HOUR_MS })
    const { api: own } = await openAt(emulator, { credential: textOf(made) })
    expect(await provider.verify!(own)).toBe(true)
    if (state === 'expired') emulator.pass(2 * HOUR_MS)
    else await provider.setEnabled!(api, { remoteId: made.remote.remoteId, scope: USER, label: 'x' }, false)
    expect(await provider.verify!(own)).toBe(false)
  })

  it('of an account is proved under the account', async () => {
    const opened = await start()
    const made = await make(opened, { kind: 'account', name: 'x', grants: [dns] })
    const { provider, api } = await openAt(emulator, { credential: textOf(made) })
    expect(await provider.verify!(api)).toBe(true)
    expect(emulator.requests.at(-1)!.path).toBe(`/client/v4/accounts/${account}/tokens/verify`)
  })
})

describe('an Access service token', () => {
  it('is created, rotated under its client id, extended and deleted', async () => {
    const opened = await start()
    const { provider, api } = opened
    const made = await make(opened, { kind: 'access', name: 'health', duration: '2160h' })
    const ref = { remoteId: made.remote.remoteId, scope: ACCESS, label: 'health' }
    const { key } = await provider.get!(api, ref)
    expect(key).toMatchObject({ expires: { at: NOW + 90 * DAY_MS }, handle: made.remote.handle })
    const rotated = provider.regenerate!.read(await provider.regenerate!.send(api, ref), ref)
    expect(rotated.remote).toMatchObject({ remoteId: ref.remoteId, handle: key!.handle })
    expect(rotated.remote).not.toHaveProperty('expires')
    expect([made, rotated].map((one) => emulator.isAlive(textOf(one)))).toEqual([false, true])

    emulator.pass(30 * DAY_MS)
    const extended = await provider.update!(api, key!, { name: 'health', refresh: true })
    expect(extended.expires!.at).toBe(NOW + 120 * DAY_MS)
    expect(emulator.requests.at(-1)!.path).toMatch(/\/refresh$/)
    const both = await provider.update!(api, key!, { name: 'checks', duration: 'forever', refresh: true })
    expect(both).toMatchObject({ label: 'checks', expires: {} })
    expect(emulator.requests.slice(-2).map(({ method }) => method)).toEqual(['PUT', 'POST'])
    await deleteKeyAt(opened, key!)
    expect(emulator.isAlive(textOf(rotated))).toBe(false)
  })

  it('keeps its previous secret until a time, which can be moved and ended', async () => {
    const opened = await start()
    const { provider, api } = opened
    const made = await make(opened, { kind: 'access', name: 'health' })
    const ref = { remoteId: made.remote.remoteId, scope: ACCESS, label: 'health' }
    const rotate = async (oldUntil: number) =>
      provider.regenerate!.read(await provider.regenerate!.send(api, { ...ref, oldUntil }), ref)
    const second = await rotate(NOW + 7 * DAY_MS)
    expect(emulator.requests.at(-1)!.json).toEqual({
      previous_client_secret_expires_at: '2026-03-08T12:00:00Z',
    })
    const alive = (...issued: Parameters<typeof textOf>[0][]) =>
      issued.map((one) => emulator.isAlive(textOf(one)))
    await provider.moveOldEnd!(api, ref, NOW + 9 * DAY_MS)
    emulator.pass(8 * DAY_MS)
    expect(alive(made, second)).toEqual([true, true])
    emulator.pass(2 * DAY_MS)
    expect(alive(made, second)).toEqual([false, true])
    const third = await rotate(NOW + 30 * DAY_MS)
    expect(alive(second, third)).toEqual([true, true])
    await provider.moveOldEnd!(api, ref, undefined)
    expect(alive(second, third)).toEqual([false, true])
    expect((await provider.get!(api, ref)).key).toMatchObject({ label: 'health', switch: 'enabled' })
  })

  it('whose second change of an edit fails has an unknown outcome', async () => {
    const opened = await start()
    const key = await keyIn(opened, ACCESS)
    emulator.fault({ kind: 'status', status: 429, on: ({ path }) => path.endsWith('/refresh') })
    const trouble = await troubleOf(async () =>
      opened.provider.update!(opened.api, key, { name: 'other', refresh: true }),
    )
    expect(trouble).toMatchObject({ why: 'rate-limited', outcome: 'unknown' })
  })

  it('is used by the headers of Access, and an API token by its own', () => {
    const { header, request } = cloudflare.use
    expect(header('a1'.repeat(32))).toEqual({ name: 'CF-Access-Client-Secret', value: 'a1'.repeat(32) })
    expect(header('cfut_x')).toEqual({ name: 'Authorization', value: 'Bearer cfut_x' })
    expect(request({}, { facts: [{ label: 'Client ID', value: 'x.access' }] })).toBeUndefined()
  })
})
