/** Grafana: its addresses, how its responses and errors are read, and its forms. */
import { describe, expect, it } from 'vitest'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import grafana from '../../../../electron/providers/catalog/grafana.ts'
import { startGrafana } from '../../../emulators/grafana.ts'
import { troubleOf } from '../../../suites/provider/open.ts'

const sample = await startGrafana({ seed: 'a sample' })
await sample.close()
const KEY = sample.credential
const END = Date.UTC(2027, 0, 1)
const draft = { name: 'ci', serviceAccount: '17', expires: END }

const answer = (value: unknown, status = 200) => ({
  status,
  body: new TextEncoder().encode(JSON.stringify(value)),
})
const textOf = (secret: Secret) => secret.use((raw) => raw.toString('utf8'))

describe('the answer of a creation', () => {
  it('gives the whole token, addressed together with its account, and the end of the draft', () => {
    const { secret, remote } = grafana.create.read(answer({ id: 7, name: 'ci', key: KEY }), draft)
    expect(textOf(secret)).toBe(KEY)
    expect(remote).toEqual({
      remoteId: '17/7',
      scope: '',
      label: 'ci',
      switch: 'enabled',
      expires: { at: END },
    })
  })

  it('says of a draft without an end that the token never expires', () => {
    const { remote } = grafana.create.read(answer({ id: 7, key: KEY }), { ...draft, expires: '' })
    expect(remote).toMatchObject({ label: 'ci', expires: {} })
  })

  it.each([
    ['a masked token', { id: 7, key: 'glsa_…' }, 'masked-secret'],
    ['no token', { id: 7, name: 'ci' }, 'not-understood'],
    ['no id', { name: 'ci', key: KEY }, 'not-understood'],
    ['a list', [{ id: 7, key: KEY }], 'not-understood'],
  ])('is not taken for a secret: %s', async (_, body, why) => {
    const trouble = await troubleOf(async () => grafana.create.read(answer(body), draft))
    expect(trouble).toMatchObject({ kind: 'provider', why, outcome: 'unknown' })
  })
})

describe('the account form', () => {
  it.each([
    ['https://grafana.example.net', 'https://grafana.example.net/api/'],
    ['https://shop.grafana.net/', 'https://shop.grafana.net/api/'],
    ['https://example.net/grafana', 'https://example.net/grafana/api/'],
    ['https://example.net/grafana/api', 'https://example.net/grafana/api/'],
    ['https://example.net:3000/a/b/', 'https://example.net:3000/a/b/api/'],
  ])('with the address %s leads to %s', (baseUrl, base) => {
    expect(grafana.http.bases(grafana.settings({ baseUrl }))['']?.href).toBe(base)
  })

  it.each([
    [{}, 'required'],
    [{ baseUrl: 'http://grafana.example.net:3000' }, 'not-https'],
    [{ baseUrl: 'grafana.example.net' }, 'malformed'],
  ])('refuses a wrong address: %j', async (form, why) => {
    const trouble = await troubleOf(async () => grafana.settings(form))
    expect(trouble).toEqual({ kind: 'invalid', field: 'baseUrl', why })
  })
})

describe('the forms of a token', () => {
  it.each([
    ['name', { serviceAccount: '4' }, 'required'],
    ['serviceAccount', { name: 'ci' }, 'required'],
    ['name', { name: 'x'.repeat(191), serviceAccount: '4' }, 'too-long'],
    ['role', { name: 'ci', serviceAccount: 'robot', role: 'Owner' }, 'unknown-choice'],
  ])('refuses a wrong %s: %j', async (field, form, why) => {
    const trouble = await troubleOf(async () => grafana.create.check(form))
    expect(trouble).toEqual({ kind: 'invalid', field, why })
  })

  it('shows where a token is used', () => {
    const settings = grafana.settings({ baseUrl: 'https://example.net/grafana' })
    expect(grafana.use.request(settings)).toEqual({ address: 'https://example.net/grafana/api/search' })
  })
})

describe('an error', () => {
  const form = (status: number, body: unknown, text?: string) => grafana.http.readError(status, body, text)

  it('is read in the form of old and of new versions', () => {
    expect(form(409, { message: 'Taken.' })).toEqual({ words: 'Taken.' })
    expect(form(409, { message: 'Taken.', messageId: 'x', statusCode: 409, traceID: '' })).toEqual({
      words: 'Taken.',
    })
  })

  it('is not Grafana’s if it names another status or has no message', () => {
    expect(form(409, { message: 'Taken.', statusCode: 404 })).toBeUndefined()
    for (const body of [{}, [], null, undefined, { error: 'x' }, { message: 7 }])
      expect(form(404, body)).toBeUndefined()
  })

  it('is also read where Grafana writes plain text, and only there', () => {
    const words =
      'The expiration date input exceeds the limit for service account access tokens expiration date'
    expect(form(400, undefined, words)).toEqual({ words })
    expect(form(404, undefined, words)).toBeUndefined()
    expect(form(400, undefined, `<html>${words}`)).toBeUndefined()
  })
})
