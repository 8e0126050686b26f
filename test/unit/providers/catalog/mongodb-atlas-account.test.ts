/** MongoDB Atlas: its two ways to sign in, the account's own key, its organization or projects, and the forms. */
import { describe, expect, it } from 'vitest'
import atlas from '../../../../electron/providers/catalog/mongodb-atlas.ts'
import { collect, listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'
import { make, open, sentTo, type Opened } from './mongodb-atlas-set-up.ts'

const OTHER = '5a0a1e7e0f2912c554080adc'

describe('signing in', () => {
  it('with a service account takes one exchange for many calls, and one more after its token has ended', async () => {
    const opened = await open()
    await listAll(opened, 'secret')
    await listAll(opened, 'api-key')
    opened.vault.endTokens()
    await listAll(opened, 'secret')
    expect(sentTo(opened).filter((sent) => sent === 'POST /api/oauth/token')).toHaveLength(2)
  })

  it('renews a token that has ended before a change, which then reaches Atlas once', async () => {
    const opened = await open()
    await listAll(opened, 'secret')
    opened.vault.endTokens()
    const { key } = await make(opened, { kind: 'api-key', label: 'one', roles: ['ORG_MEMBER'] })
    expect(opened.emulator.handedOut()).toHaveLength(1)
    opened.vault.endTokens()
    expect(await opened.provider.revoke!(opened.api, key)).toEqual({ heard: 'done' })
  })

  it('with an API key never sends the private key, and names the version of each resource', async () => {
    const opened = await open({ signIn: 'api-key' })
    await listAll(opened, 'secret')
    await make(opened, { kind: 'api-key', label: 'one', roles: ['ORG_MEMBER'] })
    const versions = opened.emulator.requests
      .filter(({ hasCredential }) => hasCredential)
      .map(({ headers }) => [headers.accept, headers['content-type']])
    const [accounts, keys] = ['2024-08-05', '2023-01-01'].map((date) => `application/vnd.atlas.${date}+json`)
    expect(versions).toEqual([
      [accounts, undefined],
      [keys, keys],
    ])
  })

  it.each(['service-account', 'api-key'] as const)(
    'with a new %s is proven by its own verification',
    async (signIn) => {
      const opened = await open({ signIn })
      const form =
        signIn === 'api-key'
          ? { kind: 'api-key', label: 'next', roles: ['ORG_OWNER'] }
          : { kind: 'secret', serviceAccount: opened.vault.own.clientId, hours: '720' }
      const { text, key } = await make(opened, form)
      const as = async (credential: string) => {
        const settings = atlas.settings(atlas.settingsWith(opened.api.settings, key.remoteId))
        return (await openAt(opened.emulator, { credential, settings })).api
      }
      expect(await opened.provider.verify!(await as(text))).toBe(true)
      expect(await opened.provider.verify!(await as(text.replace(/\d/g, '7')))).toBe(false)
      await opened.provider.revoke!(opened.api, key)
      expect(await opened.provider.verify!(await as(text))).toBe(false)
    },
  )

  it('moves to the other way if the credential becomes a key of the other kind', () => {
    const secret = { signIn: 'service-account', clientId: `mdb_sa_id_${OTHER}`, root: 'organization' }
    const pair = atlas.settingsWith(atlas.settings(secret), `${OTHER}/abcdefgh`)
    expect(atlas.settings(pair)).toEqual({ signIn: 'api-key', publicKey: 'abcdefgh', root: 'organization' })
    expect(atlas.settings(atlas.settingsWith(pair, `mdb_sa_id_${OTHER}/${OTHER}`))).toEqual(secret)
  })

  it('of a key that its access list keeps out proves that Atlas knows the key', async () => {
    const opened = await open({ signIn: 'api-key', needsAccessList: true })
    const { text, key } = await make(opened, { kind: 'api-key', label: 'next', roles: ['ORG_OWNER'] })
    const settings = atlas.settingsWith(opened.api.settings, key.remoteId)
    const { api } = await openAt(opened.emulator, { credential: text, settings })
    expect(await troubleOf(async () => listAll({ provider: opened.provider, api }, 'secret'))).toMatchObject({
      why: 'not-on-access-list',
    })
    expect(await opened.provider.verify!(api)).toBe(true)
  })
})

describe('the account’s own key', () => {
  const shown = async ({ provider, api }: Opened, scope: string) =>
    (await collect(provider.list(api, scope))).flatMap(({ credentialId }) => credentialId ?? [])

  it('is marked in the list: a secret by its account and its mask, a pair by its public key', async () => {
    const first = await open()
    const { clientId, secrets } = first.vault.own
    expect(await shown(first, 'secret')).toEqual([`${clientId}/${secrets[0]!.id}`])
    expect(await shown(first, 'api-key')).toEqual([])
    await make(first, { kind: 'secret', serviceAccount: clientId, hours: '720' })
    expect(await shown(first, 'secret')).toEqual([`${clientId}/${secrets[0]!.id}`])
    const second = await open({ signIn: 'api-key' })
    const { id, publicKey } = second.vault.ownKey
    expect(await shown(second, 'api-key')).toEqual([`${id}/${publicKey}`])
    expect(await shown(second, 'secret')).toEqual([])
  })

  it('is not guessed if two secrets of its account look alike', async () => {
    const opened = await open()
    await make(opened, { kind: 'secret', serviceAccount: opened.vault.own.clientId, hours: '720' })
    opened.emulator.fault({
      kind: 'rewrite',
      change: (json) =>
        JSON.parse(JSON.stringify(json).replace(/mdb_sa_sk_\*{4}\w{4}/g, 'mdb_sa_sk_****')) as unknown,
      on: ({ path }) => path.includes('/serviceAccounts?'),
    })
    expect(await shown(opened, 'secret')).toEqual([])
  })
})

describe('the organization', () => {
  it('is asked for once if the account form leaves it out', async () => {
    const opened = await open({ hidesOrganization: true })
    await listAll(opened, 'secret')
    await listAll(opened, 'api-key')
    await make(opened, { kind: 'api-key', label: 'one', roles: ['ORG_MEMBER'] })
    expect(sentTo(opened).filter((sent) => sent === 'GET /api/atlas/v2/orgs')).toHaveLength(1)
  })

  it.each([
    ['no organization', []],
    ['several organizations', [{ id: OTHER }, { id: '5a0a1e7e0f2912c554080add' }]],
  ])('must be entered if Atlas shows %s', async (words, results) => {
    const opened = await open({ hidesOrganization: true })
    opened.emulator.fault({
      kind: 'rewrite',
      change: () => ({ results }),
      on: ({ path }) => path.includes('/orgs?'),
    })
    const trouble = await troubleOf(async () => listAll(opened, 'secret'))
    expect(trouble).toMatchObject({ why: 'invalid', words: expect.stringContaining(words) as string })
  })

  it('may be left aside for projects, which have service accounts alone', async () => {
    const opened = await open({ projects: 2 })
    const [first, second] = opened.vault.projects
    expect(opened.provider.scopes(opened.api.settings)).toEqual([`secret:${first!}`, `secret:${second!}`])
    const keys = await listAll(opened, `secret:${second!}`)
    expect(keys).toHaveLength(4)
    const draft = await opened.provider.draftFromKey!(opened.api, keys.at(-1)!, 0)
    expect(draft.project).toBe(second)
    const { key } = await make(opened, draft)
    expect(key.scope).toBe(`secret:${second!}`)
    expect((await opened.provider.get!(opened.api, key)).key).toMatchObject({ remoteId: key.remoteId })
    expect(await opened.provider.revoke!(opened.api, key)).toEqual({ heard: 'done' })
  })
})

describe('the test of an account', () => {
  it('says who signs in, to which organization, until when, and what it may do', async () => {
    const opened = await open()
    expect(await opened.provider.test(opened.api)).toEqual({
      who: 'Service account “keyhold” of Example Org',
      may: [
        { action: 'List secrets of service accounts', allowed: 'yes' },
        { action: 'List API keys', allowed: 'yes' },
        { action: 'Create and delete keys (needs the role Organization Owner)', allowed: 'yes' },
      ],
      credentialExpiresAt: opened.vault.own.secrets[0]!.expiresAt,
      warnings: [],
    })
  })

  it('names the role that is missing', async () => {
    for (const [options, who, role] of [
      [{ signIn: 'api-key' }, /^API key \w{8} “keyhold key” of Example Org$/, 'Organization Owner'],
      [{ projects: 1 }, /^Service account “keyhold”$/, 'Project Owner'],
    ] as const) {
      const opened = await open({ ...options, roles: ['ORG_READ_ONLY'] })
      const report = await opened.provider.test(opened.api)
      expect(report.who).toMatch(who)
      expect(report.may.at(-1)).toEqual({
        action: `Create and delete keys (needs the role ${role})`,
        allowed: 'no',
      })
      expect(report.warnings[0]).toContain(`lacks the role ${role}`)
    }
  })

  it('says which address is missing on the access list', async () => {
    const opened = await open({ barred: '203.0.113.9' })
    const { may, warnings } = await opened.provider.test(opened.api)
    expect(may.slice(0, 2).map(({ allowed }) => allowed)).toEqual(['no', 'no'])
    expect(warnings).toEqual([expect.stringMatching(/access list of the credential.*203\.0\.113\.9/)])
  })

  it.each(['{abc}', '{1a2b3c4d}'])(
    'refuses the credential %s, copied with its braces',
    async (credential) => {
      const { emulator } = await open()
      const { provider, api } = await openAt(emulator, { credential })
      expect(await troubleOf(async () => provider.test(api))).toEqual({
        kind: 'invalid',
        field: 'credential',
        why: 'malformed',
      })
    },
  )
})

describe('the account form', () => {
  const form = { signIn: 'service-account', clientId: `mdb_sa_id_${OTHER}`, root: 'organization' }
  const pair = { signIn: 'api-key', publicKey: 'abcdefgh', root: 'organization' }

  it.each([
    [undefined, 'https://cloud.mongodb.com/'],
    ['https://cloud.mongodbgov.com', 'https://cloud.mongodbgov.com/'],
    ['https://cloud.mongodbgov.com/api/atlas/v2/', 'https://cloud.mongodbgov.com/'],
  ])('with the address %s leads to %s, where the credential is exchanged, too', (baseUrl, root) => {
    const settings = atlas.settings(baseUrl === undefined ? form : { ...form, baseUrl })
    expect(atlas.http.bases(settings)['']!.href).toBe(`${root}api/atlas/v2/`)
    expect(atlas.http.token(settings)).toMatchObject({ client: form.clientId })
    expect(atlas.http.token(settings)!.address.href).toBe(`${root}api/oauth/token`)
    expect(atlas.http.digest(settings)).toBeUndefined()
  })

  it('signs with an API key instead, and then exchanges nothing', () => {
    const settings = atlas.settings(pair)
    expect(atlas.http.token(settings)).toBeUndefined()
    expect(atlas.http.digest(settings)).toEqual({ name: 'abcdefgh', challengePath: ['orgs'] })
  })

  it.each([
    ['clientId', { ...form, clientId: '' }, 'required'],
    ['clientId', { ...form, clientId: OTHER }, 'malformed'],
    ['publicKey', { ...pair, publicKey: '{abcdefgh}' }, 'malformed'],
    ['publicKey', { ...pair, publicKey: 'abcdefgh:1a2b' }, 'malformed'],
    ['orgId', { ...form, orgId: 'my-org' }, 'malformed'],
    ['projects', { ...form, root: 'projects' }, 'required'],
    ['projects', { ...form, root: 'projects', projects: ['app'] }, 'malformed'],
    ['signIn', { ...form, signIn: 'password' }, 'unknown-choice'],
  ])('refuses a wrong %s: %j', async (field, values, why) => {
    const trouble = await troubleOf(async () => atlas.settings(values))
    expect(trouble).toEqual({ kind: 'invalid', field, why })
  })

  const api = { kind: 'api-key', label: 'ci', roles: ['ORG_MEMBER'] }
  const account = { kind: 'service-account', name: 'web', roles: ['ORG_MEMBER'], hours: '720' }
  const inProjects = { ...form, root: 'projects', projects: [OTHER, '5a0a1e7e0f2912c554080add'] }

  it.each([
    ['hours', form, { ...account, hours: '7' }, 'malformed'],
    ['hours', form, { ...account, hours: '8761' }, 'malformed'],
    ['hours', form, { ...account, hours: '1.5' }, 'malformed'],
    ['name', form, { ...account, name: 'web/1' }, 'malformed'],
    ['roles', form, { ...account, roles: [] }, 'required'],
    ['roles', form, { ...api, roles: ['org owner'] }, 'malformed'],
    ['accessList', form, { ...api, accessList: ['example.org'] }, 'malformed'],
    ['projectRoles', form, { ...api, projectRoles: ['GROUP_OWNER'] }, 'malformed'],
    ['label', form, { ...api, label: 'x'.repeat(251) }, 'too-long'],
    ['project', form, { ...account, project: OTHER }, 'unknown-choice'],
    ['project', inProjects, account, 'required'],
    ['project', inProjects, { ...account, project: '5a0a1e7e0f2912c554080ade' }, 'unknown-choice'],
    ['kind', inProjects, api, 'unknown-choice'],
  ])('refuses a draft with a wrong %s', async (field, settings, draft, why) => {
    const cleaned = atlas.settings(settings)
    const trouble = await troubleOf(async () => atlas.create.check(draft, cleaned))
    expect(trouble).toEqual({ kind: 'invalid', field, why })
  })
})
