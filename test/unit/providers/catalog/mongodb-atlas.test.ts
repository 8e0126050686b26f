/** MongoDB Atlas: its two kinds of keys, and the calls after the creation of a key. */
import { describe, expect, it } from 'vitest'
import { listAll, troubleOf } from '../../../suites/provider/open.ts'
import { make, open } from './mongodb-atlas-set-up.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

describe('a secret of a service account', () => {
  it('is named after its account and shows age, end, last use, roles and the end of its mask', async () => {
    const opened = await open({ keys: 0 })
    const { clientId, secrets, roles } = opened.vault.own
    const [key, ...others] = await listAll(opened, 'secret')
    expect(others).toEqual([])
    expect(key).toMatchObject({
      remoteId: `${clientId}/${secrets[0]!.id}`,
      scope: 'secret',
      label: 'keyhold',
      handle: clientId,
      createdAt: secrets[0]!.createdAt,
      expires: { at: secrets[0]!.expiresAt },
      grants: roles.map((permission) => ({ permission })),
      facts: [
        { label: 'Client ID', value: clientId },
        { label: 'Ends in', value: secrets[0]!.secret.slice(-4) },
        { label: 'Description', value: 'Made for keyhold' },
      ],
    })
  })

  it('cuts the life of the older one to seven days, which is read again after it is made', async () => {
    const opened = await open()
    const [old] = (await listAll(opened, 'secret')).filter(({ label }) => label !== 'keyhold')
    const draft = await opened.provider.draftFromKey!(opened.api, old!, 0)
    expect(draft).toMatchObject({ kind: 'secret', serviceAccount: `${old!.label} (${old!.handle!})` })
    expect(Number(draft.hours) * HOUR_MS).toBe(old!.expires!.at! - old!.createdAt!)
    const made = await make(opened, draft)
    const found = await made.finish()
    const at = opened.vault.clock()
    const shortened = found.find(({ remoteId }) => remoteId === old!.remoteId)!
    expect(shortened.expires!.at).toBeLessThanOrEqual(at + 7 * DAY_MS)
    expect(shortened.expires!.at).toBe(
      Math.min(old!.expires!.at!, Math.trunc(made.key.createdAt! / 1_000) * 1_000 + 7 * DAY_MS),
    )
    expect(found.map(({ remoteId }) => remoteId)).toContain(made.key.remoteId)
    expect(opened.provider.metadata.kinds![0]!.rotation!.replace).toContain('seven days')
  })

  it('is never the third of its account: the two in the way are named before anything is sent', async () => {
    const opened = await open()
    const account = opened.vault.accountsOf(opened.vault.orgId).at(-1)!
    const draft = { kind: 'secret', serviceAccount: account.name, hours: '720' }
    await make(opened, draft)
    opened.emulator.pass(8 * DAY_MS)
    const issued = opened.emulator.handedOut().length
    const trouble = await troubleOf(async () => make(opened, draft))
    expect(trouble).toMatchObject({ kind: 'provider', why: 'conflict', outcome: 'not-sent' })
    const { words } = trouble as { readonly words: string }
    for (const { secret } of account.secrets) expect(words).toContain(secret.slice(-4))
    // An expired secret still counts.
    expect(words).toMatch(/which expired on \d{4}-\d\d-\d\d and .*which expires on/)
    expect(opened.emulator.handedOut()).toHaveLength(issued)
  })

  it('is made by the name of its account, and not for a name that none or several have', async () => {
    const opened = await open()
    const account = opened.vault.accountsOf(opened.vault.orgId).at(-1)!
    const { key, draft } = await make(opened, {
      kind: 'secret',
      serviceAccount: account.name,
      hours: '8',
    })
    expect(draft.serviceAccount).toBe(`${account.name} (${account.clientId})`)
    expect(key).toMatchObject({ label: account.name, handle: account.clientId })
    const named = { kind: 'secret', hours: '8' }
    opened.vault.createAccount(
      opened.vault.orgId,
      { name: 'keyhold', description: 'x', roles: ['ORG_MEMBER'] },
      8,
    )
    for (const [serviceAccount, words] of [
      ['nobody', 'No service account is called “nobody”'],
      ['keyhold', 'Several service accounts are called “keyhold”'],
    ])
      expect(
        await troubleOf(async () => make(opened, { ...named, serviceAccount: serviceAccount! })),
      ).toMatchObject({
        why: 'invalid',
        outcome: 'not-sent',
        words: expect.stringContaining(words!) as string,
      })
  })

  it('comes with a new service account, as its first one', async () => {
    const opened = await open()
    const { key, text } = await make(opened, {
      kind: 'service-account',
      name: "billing-api, Ann's",
      roles: ['ORG_READ_ONLY'],
      hours: '720',
    })
    expect(opened.emulator.isAlive(text)).toBe(true)
    const [listed] = (await listAll(opened, 'secret')).filter(({ remoteId }) => remoteId === key.remoteId)
    expect(listed).toMatchObject({ label: "billing-api, Ann's", expires: key.expires })
    expect(key.expires!.at! - key.createdAt!).toBe(720 * HOUR_MS)
    expect(opened.vault.accountAt(opened.vault.orgId, key.handle!).description).toBe("billing-api, Ann's")
  })

  it('leaves its account and the other secret when it is deleted', async () => {
    const opened = await open()
    const account = opened.vault.accountsOf(opened.vault.orgId).at(-1)!
    const { key } = await make(opened, { kind: 'secret', serviceAccount: account.clientId, hours: '8' })
    expect(await opened.provider.revoke!(opened.api, key)).toEqual({ heard: 'done' })
    expect(account.secrets).toHaveLength(1)
    expect(await opened.provider.revoke!(opened.api, key)).toMatchObject({ heard: 'no-such-key' })
  })
})

describe('an API key', () => {
  const made = { kind: 'api-key', label: 'ci', roles: ['ORG_MEMBER'] }

  it('is listed by its description with its public key, never expires and has no date', async () => {
    const opened = await open({ signIn: 'api-key', keys: 0 })
    const [key] = await listAll(opened, 'api-key')
    const { id, publicKey } = opened.vault.ownKey
    expect(key).toMatchObject({
      remoteId: `${id}/${publicKey}`,
      label: 'keyhold key',
      handle: publicKey,
      expires: {},
      grants: [{ permission: 'ORG_OWNER' }, { permission: 'GROUP_OWNER' }],
    })
    expect(key!.createdAt).toBeUndefined()
  })

  it('is replaced with its description, its roles, its roles in projects and its access list', async () => {
    const opened = await open({ projects: 1 }, { root: 'organization' })
    const project = opened.vault.projects[0]!
    const old = await make(opened, {
      ...made,
      projectRoles: [`${project}:GROUP_READ_ONLY`, `${project}:GROUP_OWNER`],
      accessList: ['203.0.113.7', '198.51.100.0/24'],
    })
    expect(await old.finish()).toEqual([])
    const { key: seen } = await opened.provider.get!(opened.api, old.key)
    const replacement = await make(opened, await opened.provider.draftFromKey!(opened.api, seen!, 0))
    await replacement.finish()
    const [first, second] = [old, replacement].map(({ key }) =>
      opened.vault.apiKeyAt(key.remoteId.split('/')[0]!),
    )
    expect(second!.roles).toEqual(first!.roles)
    expect(second!.roles).toHaveLength(3)
    expect(second!.accessList.map(({ cidrBlock }) => cidrBlock)).toEqual([
      '203.0.113.7/32',
      '198.51.100.0/24',
    ])
    expect(second!.desc).toBe('ci')
  })

  it('says by name what it lacks if that could not be completed, and completes the rest', async () => {
    const opened = await open({ projects: 1 }, { root: 'organization' })
    const project = opened.vault.projects[0]!
    const { key, finish } = await make(opened, {
      ...made,
      projectRoles: [`${project}:GROUP_OWNER`],
      accessList: ['203.0.113.7'],
    })
    opened.emulator.fault({
      kind: 'status',
      status: 403,
      words: 'Not you.',
      on: ({ path }) => path.endsWith('/accessList'),
    })
    expect(await troubleOf(finish)).toEqual({
      kind: 'incomplete',
      lacks: ['the access list 203.0.113.7'],
      reason: { kind: 'provider', why: 'forbidden', outcome: 'refused', status: 403, words: 'Not you.' },
    })
    expect(opened.vault.apiKeyAt(key.remoteId.split('/')[0]!).roles).toHaveLength(2)
  })

  it('shows its access list and its last use from there, since Atlas tells it nowhere else', async () => {
    const opened = await open()
    const { key, finish } = await make(opened, { ...made, accessList: ['203.0.113.7'] })
    await finish()
    const usedAt = Math.trunc(opened.vault.clock() / 1_000) * 1_000
    opened.vault.apiKeyAt(key.remoteId.split('/')[0]!).accessList[0]!.lastUsed = usedAt
    const { key: seen } = await opened.provider.get!(opened.api, key)
    expect(seen).toMatchObject({
      lastUsedAt: usedAt,
      facts: [{ label: 'Access list', value: '203.0.113.7' }],
    })
    opened.emulator.fault({ kind: 'status', status: 403, on: ({ path }) => path.includes('/accessList') })
    expect((await opened.provider.get!(opened.api, key)).key).toMatchObject({ label: 'ci', facts: [] })
  })

  it('keeps its roles if a change names none, and its roles in projects always', async () => {
    const opened = await open({ projects: 1 }, { root: 'organization' })
    const project = opened.vault.projects[0]!
    const { key, finish } = await make(opened, { ...made, projectRoles: [`${project}:GROUP_OWNER`] })
    await finish()
    const target = { type: 'project', id: project }
    expect(await opened.provider.update!(opened.api, key, { label: 'renamed' })).toMatchObject({
      label: 'renamed',
      grants: [{ permission: 'ORG_MEMBER' }, { permission: 'GROUP_OWNER', target }],
    })
    const changed = await opened.provider.update!(opened.api, key, { label: 'x', roles: ['ORG_READ_ONLY'] })
    expect(changed.grants).toEqual([{ permission: 'GROUP_OWNER', target }, { permission: 'ORG_READ_ONLY' }])
  })
})
