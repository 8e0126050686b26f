/** AWS IAM: the common suite, its two keys per user, its signatures, and its service-specific credentials. */
import { afterEach, describe, expect, it } from 'vitest'
import aws from '../../../../electron/providers/catalog/aws-iam.ts'
import type { Answer, RemoteKey } from '../../../../electron/core/ports/provider.ts'
import type { HttpApi } from '../../../../electron/providers/http-client.ts'
import type { FormValues } from '../../../../shared/model/model.ts'
import { startAwsIam, type AwsEmulator, type AwsSeed } from '../../../emulators/aws-iam.ts'
import { testProvider } from '../../../suites/provider.suite.ts'
import { listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const draft = { kind: 'access', user: 'fresh' }

testProvider(aws, {
  start: async (keys) => {
    const emulator = await startAwsIam({ keys, quota: 1_000 })
    emulator.addUser('fresh')
    return emulator
  },
  scope: '',
  draft,
  lacks: ['regenerate'],
  silent: ['draftFromKey'],
  isRead: ({ form = {} }) => /^(List|Get)/.test(form.Action ?? ''),
  answersInXml: true,
})

let emulator: AwsEmulator | undefined
afterEach(async () => emulator?.close())

async function open(options: AwsSeed = {}, settings: FormValues = {}) {
  emulator = await startAwsIam(options)
  emulator.addUser('fresh')
  const opened = await openAt(emulator, { settings })
  return { ...opened, emulator }
}

type Opened = Awaited<ReturnType<typeof open>>

async function make({ provider, api }: Pick<Opened, 'provider' | 'api'>, form: FormValues) {
  const create = provider.create!
  const { draft: checked } = create.check(form, api.settings)
  const prepared = await create.prepare!(api, checked)
  const { secret, remote } = create.read(await create.send(api, prepared), prepared)
  return { secret: secret.use((bytes) => bytes.toString('utf8')), remote: remote as RemoteKey }
}

const calls = ({ emulator: { requests } }: Opened) => requests.map(({ form }) => form?.Action)

describe('an access key', () => {
  it('is refused as unknown for a while after its creation, and accepted then', async () => {
    const opened = await open({ newKeysLagMs: 5_000 })
    const { provider, api, emulator: at } = opened
    const { secret, remote } = await make(opened, draft)
    const { api: own } = await openAt(at, {
      credential: secret,
      settings: provider.settingsWith!(api.settings, remote.remoteId),
    })
    expect(await provider.verify!(own)).toBe(false)
    expect(provider.newSecretsLagMs).toBe(60_000)
    at.pass(5_000)
    const { api: later } = await openAt(at, {
      credential: secret,
      settings: provider.settingsWith!(api.settings, remote.remoteId),
      now: () => Date.now() + 5_000,
    })
    expect(await provider.verify!(later)).toBe(true)
  })

  it('is named after its user, and shown with its id, its age and its last use', async () => {
    const opened = await open({ allUsers: false, keys: 0 })
    const [own] = await listAll(opened)
    expect(own).toMatchObject({
      remoteId: `admin/${opened.emulator.own.id}`,
      label: 'admin',
      handle: opened.emulator.own.id,
      switch: 'enabled',
      expires: {},
      createdAt: opened.emulator.own.createdAt,
    })
    expect(calls(opened)).toEqual(['ListAccessKeys', 'GetAccessKeyLastUsed'])
  })

  it('is never the third of its user: the two in the way are named before anything is sent', async () => {
    const opened = await open()
    const first = await make(opened, draft)
    const second = await make(opened, draft)
    const sent = opened.emulator.handedOut().length
    const trouble = await troubleOf(async () => make(opened, draft))
    expect(trouble).toMatchObject({ kind: 'provider', why: 'conflict', outcome: 'not-sent' })
    const { words } = trouble as { readonly words: string }
    for (const { remote } of [first, second]) expect(words).toContain(remote.handle)
    expect(opened.emulator.handedOut()).toHaveLength(sent)
  })

  it('is marked in the list if the account signs with it', async () => {
    const { provider, api, emulator: at } = await open({ keys: 40 })
    const ids: (string | undefined)[] = []
    for await (const { credentialId } of provider.list(api, '')) ids.push(credentialId)
    expect(ids.filter((id) => id !== undefined)).toEqual([`admin/${at.own.id}`])
    expect(provider.settingsWith!(api.settings, 'fresh/AKIAEXAMPLEEXAMPLE00')).toMatchObject({
      accessKeyId: 'AKIAEXAMPLEEXAMPLE00',
    })
  })

  it('is listed although a whole page of users before it has none', async () => {
    const opened = await open({ pageSize: 1 })
    // The page before it contains only the user "fresh".
    opened.emulator.addUser('later')
    const { remote } = await make(opened, { ...draft, user: 'later' })
    expect((await listAll(opened)).map(({ remoteId }) => remoteId)).toContain(remote.remoteId)
  })

  it.each([
    ['of users', true],
    ['of keys', false],
  ])('is not taken for deleted if a page %s does not say where the next one begins', async (_, allUsers) => {
    const opened = await open({ allUsers, pageSize: 1, quota: 9 })
    await make(opened, { ...draft, user: 'admin' })
    const api = opened.api as HttpApi
    const send: HttpApi['send'] = async (call) => {
      const answer = await api.send(call)
      const text = new TextDecoder().decode(answer.body)
      return { ...answer, body: new TextEncoder().encode(text.replace(/<Marker>\w*<\/Marker>/, '')) }
    }
    const cut: HttpApi = { ...api, send }
    expect(await troubleOf(async () => listAll({ ...opened, api: cut }))).toMatchObject({
      why: 'not-understood',
    })
  })

  it('stays listed without its last use if the permission for that is missing', async () => {
    const opened = await open({ allUsers: false, denied: ['GetAccessKeyLastUsed'] })
    expect((await listAll(opened))[0]).toMatchObject({ label: 'admin', facts: [] })
  })

  it.each(['fresh user', 'a/b', 'x'.repeat(129)])('is not asked for with the user name %j', async (user) => {
    expect(await troubleOf(async () => aws.create.check({ ...draft, user }))).toMatchObject({
      kind: 'invalid',
      field: 'user',
    })
  })
})

describe('a service-specific credential', () => {
  const wanted = { kind: 'service', user: 'fresh', service: 'bedrock.amazonaws.com', days: '30' }

  it('is made with its expiry, listed, reset in place, switched and deleted', async () => {
    const opened = await open({ service: true })
    const { provider, api } = opened
    const made = await make(opened, wanted)
    const [listed] = await listAll(opened, 'service')
    expect(listed).toMatchObject({ remoteId: made.remote.remoteId, scope: 'service', switch: 'enabled' })
    expect(listed!.label).toBe('fresh · bedrock.amazonaws.com')
    expect(listed!.expires!.at! - listed!.createdAt!).toBe(30 * 86_400_000)
    const answer: Answer = await provider.regenerate!.send(api, listed!)
    const { secret, remote } = provider.regenerate!.read(answer, listed!)
    expect(remote.remoteId).toBe(listed!.remoteId)
    expect(opened.emulator.isAlive(made.secret)).toBe(false)
    expect(opened.emulator.isAlive(secret.use((bytes) => bytes.toString('utf8')))).toBe(true)
    expect(await provider.setEnabled!(api, listed!, false)).toMatchObject({ switch: 'disabled' })
    expect((await provider.get!(api, listed!)).key).toMatchObject({ switch: 'disabled' })
    expect(await provider.revoke!(api, listed!)).toEqual({ heard: 'done' })
    expect((await provider.get!(api, listed!)).key).toBeUndefined()
  })

  it('is not taken for reset if the answer is about another one', async () => {
    const opened = await open({ service: true })
    const one = await make(opened, wanted)
    const other = await make(opened, wanted)
    const answer = await opened.provider.regenerate!.send(opened.api, one.remote)
    const trouble = await troubleOf(async () => opened.provider.regenerate!.read(answer, other.remote))
    expect(trouble).toMatchObject({ why: 'not-understood', outcome: 'unknown' })
  })

  it('is listed only for an account that asks for it', () => {
    const settings = { accessKeyId: 'AKIAEXAMPLEEXAMPLE00', users: 'own' }
    expect(aws.scopes(aws.settings(settings))).toEqual([''])
    expect(aws.scopes(aws.settings({ ...settings, service: true }))).toEqual(['', 'service'])
  })
})

describe('the test of an account', () => {
  it('says who signs, and names each missing permission', async () => {
    const { provider, api } = await open({ denied: ['ListUsers'], service: true })
    const { who, may, warnings } = await provider.test(api)
    expect(who).toBe('arn:aws:iam::123456789012:user/admin')
    expect(may).toContainEqual({ action: 'List users (iam:ListUsers)', allowed: 'no' })
    expect(may).toContainEqual({ action: 'List access keys (iam:ListAccessKeys)', allowed: 'yes' })
    expect(warnings).toEqual([])
  })

  it('warns of the root user', async () => {
    const { provider, api } = await open({ root: true })
    expect((await provider.test(api)).warnings[0]).toContain('root user')
  })

  it('says that the clock or the secret is wrong, not that a permission is missing', async () => {
    const opened = await open()
    opened.emulator.pass(600_000)
    expect(await troubleOf(async () => opened.provider.test(opened.api))).toMatchObject({
      why: 'unauthorized',
      outcome: 'refused',
    })
  })
})

describe('the account form', () => {
  const settings = { accessKeyId: 'AKIAEXAMPLEEXAMPLE00', users: 'own' }

  it.each([
    [{}, 'https://iam.amazonaws.com/', 'https://sts.amazonaws.com/'],
    [
      { partition: 'aws-cn' },
      'https://iam.cn-north-1.amazonaws.com.cn/',
      'https://sts.cn-north-1.amazonaws.com.cn/',
    ],
    [{ baseUrl: 'https://s3.example.net/' }, 'https://s3.example.net/', 'https://s3.example.net/'],
  ])('with %j leads to %s', (more, iam, sts) => {
    const bases = aws.http.bases(aws.settings({ ...settings, ...more }))
    expect(bases['']!.href).toBe(iam)
    expect(bases.sts!.href).toBe(sts)
  })

  it.each([
    ['accessKeyId', { accessKeyId: 'secret/with/slashes' }, 'malformed'],
    ['accessKeyId', { accessKeyId: '' }, 'required'],
    ['region', { region: 'us east' }, 'malformed'],
    ['users', { users: 'some' }, 'unknown-choice'],
  ])('refuses a wrong %s: %j', async (field, more, why) => {
    const trouble = await troubleOf(async () => aws.settings({ ...settings, ...more }))
    expect(trouble).toEqual({ kind: 'invalid', field, why })
  })
})

describe('the policy to copy', () => {
  const actionsOf = (text: string) =>
    (JSON.parse(text) as { Statement: { Action: string[] }[] }).Statement[0]!.Action

  it('permits every call that Keyhold makes, and no other', async () => {
    const opened = await open({ service: true, isRoomy: true })
    const { provider, api } = opened
    const { policy } = await provider.test(api)
    for (const scope of provider.scopes(api.settings)) await listAll(opened, scope)
    for (const form of [draft, { kind: 'service', user: 'fresh', service: 'bedrock.amazonaws.com' }]) {
      const { remote } = await make(opened, form)
      const key = { ...remote, scope: form.kind === 'service' ? 'service' : '' }
      await provider.get!(api, key)
      await provider.setEnabled!(api, key, false)
      if (form.kind === 'service') await provider.regenerate!.send(api, key)
      await provider.revoke!(api, key)
    }
    const made = new Set(calls(opened).filter((name) => name !== 'GetCallerIdentity'))
    expect(new Set(actionsOf(policy!.text))).toEqual(new Set([...made].map((name) => `iam:${name!}`)))
  })

  it('leaves out what the account does not list', async () => {
    const { provider, api } = await open({ allUsers: false })
    const text = (await provider.test(api)).policy!.text
    expect(actionsOf(text)).not.toContain('iam:ListUsers')
    expect(text).not.toContain('ServiceSpecific')
  })

  it('comes with the name of each read that is refused', async () => {
    const { provider, api } = await open({ denied: ['GetAccessKeyLastUsed', 'ListUsers'] })
    const { may } = await provider.test(api)
    expect(may.filter(({ allowed }) => allowed === 'no').map(({ action }) => action)).toEqual([
      'See the last use (iam:GetAccessKeyLastUsed)',
      'List users (iam:ListUsers)',
    ])
  })
})
