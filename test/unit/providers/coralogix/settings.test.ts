/** Coralogix: the domains of an account, and the values that its forms accept. */
import { describe, expect, it } from 'vitest'
import coralogix from '../../../../electron/providers/catalog/coralogix.ts'
import { troubleOf } from '../../../suites/provider/open.ts'

const SETTINGS = { domain: 'eu1.coralogix.com', teamId: '4711' }
const SEND_DATA = { permission: 'preset SendData' }
const DRAFT = { label: 'ci', grants: [SEND_DATA] }

describe('account form', () => {
  it.each([
    ['us2.coralogix.com', 'https://api.us2.coralogix.com/'],
    ['acme.coralogix.com', 'https://api.acme.coralogix.com/'],
    ['private.eu2.coralogix.com', 'https://api.private.eu2.coralogix.com/'],
    ['https://API.eu1.coralogix.com:443/', 'https://api.eu1.coralogix.com/'],
    ['ng-api-grpc.eu2.coralogix.com:443', 'https://api.eu2.coralogix.com/'],
    // The regions' former domains, including the irregular one of AP1.
    ['coralogix.com', 'https://api.eu1.coralogix.com/'],
    ['coralogix.us', 'https://api.us1.coralogix.com/'],
    ['cx498.coralogix.com', 'https://api.us2.coralogix.com/'],
    ['coralogix.in', 'https://api.ap1.coralogix.com/'],
    ['ng-api-grpc.app.coralogix.in:443', 'https://api.ap1.coralogix.com/'],
    ['coralogixsg.com', 'https://api.ap2.coralogix.com/'],
  ])('finds the host of %s', (domain, address) => {
    const settings = coralogix.settings({ domain })
    expect(coralogix.grpc.base(settings).href).toBe(address)
    expect(coralogix.settings(settings)).toEqual(settings)
  })

  it('offers every region', () => {
    const [domain] = coralogix.metadata.accountFields
    const regions = domain!.choices!.map(({ value }) => value.replace('.coralogix.com', ''))
    expect(regions).toEqual(['eu1', 'eu2', 'us1', 'us2', 'us3', 'ap1', 'ap2', 'ap3'])
  })

  it('goes another way where the form names one, in plain text on this machine only', () => {
    const base = (baseUrl: string) => coralogix.grpc.base(coralogix.settings({ ...SETTINGS, baseUrl })).href
    expect(base('https://grpc.example.net')).toBe('https://grpc.example.net/')
    expect(base('http://127.0.0.1:4713')).toBe('http://127.0.0.1:4713/')
  })

  it.each([
    ['domain', {}, 'required'],
    ['domain', { domain: 'eu1' }, 'malformed'],
    ['domain', { domain: 'eu1.coralogix.com/../evil' }, 'malformed'],
    ['domain', { domain: 'me@evil.example' }, 'malformed'],
    ['domain', { domain: 'evil.example:8443' }, 'malformed'],
    ['teamId', { teamId: 'team' }, 'malformed'],
    ['teamId', { teamId: '4294967296' }, 'malformed'],
    ['baseUrl', { baseUrl: 'http://grpc.example.net' }, 'not-https'],
  ])('refuses a wrong %s: %j', async (field, wrong, why) => {
    const form = field === 'domain' ? wrong : { ...SETTINGS, ...wrong }
    expect(await troubleOf(async () => coralogix.settings(form))).toEqual({ kind: 'invalid', field, why })
  })
})

describe('a draft', () => {
  const check = (draft: Parameters<typeof coralogix.create.check>[0], settings = SETTINGS) =>
    coralogix.create.check(draft, settings)

  it('belongs to the team of the account unless it says otherwise', () => {
    expect(check(DRAFT).draft).toMatchObject({ owner: 'team', ownerId: '4711' })
    expect(check({ ...DRAFT, ownerId: '12' }).draft).toMatchObject({ owner: 'team', ownerId: '12' })
    const user = { ...DRAFT, owner: 'user', ownerId: 'u-1' }
    expect(check(user).draft).toMatchObject({ owner: 'user', ownerId: 'u-1' })
    expect(check(check(user).draft)).toEqual(check(user))
  })

  it('takes permissions that were typed together with those that were picked', () => {
    expect(check({ ...DRAFT, others: ['preset Brand New', 'spans:Read'] }).draft).toMatchObject({
      grants: [SEND_DATA, { permission: 'preset Brand New' }, { permission: 'spans:Read' }],
    })
    expect(check({ label: 'ci', others: ['spans:Read'] }).draft).toMatchObject({
      grants: [{ permission: 'spans:Read' }],
    })
  })

  it.each([
    ['label', { label: '' }, 'required'],
    ['grants', { grants: [] }, 'required'],
    ['owner', { owner: 'nobody' }, 'unknown-choice'],
    ['ownerId', { ownerId: 'four' }, 'malformed'],
    ['ownerId', { owner: 'user' }, 'required'],
    ['ownerId', { owner: 'organisation' }, 'required'],
  ])('is refused with a wrong %s: %j', async (field, wrong, why) => {
    expect(await troubleOf(async () => check({ ...DRAFT, ...wrong }))).toEqual({
      kind: 'invalid',
      field,
      why,
    })
  })

  it('needs an owner where the account names no team', async () => {
    const trouble = await troubleOf(async () => check(DRAFT, { domain: 'eu1.coralogix.com', teamId: '' }))
    expect(trouble).toEqual({ kind: 'invalid', field: 'ownerId', why: 'required' })
  })
})
