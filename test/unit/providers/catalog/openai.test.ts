/** OpenAI: its three kinds of keys in the common suite, and how its responses and forms are read. */
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../../shared/contract/errors.ts'
import { metadataOfKey } from '../../../../shared/model/abilities.ts'
import openai from '../../../../electron/providers/catalog/openai.ts'
import { missingScopes } from '../../../../electron/providers/openai/errors.ts'
import { isMaskOf } from '../../../../electron/providers/openai/keys.ts'
import { metadataOf } from '../../../../electron/providers/registry.ts'
import { startOpenAi } from '../../../emulators/openai.ts'
import { secretOf } from '../../../emulators/openai-keys.ts'
import { testProvider } from '../../../suites/provider.suite.ts'
import { troubleOf } from '../../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
const DAY_MS = 86_400_000
const SECRET = secretOf('svcacct', 'sample')
const PROJECT = 'proj_0123abcd'

testProvider(openai, {
  start: async (keys) => startOpenAi({ keys }),
  scope: 'admin',
  draft: {
    kind: 'admin-key',
    name: 'made here',
    validTo: Math.trunc(Date.now() / 1000) * 1000 + 90 * DAY_MS,
  },
  lacks: ['update'],
})

const project = (await startOpenAi({ keys: 0 }).then(async (one) => (await one.close(), one.projects)))[0]!.id

testProvider(openai, {
  start: async (keys) => startOpenAi({ keys }),
  scope: 'service',
  draft: { kind: 'service-account', name: 'made here', project },
  change: { scopes: ['api.all.read'] },
  kept: ['Project', 'Project ID', 'Service account', 'Service account ID', 'Role'],
})

const answer = (value: unknown, status = 200) => ({
  status,
  body: new TextEncoder().encode(JSON.stringify(value)),
})

describe('the answer of a creation', () => {
  const key = { id: 'key_1', name: 'Secret Key', value: SECRET, created_at: NOW / 1000 }
  const account = {
    id: 'svc_acct_1',
    object: 'organization.project.service_account',
    name: 'web',
    role: 'member',
  }
  const ofAccount = { kind: 'service-account', name: 'web', project: PROJECT }
  const ofKey = { kind: 'service-account-key', name: 'web', project: PROJECT, serviceAccount: 'svc_acct_1' }
  const ofAdmin = { kind: 'admin-key', name: 'web' }

  it('brings a new service account and its first key, whose name in lists is the account’s', () => {
    const { secret, remote } = openai.create.read(answer({ ...account, api_key: key }), ofAccount)
    expect(secret.use((raw) => raw.toString('utf8'))).toBe(SECRET)
    expect(JSON.stringify(remote)).not.toContain(SECRET)
    expect(remote).toEqual({
      remoteId: `${PROJECT}/key_1`,
      scope: 'service',
      label: 'web',
      switch: 'enabled',
      expires: {},
      createdAt: NOW,
      lastUsedAt: undefined,
      grants: [],
      facts: [
        { label: 'Project ID', value: PROJECT },
        { label: 'Service account', value: 'web' },
        { label: 'Service account ID', value: 'svc_acct_1' },
      ],
    })
  })

  it('brings another key of a service account, with its end', () => {
    const body = { ...key, name: 'web 2', expires_at: NOW / 1000 + 3_600 }
    expect(openai.create.read(answer(body), ofKey).remote).toMatchObject({
      remoteId: `${PROJECT}/key_1`,
      label: 'web 2',
      expires: { at: NOW + 3_600_000 },
    })
  })

  it.each([
    ['null', null, {}],
    ['missing', undefined, {}],
    ['a time', NOW / 1000, { at: NOW }],
    ['an odd one', 'soon', undefined],
  ])('brings an admin key whose end is %s', (_, end, expires) => {
    const body = { ...key, expires_at: end, owner: { type: 'user', name: 'Ada' } }
    const { remote } = openai.create.read(answer(body), ofAdmin)
    expect(remote).toMatchObject({ remoteId: 'key_1', scope: 'admin' })
    expect(remote.expires).toEqual(expires)
  })

  it.each([
    ['a mask', { ...key, value: 'sk-admin...xyz' }, ofAdmin, 'masked-secret'],
    ['no value', { ...key, value: undefined }, ofAdmin, 'not-understood'],
    ['no id', { ...key, id: '' }, ofKey, 'not-understood'],
    ['a service account without a key', { ...account, api_key: null }, ofAccount, 'not-understood'],
    ['a page', { object: 'list', data: [key] }, ofKey, 'not-understood'],
  ])('is not taken for a secret: %s', async (_, body, draft, why) => {
    const trouble = await troubleOf(async () => openai.create.read(answer(body), draft))
    expect(trouble).toEqual({ kind: 'provider', why, outcome: 'unknown', status: 200 })
  })
})

describe('a mask', () => {
  it.each([
    ['sk-admin...xyz', 'sk-admin-0000xyz', true],
    ['sk-admin-…wxyz', 'sk-admin-0000wxyz', true],
    ['sk-admin-****wxyz', 'sk-admin-0000wxyz', true],
    ['sk-admin...xyy', 'sk-admin-0000xyz', false],
    ['sk-proj...xyz', 'sk-admin-0000xyz', false],
    ['sk-admin...yz', 'sk-admin-0000xyz', false],
    ['sk-admin-0000xyz', 'sk-admin-0000xyz', false],
    [undefined, 'sk-admin-0000xyz', false],
  ])('%s fits the secret %s: %s', (mask, secret, fits) => expect(isMaskOf(mask, secret)).toBe(fits))
})

describe('what can be done with a key', () => {
  const of = (scope: string) => metadataOfKey(metadataOf(openai), {}, scope)!

  it('depends on its kind', () => {
    expect(of('admin')).toMatchObject({ keyNoun: 'admin key', can: { update: false, replace: true } })
    expect(of('project')).toMatchObject({ keyNoun: 'project key', can: { update: true, replace: false } })
    expect(of('service')).toMatchObject({
      keyNoun: 'service account key',
      can: { update: true, replace: true },
    })
    for (const scope of ['admin', 'project', 'service'])
      expect(of(scope).can).toMatchObject({
        revoke: true,
        regenerate: false,
        setEnabled: false,
        verify: true,
      })
  })

  it('is asked for where the key belongs', () => {
    const ask = (label: string) => openai.use.request({}, { facts: [{ label, value: 'x' }] }).address
    expect(ask('Project ID')).toBe('https://api.openai.com/v1/models')
    expect(ask('Owner')).toBe('https://api.openai.com/v1/organization/admin_api_keys')
  })
})

describe('a draft', () => {
  it('keeps only the fields of its kind', () => {
    const form = { name: 'web', project: PROJECT, serviceAccount: 'svc_acct_1', scopes: ['api.files.read'] }
    const check = (kind: string) => openai.create.check({ kind, ...form })
    expect(check('admin-key')).toEqual({
      draft: { kind: 'admin-key', name: 'web' },
      label: 'web',
      scope: 'admin',
    })
    expect(check('service-account').draft).toEqual({ kind: 'service-account', name: 'web', project: PROJECT })
    expect(check('service-account-key')).toMatchObject({ draft: form, scope: 'service' })
  })

  it.each([
    ['kind', { name: 'x' }, 'required'],
    ['kind', { kind: 'person', name: 'x' }, 'unknown-choice'],
    ['name', { kind: 'admin-key' }, 'required'],
    ['project', { kind: 'service-account', name: 'x' }, 'required'],
    ['serviceAccount', { kind: 'service-account-key', name: 'x', project: PROJECT }, 'required'],
  ])('with a wrong %s is refused: %j', async (field, draft, why) => {
    const trouble = await troubleOf(async () => openai.create.check(draft))
    expect(trouble).toEqual({ kind: 'invalid', field, why })
  })
})

describe('an error form', () => {
  const form = (error: unknown) => openai.http.readError(401, { error })
  const message =
    'You have insufficient permissions for this operation. Missing scopes: api.management.read. Check that you have the correct role.'

  it('about a missing scope is no wrong key, also as a bare text', () => {
    const expected = { words: message, why: 'forbidden' }
    expect(form({ message, type: 'invalid_request_error', param: null, code: null })).toEqual(expected)
    expect(form(message)).toEqual(expected)
  })

  it('is taken without the fields that may be null', () => {
    expect(form({ message: 'No.', type: 'invalid_request_error' })).toEqual({ words: 'No.' })
  })

  it.each([undefined, null, 'No.', {}, { message: 'No.' }, { type: 'x' }, []])('is not %j', (error) =>
    expect(form(error)).toBeUndefined(),
  )

  it('names the scopes that are missing', () => {
    const refusal = (words: string, outcome: 'refused' | 'unknown' = 'refused') =>
      new Failure({ kind: 'provider', why: 'forbidden', outcome, words })
    expect(missingScopes(refusal(message))).toEqual(['api.management.read'])
    expect(missingScopes(refusal('Missing scopes: api.responses.read, api.responses.write'))).toEqual([
      'api.responses.read',
      'api.responses.write',
    ])
    expect(missingScopes(refusal('Forbidden.'))).toBeUndefined()
    expect(missingScopes(refusal(message, 'unknown'))).toBeUndefined()
    expect(missingScopes(new Error(message))).toBeUndefined()
  })
})
