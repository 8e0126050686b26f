/** Ops Manager: how its responses are read, and the account form. */
import { describe, expect, it } from 'vitest'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import opsManager from '../../../../electron/providers/catalog/ops-manager.ts'
import { troubleOf } from '../../../suites/provider/open.ts'

const ID = '5a9f5fe1b9c2a40fda2b3c4d'
const KEY = '1a2b3c4d5e6f1a2b3c4d5e6f1a2b3c4d5e6f1a2b3c4d9876'
const PROJECT = '5a0a1e7e0f2912c554080adc'
const CREATED = 1_520_458_807_291

const answer = (value: unknown, status = 200) => ({
  status,
  body: new TextEncoder().encode(JSON.stringify(value)),
})
const textOf = (secret: Secret) => secret.use((raw) => raw.toString('utf8'))

describe('the answer of a creation', () => {
  const created = {
    _id: ID,
    createdBy: 'PUBLIC_API',
    createdIpAddr: '198.51.100.7',
    createdTime: CREATED,
    createdUserId: '5a9f0000b9c2a40fda2b0000',
    desc: 'Agent API Key for this project',
    key: KEY,
  }

  it('returns the whole key, and the other facts without it', () => {
    const { secret, remote } = opsManager.create.read(answer(created, 201))
    expect(textOf(secret)).toBe(KEY)
    expect(JSON.stringify(remote)).not.toContain(KEY)
    expect(remote).toEqual({
      remoteId: ID,
      scope: '',
      label: 'Agent API Key for this project',
      switch: 'enabled',
      createdAt: CREATED,
      grants: [],
      facts: [
        { label: 'Ends in', value: '9876' },
        { label: 'Made by', value: 'The API' },
        { label: 'Maker’s address', value: '198.51.100.7' },
        { label: 'User', value: '5a9f0000b9c2a40fda2b0000' },
      ],
    })
  })

  it.each([
    ['`id` as the table says', { _id: undefined, id: ID }, { remoteId: ID }],
    ['an ISO time as the table says', { createdTime: '2018-03-07T21:40:07.291Z' }, { createdAt: CREATED }],
    ['a time that is none', { createdTime: 'lately' }, { createdAt: undefined }],
    ['no label', { desc: null }, { label: '' }],
  ])('is read with %s', (_, change, expected) => {
    expect(opsManager.create.read(answer({ ...created, ...change })).remote).toMatchObject(expected)
  })

  it('is read with nothing but id and key, and shows no part of a short one', () => {
    const { secret, remote } = opsManager.create.read(answer({ _id: ID, key: 'swordfish' }))
    expect(textOf(secret)).toBe('swordfish')
    expect(remote.facts).toEqual([])
  })

  it.each([
    ['a masked key', { ...created, key: `${'*'.repeat(44)}9876` }, 'masked-secret'],
    ['no key', { ...created, key: undefined }, 'not-understood'],
    ['an empty key', { ...created, key: '' }, 'not-understood'],
    ['no id', { ...created, _id: undefined }, 'not-understood'],
    ['a list', [created], 'not-understood'],
    ['an envelope, which was not asked for', { status: 200, content: created }, 'not-understood'],
  ])('is not taken for a secret: %s', async (_, body, why) => {
    const trouble = await troubleOf(async () => opsManager.create.read(answer(body)))
    expect(trouble).toEqual({ kind: 'provider', why, outcome: 'unknown', status: 200 })
  })
})

describe('the account form', () => {
  const form = { projectId: PROJECT, publicKey: 'abcdefgh' }

  it.each([
    [undefined, 'https://cloud.mongodb.com/'],
    ['https://ops.example.net:8443', 'https://ops.example.net:8443/'],
    ['https://ops.example.net:8443/', 'https://ops.example.net:8443/'],
    ['https://ops.example.net:8443/api/public/v1.0', 'https://ops.example.net:8443/'],
    ['https://ops.example.net/mms/', 'https://ops.example.net/mms/'],
  ])('with the address %s leads to %s', (baseUrl, root) => {
    const settings = opsManager.settings(baseUrl === undefined ? form : { ...form, baseUrl })
    const [base] = Object.values(opsManager.http.bases(settings))
    expect(base!.href).toBe(`${root}api/public/v1.0/groups/${PROJECT}/`)
  })

  it('takes a project ID in capitals, and an old user name', () => {
    const odd = { projectId: PROJECT.toUpperCase(), publicKey: 'ann@example.com' }
    expect(opsManager.settings(odd)).toEqual({ projectId: PROJECT, publicKey: 'ann@example.com' })
  })

  it.each([
    ['projectId', { publicKey: 'abcdefgh' }, 'required'],
    ['projectId', { ...form, projectId: 'my-project' }, 'malformed'],
    ['projectId', { ...form, projectId: '../../orgs/5a0a1e7e0f291' }, 'malformed'],
    ['publicKey', { projectId: PROJECT }, 'required'],
    ['publicKey', { ...form, publicKey: '{abcdefgh}' }, 'malformed'],
    ['publicKey', { ...form, publicKey: 'abcdefgh:1a2b3c4d' }, 'malformed'],
    ['publicKey', { ...form, publicKey: 'clé' }, 'malformed'],
    ['baseUrl', { ...form, baseUrl: 'http://ops.example.net:8080' }, 'not-https'],
  ])('refuses a wrong %s: %j', async (field, values, why) => {
    const trouble = await troubleOf(async () => opsManager.settings(values))
    expect(trouble).toEqual({ kind: 'invalid', field, why })
  })

  it.each([
    ['desc', {}, 'required'],
    ['desc', { desc: 'x'.repeat(1_001) }, 'too-long'],
  ])('refuses a draft with a wrong %s: %j', async (field, draft, why) => {
    const trouble = await troubleOf(async () => opsManager.create.check(draft))
    expect(trouble).toEqual({ kind: 'invalid', field, why })
  })
})

describe('an error form', () => {
  const form = (status: number, body: object) => opsManager.http.readError(status, body)
  const barred = {
    error: 403,
    errorCode: 'IP_ADDRESS_NOT_ON_ACCESS_LIST',
    detail: 'IP address 203.0.113.9 is not allowed.',
  }

  it.each([
    ['in the text', barred, 'IP address 203.0.113.9 is not allowed.'],
    ['in both', { ...barred, parameters: ['203.0.113.9'] }, 'IP address 203.0.113.9 is not allowed.'],
    ['as a parameter', { ...barred, detail: 'No.', parameters: [7, '2001:db8::17'] }, 'No. (2001:db8::17)'],
    ['nowhere', { ...barred, detail: 'Not at 12:30.', parameters: ['12:30'] }, 'Not at 12:30.'],
  ])('about the access list keeps the address that is %s', (_, body, words) => {
    expect(form(403, body)).toEqual({ why: 'not-on-access-list', words })
  })

  it.each([
    ['NOT_IN_GROUP', 401, 'not-a-member', 'Their words.'],
    ['USER_UNAUTHORIZED', 401, 'forbidden', 'Their words.'],
    ['NO_CURRENT_USER', 401, undefined, 'Their words.'],
    ['GROUP_NOT_FOUND', 404, 'invalid', 'Their words.'],
    ['INVALID_GROUP_ID', 404, 'invalid', 'Their words.'],
    ['INVALID_KEY_ID', 404, undefined, 'Their words.'],
    ['API_KEY_NOT_FOUND', 400, 'not-found', 'Their words.'],
    ['constructor', 400, undefined, 'Their words.'],
  ])('%s with %i means %s', (errorCode, status, why, words) => {
    const body = { error: status, errorCode, detail: 'Their words.' }
    expect(form(status, body)).toEqual(why === undefined ? { words } : { words, why })
  })

  it('may have no code, and no words', () => {
    expect(form(401, { reason: 'Unauthorized', error: 401 })).toEqual({ words: 'Unauthorized' })
    expect(form(401, { error: 401 })).toEqual({ words: '' })
  })

  it.each([{}, { error: 'Not Found', status: 404 }, { detail: 'Not Found' }, { error: 403 }, [], null])(
    'is not %j',
    (body) => expect(form(404, body as object)).toBeUndefined(),
  )
})
