/** GitLab: the account form and its test, a new token, and how answers and refusals are read. */
import { describe, expect, it, onTestFinished } from 'vitest'
import gitlab from '../../../../electron/providers/catalog/gitlab.ts'
import { readError } from '../../../../electron/providers/gitlab/errors.ts'
import { hexOf } from '../../../emulators/emulator.ts'
import { startGitLab, type GitLabSeed } from '../../../emulators/gitlab.ts'
import { listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const PROJECT = 'project:team/app'
const DAY_MS = 86_400_000
const dayText = (at: number) => new Date(at).toISOString().slice(0, 10)
const dayOf = (at: number) => Math.floor(at / DAY_MS) * DAY_MS

async function connect(seed: GitLabSeed = {}) {
  const emulator = await startGitLab(seed)
  onTestFinished(() => emulator.close())
  return { ...(await openAt(emulator)), emulator }
}

describe('the test of an account', () => {
  const report = async (seed: GitLabSeed) => {
    const { provider, api, emulator } = await connect(seed)
    const { may, ...rest } = await provider.test(api)
    const ownEnd = emulator.keys[0]!.expiresAt
    return { ...rest, ownEnd, may: Object.fromEntries(may.map(({ action, allowed }) => [action, allowed])) }
  }

  it('says whose token it is, what it may do, and until when', async () => {
    const reported = await report({ places: [PROJECT, 'group:team'] })
    const { who, may, warnings, credentialExpiresAt, ownEnd } = reported
    expect(who).toBe('The token “keyhold” of mara')
    expect(may).toEqual({
      'List the personal tokens': 'yes',
      'Rotate this token': 'yes',
      'Rotate and revoke other tokens': 'yes',
      'Create project and group tokens': 'unknown',
      'List the tokens of the project team/app': 'yes',
      'List the tokens of the group team': 'yes',
    })
    expect(warnings).toEqual([])
    expect(credentialExpiresAt).toBe(ownEnd)
  })

  it.each([
    [['read_api'], 'Keyhold can list tokens with it, and change none'],
    [['self_rotate'], 'Keyhold can’t list tokens with it'],
  ])('names the missing scope of %j', async (scopes, words) => {
    const { warnings, may } = await report({ scopes, places: [PROJECT] })
    expect(warnings[0]).toBe(
      `This token lacks the scope “api”. ${words}. Tick “api” when you make the token.`,
    )
    expect(may['Rotate and revoke other tokens']).toBe('no')
    expect(may['Rotate this token']).toBe(scopes.includes('self_rotate') ? 'yes' : 'no')
  })

  it('names the role that a project or group needs, and a place that nobody can see', async () => {
    const { warnings } = await report({ role: 30, places: [PROJECT, 'group:team'] })
    expect(warnings.map((one) => one.replace(/.*: /, ''))).toEqual([
      'that needs the role Maintainer.',
      'that needs the role Owner.',
    ])
    const gone = await report({ places: ['project:team/gone'], keys: 0 })
    expect(gone.warnings).toEqual([
      'GitLab finds no project team/gone, or the token’s user can’t see it: check the path.',
    ])
  })

  it('knows that a bot creates no tokens', async () => {
    const { may } = await report({ credentialOf: PROJECT, places: [PROJECT] })
    expect(may['Create project and group tokens']).toBe('no')
  })
})

describe('the account form', () => {
  const settle = (form: object) => gitlab.settings(form as never)
  const address = 'https://git.example.net/sub'

  it('takes full paths, numbers and the addresses of pages', () => {
    const form = {
      baseUrl: address,
      projects: ['/team/app/', '12', `${address}/team/tools/deploy/-/settings/access_tokens?x=1`, 'team/app'],
      groups: ['team', `${address}/groups/team/sub/-/settings/access_tokens`],
    }
    const settings = settle(form)
    expect(settings).toEqual({
      baseUrl: address,
      projects: ['team/app', '12', 'team/tools/deploy'],
      groups: ['team', 'team/sub'],
    })
    expect(gitlab.scopes(settings)).toEqual([
      'personal',
      'project:team/app',
      'project:12',
      'project:team/tools/deploy',
      'group:team',
      'group:team/sub',
    ])
    const bases = gitlab.http.bases(settings)
    expect(bases['project:team/app']!.href).toBe(`${address}/api/v4/projects/team%2Fapp/`)
    expect(bases.personal!.href).toBe(`${address}/api/v4/`)
  })

  it.each([
    ['projects', ['app'], 'malformed'],
    ['projects', ['team/../app'], 'malformed'],
    ['projects', ['https://elsewhere.example/team/app'], 'malformed'],
    ['groups', ['.hidden'], 'malformed'],
    ['groups', ['a b'], 'malformed'],
    ['baseUrl', 'http://git.example.net', 'not-https'],
  ])('refuses %s %j', async (field, value, why) => {
    const trouble = await troubleOf(async () => settle({ [field]: value }))
    expect(trouble).toEqual({ kind: 'invalid', field, why })
  })

  it('adds no destination with a project, so that the credential need not be entered again', async () => {
    const { providers } = await connect()
    const before = providers.destinations('gitlab', settle({}))
    expect(before).toEqual(['https://gitlab.com/api/v4/'])
    expect(providers.destinations('gitlab', settle({ projects: ['team/app'], groups: ['team'] }))).toEqual(
      before,
    )
    expect(providers.strangers('gitlab', settle({ projects: ['team/app'] }))).toEqual([])
    expect(providers.strangers('gitlab', settle({ baseUrl: address }))).toEqual(['https://git.example.net'])
  })

  it('works below a path of the server', async () => {
    const opened = await connect({ subpath: '/git', places: [PROJECT], keys: 3 })
    expect(await listAll(opened, PROJECT)).toHaveLength(3)
  })
})

describe('a new token', () => {
  const settings = { projects: ['team/app', '5'], groups: ['team', '5'] }
  const draft = { name: 'x', scopes: ['api'], role: '30' }

  it.each([
    ['team/app', PROJECT, 'team/app'],
    ['team', 'group:team', 'team'],
    ['group:5', 'group:5', 'group:5'],
  ])('belongs to the place %s', async (place, scope, kept) => {
    const checked = gitlab.create.check({ ...draft, place }, settings)
    expect(checked).toMatchObject({ scope, label: 'x', draft: { place: kept } })
  })

  it.each([
    ['', 'required'],
    ['5', 'unknown-choice'],
    ['other/app', 'unknown-choice'],
  ])('belongs to no place %j', async (place, why) => {
    const trouble = await troubleOf(async () => gitlab.create.check({ ...draft, place }, settings))
    expect(trouble).toEqual({ kind: 'invalid', field: 'place', why })
  })

  it('always has an end, a date', async () => {
    const { api, provider, emulator } = await connect({ places: [PROJECT] })
    const { draft: checked } = provider.create!.check(draft, api.settings)
    await provider.create!.send(api, checked)
    await provider.create!.send(api, {
      ...checked,
      validTo: Date.UTC(2027, 0, 31, 22, 59),
      description: 'why',
    })
    const posts = emulator.requests.filter(({ method }) => method === 'POST')
    expect(posts.map(({ json }) => json)).toEqual([
      {
        name: 'x',
        scopes: ['api'],
        access_level: 30,
        expires_at: dayText(dayOf(Date.now()) + 365 * DAY_MS),
      },
      { name: 'x', scopes: ['api'], access_level: 30, expires_at: '2027-01-31', description: 'why' },
    ])
  })
})

it.each([
  [{ message: '403 Forbidden' }, { words: '403 Forbidden' }],
  [
    { message: { name: ['is too long', 'is odd'], base: 'no' } },
    { words: 'name: is too long, is odd; base: no' },
  ],
  [{ error: 'name is missing' }, { words: 'name is missing' }],
  [
    { error: 'insufficient_scope', error_description: 'More.', scope: 'api' },
    { words: 'More. Needed: api.' },
  ],
  [
    { error: 'dpop_error', error_description: 'Sign.' },
    { words: 'Sign.', why: 'forbidden' },
  ],
  [{ message: '404 Project Not Found' }, { words: '404 Project Not Found', why: 'not-a-member' }],
  [{ message: '404 project Access Token Not Found' }, { words: '404 project Access Token Not Found' }],
  [{ error: 'no' }, undefined],
  [{ message: {} }, undefined],
  [['message'], undefined],
])('reads the refusal %j', async (json, form) => {
  expect(readError(400, json)).toEqual(form)
})

it('reads the plain text of GitLab’s brake', async () => {
  expect(readError(429, undefined, 'Retry later\n')).toEqual({ words: 'Retry later' })
  expect(readError(503, undefined, 'Retry later\n')).toBeUndefined()
})

it.each([
  ['the old number', { id: 7, token: `glpat-${hexOf('x')}` }, 'not-understood'],
  ['a mask', { id: 8, token: 'glpat-********************' }, 'masked-secret'],
  ['no token', { id: 8 }, 'not-understood'],
  ['no number', { token: `glpat-${hexOf('x')}` }, 'not-understood'],
])('takes no new token from an answer with %s', async (_, json, why) => {
  const answer = { status: 200, body: new TextEncoder().encode(JSON.stringify(json)) }
  const read = async () => gitlab.regenerate.read(answer, { remoteId: '7', scope: PROJECT, label: '' })
  expect(await troubleOf(read)).toMatchObject({ why, outcome: 'unknown' })
})

it('finds a token of any prefix that an administrator may choose', () => {
  const secret = `corp_tok-${hexOf('a token of a company')}`
  expect(gitlab.secretsIn(`{"id":1,"token":"${secret}"`)).toEqual([secret])
  expect(gitlab.secretsIn('{"token":"csrf"}')).toEqual([])
})
