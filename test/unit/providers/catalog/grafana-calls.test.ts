/** Grafana with its emulator: lists over all service accounts, creation, changes, deletion, and the connection test. */
import { afterEach, describe, expect, it } from 'vitest'
import { startGrafana, type GrafanaEmulator, type GrafanaSeed } from '../../../emulators/grafana.ts'
import { deleteKeyAt } from '../../../suites/provider/deletion.ts'
import { collect, listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 10, 1, 12)
const DAY_MS = 86_400_000

let emulator: GrafanaEmulator | undefined
afterEach(async () => {
  await emulator?.close()
  emulator = undefined
})
const start = async (seed: GrafanaSeed = {}) => (emulator = await startGrafana({ now: NOW, ...seed }))
const open = async (seed: GrafanaSeed = {}) => openAt(await start(seed), { now: () => NOW })
const idsOf = () => emulator!.tokens.map(({ id, account }) => `${String(account)}/${String(id)}`).sort()

describe('lists', () => {
  it.each([{}, { isOld: true }, { pageSize: 3 }, { pageSize: 1, accounts: 2 }] as const)(
    'hold the tokens of every service account, without a secret, with %j',
    async (seed) => {
      const keys = await listAll(await open({ keys: 40, ...seed }))
      expect(keys.map(({ remoteId }) => remoteId).sort()).toEqual(idsOf())
      expect(emulator!.holdsSecret(JSON.stringify(keys))).toBe(false)
    },
  )

  it('ask nothing about an account without tokens', async () => {
    await listAll(await open())
    const empty = emulator!.accounts.find(({ name }) => name === 'empty')!
    expect(emulator!.requests.some(({ path }) => path.includes(`/${String(empty.id)}/tokens`))).toBe(false)
  })

  it('keep expired tokens, and say which accounts are disabled and which tokens revoked', async () => {
    const opened = await open({ keys: 60 })
    const [revoked] = emulator!.tokens.slice(-1)
    emulator!.revokeElsewhere(revoked!.id)
    const keys = await listAll(opened)
    for (const { id, account, isRevoked, expiresAt, lastUsedAt, createdAt } of emulator!.tokens) {
      const { isDisabled, name, role } = emulator!.accounts.find((one) => one.id === account)!
      const key = keys.find(({ remoteId }) => remoteId === `${String(account)}/${String(id)}`)!
      expect(key.switch).toBe(isRevoked ? 'frozen' : isDisabled ? 'disabled' : 'enabled')
      expect(key).toMatchObject({ createdAt, expires: expiresAt === undefined ? {} : { at: expiresAt } })
      // Listing uses the managing token.
      if (account !== emulator!.accounts[0]!.id) expect(key.lastUsedAt).toBe(lastUsedAt)
      expect(key.facts).toContainEqual({ label: 'Service account', value: name })
      expect(key.facts).toContainEqual({ label: 'Role', value: role })
      expect(key.facts.some(({ label }) => label === 'Revoked by Grafana')).toBe(isRevoked)
    }
    expect(keys.some(({ expires }) => (expires?.at ?? NOW) < NOW)).toBe(true)
  })

  it('are not complete if a page repeats itself before the announced number', async () => {
    const opened = await open({ pageSize: 3 })
    let first: unknown
    const change = (json: unknown) => (first ??= json)
    emulator!.fault({ kind: 'rewrite', change, times: 20, on: ({ path }) => path.includes('/search') })
    expect(await troubleOf(async () => collect(opened.provider.list(opened.api, '')))).toMatchObject({
      why: 'not-understood',
    })
  })

  it('are empty for a Grafana without service accounts', async () => {
    const opened = await open()
    const change = () => ({ totalCount: 0, serviceAccounts: [], page: 1, perPage: 1000 })
    emulator!.fault({ kind: 'rewrite', change })
    expect(await collect(opened.provider.list(opened.api, ''))).toMatchObject([{ keys: [] }])
  })
})

describe('a creation', () => {
  const make = async (seed: GrafanaSeed, form: Record<string, string | number>) => {
    const opened = await open(seed)
    const { provider, api } = opened
    const { draft } = provider.create!.check(form, api.settings)
    const whole = await provider.create!.prepare!(api, draft)
    expect(provider.create!.check(whole, api.settings).draft).toEqual(whole)
    return { ...opened, whole, made: provider.create!.read(await provider.create!.send(api, whole), whole) }
  }

  it('counts the life of a token in seconds, and the list has the same end', async () => {
    const expires = NOW + 90 * DAY_MS
    const opened = await make({}, { name: 'ci', serviceAccount: '4', expires })
    expect(emulator!.requests.at(-1)!.json).toEqual({ name: 'ci', secondsToLive: 90 * 86_400 })
    const listed = (await listAll(opened)).find(({ label }) => label === 'ci')!
    expect(listed.remoteId).toBe(opened.made.remote.remoteId)
    expect(Math.abs(listed.expires!.at! - expires)).toBeLessThan(60_000)
  })

  it('sends no life for a token that never expires, and nothing for one that would be over', async () => {
    const { provider, api } = await make({}, { name: 'ci', serviceAccount: '4' })
    expect(emulator!.requests.at(-1)!.json).toEqual({ name: 'ci' })
    const sent = emulator!.requests.length
    const late = { name: 'late', serviceAccount: '4', expires: NOW }
    expect(await troubleOf(async () => provider.create!.send(api, late))).toMatchObject({
      outcome: 'not-sent',
    })
    expect(emulator!.requests).toHaveLength(sent)
  })

  it('finds a service account by its whole name, on any page', async () => {
    await start({ pageSize: 2 })
    const { name, id } = emulator!.accounts.at(-1)!
    await emulator!.close()
    const { whole } = await make({ pageSize: 2 }, { name: 'ci', serviceAccount: name })
    expect(whole.serviceAccount).toBe(String(id))
  })

  it('makes a service account that does not exist, with the chosen role', async () => {
    const form = { name: 'ci', serviceAccount: 'robot', role: 'Editor' }
    const { made, provider, api, whole } = await make({}, form)
    const robot = emulator!.accounts.find(({ name }) => name === 'robot')!
    expect(robot).toMatchObject({ role: 'Editor', isDisabled: false })
    expect(made.remote.remoteId.split('/')[0]).toBe(String(robot.id))
    // The same draft again finds the existing account.
    expect(await provider.create!.prepare!(api, { ...form, serviceAccount: 'robot' })).toEqual(whole)
  })

  it('makes no service account without a role, and asks for no token', async () => {
    const { provider, api } = await open()
    const trouble = await troubleOf(async () =>
      provider.create!.prepare!(api, { name: 'ci', serviceAccount: 'robot' }),
    )
    expect(trouble).toEqual({
      kind: 'provider',
      why: 'invalid',
      outcome: 'not-sent',
      words: 'There is no service account named “robot”. Choose a role to make it',
    })
    expect(emulator!.requests.every(({ method }) => method === 'GET')).toBe(true)
  })

  it('has asked for no token if the answer about a new service account was lost', async () => {
    const { provider, api } = await open()
    emulator!.fault({ kind: 'cut-after', on: ({ method }) => method === 'POST' })
    const draft = { name: 'ci', serviceAccount: 'robot', role: 'Viewer' }
    expect(await troubleOf(async () => provider.create!.prepare!(api, draft))).toMatchObject({
      outcome: 'not-sent',
    })
    expect(emulator!.handedOut()).toEqual([])
  })

  it.each([
    [{ longestLife: 86_400 }, {}, 'Number of seconds before expiration should be set'],
    [
      { longestLife: 86_400 },
      { expires: NOW + 2 * DAY_MS },
      'Number of seconds before expiration is greater than the global limit',
    ],
    [
      { longestDays: 30 },
      { expires: NOW + 60 * DAY_MS },
      'The expiration date input exceeds the limit for service account access tokens expiration date',
    ],
    [{}, { name: 'keyhold-managing' }, /^service account token with given name already exists/],
  ])('is refused with the server’s words: %j %j', async (seed, change, words) => {
    const trouble = await troubleOf(async () => make(seed, { name: 'ci', serviceAccount: '4', ...change }))
    expect(trouble).toMatchObject({ outcome: 'refused', words: expect.stringMatching(words) as unknown })
  })
})

describe('a draft from a token', () => {
  it('gets the next name that its account does not use', async () => {
    const opened = await open()
    const { provider, api } = opened
    const create = async (name: string) => provider.create!.send(api, { name, serviceAccount: '4' })
    for (const name of ['ci', 'ci 2', 'ci 3']) await create(name)
    const key = (await listAll(opened)).find(({ label }) => label === 'ci')!
    expect(await provider.draftFromKey!(api, key, NOW)).toEqual({ serviceAccount: '4', name: 'ci 4' })
  })
})

describe('a change', () => {
  const change = async (draft: Record<string, string>, seed: GrafanaSeed = {}) => {
    const opened = await open({ keys: 12, ...seed })
    const key = (await listAll(opened)).find(
      ({ switch: state }) => state === 'enabled' && emulator !== undefined,
    )!
    return { ...opened, key, reported: await opened.provider.update!(opened.api, key, draft) }
  }

  it.each([{}, { isOld: true }])('disables a service account with all its tokens, with %j', async (seed) => {
    const { key, reported, ...opened } = await change({ accountState: 'disabled' }, seed)
    expect(emulator!.requests.at(-1)!.json).toEqual({ isDisabled: true })
    expect(reported).toMatchObject({ remoteId: key.remoteId, switch: 'disabled' })
    const [account] = key.remoteId.split('/')
    expect(emulator!.accounts.find(({ id }) => String(id) === account)!.isDisabled).toBe(true)
    expect(opened.provider.setEnabled).toBeUndefined()
  })

  it('changes name and role, and shows them in the facts', async () => {
    const { reported } = await change({ accountName: 'robot', role: 'Viewer' })
    expect(emulator!.requests.at(-1)!.json).toEqual({ name: 'robot', role: 'Viewer' })
    expect(reported.facts).toContainEqual({ label: 'Service account', value: 'robot' })
    expect(reported.facts).toContainEqual({ label: 'Role', value: 'Viewer' })
    expect(new Set(reported.facts!.map(({ label }) => label)).size).toBe(reported.facts!.length)
  })

  it('of nothing is not sent', async () => {
    expect(await troubleOf(async () => change({}))).toMatchObject({ kind: 'invalid', why: 'required' })
    expect(emulator!.requests.every(({ method }) => method === 'GET')).toBe(true)
  })
})

describe('a deletion', () => {
  it('ends a token, and counts one that is gone as deleted', async () => {
    const opened = await open()
    const [key] = (await listAll(opened)).slice(-1)
    await deleteKeyAt(opened, key!)
    expect(emulator!.requests.find(({ method }) => method === 'DELETE')!.path).toBe(
      `/grafana/api/serviceaccounts/${key!.remoteId.replace('/', '/tokens/')}`,
    )
    await deleteKeyAt(opened, key!)
    expect(idsOf()).not.toContain(key!.remoteId)
  })
})

describe('test connection', () => {
  it('says what the token may do, and that its own record is unknown', async () => {
    const { provider, api } = await open()
    expect(await provider.test(api)).toEqual({
      who: 'A token of organization 1, 8 service accounts visible',
      may: [
        { action: 'List tokens (serviceaccounts:read)', allowed: 'yes' },
        { action: 'Create and delete tokens (serviceaccounts:write)', allowed: 'yes' },
        { action: 'Make service accounts (serviceaccounts:create)', allowed: 'unknown' },
      ],
      warnings: ['Grafana doesn’t tell which token this credential is. Be careful not to delete it.'],
    })
  })

  it.each([
    [[], 'serviceaccounts:read'],
    [['serviceaccounts:read'], 'serviceaccounts:write'],
  ])('with the permissions %j names the missing one', async (permissions, missing) => {
    const { provider, api } = await open({ permissions })
    const report = await provider.test(api)
    expect(report.may.find(({ allowed }) => allowed === 'no')?.action).toContain(missing)
    expect(report.warnings[0]).toBe(
      `The token lacks the permission “${missing}”. Give its service account the role Admin, or a custom role with “${missing}”.`,
    )
  })

  it('does not know of an old version what the token may write', async () => {
    const { provider, api } = await open({ isOld: true })
    expect((await provider.test(api)).may[1]!.allowed).toBe('unknown')
  })

  it('warns of a clock that differs', async () => {
    const { provider, api } = await openAt(await start(), { now: () => NOW + 600_000 })
    expect((await provider.test(api)).clockSkewMs).toBeGreaterThan(500_000)
  })
})

describe('a test of a token', () => {
  it.each(['revoked', 'expired', 'disabled'] as const)('finds a token dead that is %s', async (what) => {
    const { provider, api } = await open()
    const draft = { name: 'ci', serviceAccount: '4', expires: NOW + 3 * DAY_MS }
    const { secret, remote } = provider.create!.read(await provider.create!.send(api, draft), draft)
    const verify = async () => {
      const { api: own } = await openAt(emulator!, { credential: secret.use((raw) => raw.toString('utf8')) })
      return provider.verify!(own)
    }
    expect(await verify()).toBe(true)
    if (what === 'revoked') emulator!.revokeElsewhere(Number(remote.remoteId.split('/')[1]))
    if (what === 'expired') emulator!.pass(4 * DAY_MS)
    if (what === 'disabled')
      await provider.update!(
        api,
        (await listAll({ provider, api })).find(({ label }) => label === 'ci')!,
        {
          accountState: 'disabled',
        },
      )
    expect(await verify()).toBe(false)
  })
})
