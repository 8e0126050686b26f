import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import {
  keyForPlace,
  parsePlace,
  placeText,
} from '../../../electron/command-line/credentials/credential-place.ts'
import type { KeyId, KeyRow, OperationId } from '../../../shared/model/model.ts'
import { addByHand } from '../core/vault-set-up.ts'
import { fakeRow } from './rows.ts'
import { makeCommands, writeKey } from './set-up.ts'

async function ready() {
  const machine = await makeCommands()
  const { vault, keyhold } = machine
  const hold = async (
    name: string,
    text: string,
    fields: Partial<Pick<KeyRow, 'tags' | 'environment' | 'expires'>> = {},
  ) => {
    const key = await addByHand(vault, name, text)
    await writeKey(vault, key, fields)
    return key
  }
  const git = (attributes: string, ...more: string[]) =>
    keyhold({ args: ['credential', 'git', 'get', ...more], input: [attributes] })
  const docker = (action: string, said = '') =>
    keyhold({ args: ['credential', 'docker', action], input: [said] })
  return { ...machine, hold, git, docker }
}

const HUB = 'protocol=https\nhost=github.com\n'

describe('keyhold credential git', () => {
  it('gives the key whose tag names the host, once it is permitted', async () => {
    const { git, hold, approvals } = await ready()
    const key = await hold('token', 'ghp_one', { tags: ['git:github.com'] })
    expect(await git(`${HUB}\n`)).toMatchObject({
      code: EXIT.done,
      out: 'username=x-access-token\npassword=ghp_one\n',
      err: '',
    })
    expect(approvals.secrets).toEqual([
      {
        keys: [{ key }],
        command: 'credential',
        program: 'git',
        reason: 'Sign in to github.com',
        requester: undefined,
      },
    ])
  })

  it('takes the longest path, and the user name of the URL or of a tag', async () => {
    const { git, hold } = await ready()
    await hold('all', 'of all', { tags: ['git:github.com'] })
    await hold('org', 'of org', { tags: ['git:github.com/org', 'git-user:robot'] })
    await hold('a', 'of a', { tags: ['git:git.example.com', 'git-user:a'] })
    await hold('b', 'of b', { tags: ['git:git.example.com', 'git-user:b'] })
    expect((await git(`${HUB}path=org/repo.git\n`)).out).toBe('username=robot\npassword=of org\n')
    expect((await git(`${HUB}path=organ/repo\n`)).out).toContain('of all')
    expect((await git('protocol=https\nhost=git.example.com\nusername=b\n')).out).toBe(
      'username=b\npassword=of b\n',
    )
    expect((await git('protocol=https\nhost=git.example.com\nusername=c\n')).out).toBe('')
  })

  it('returns nothing for a plain connection, another port or another host', async () => {
    const { git, hold } = await ready()
    await hold('token', 'secret', { tags: ['git:github.com', 'git:http://localhost:3000'] })
    for (const said of [
      'protocol=http\nhost=github.com\n',
      'protocol=https\nhost=github.com:8443\n',
      'protocol=https\nhost=github.com.example.com\n',
      'protocol=http\nhost=localhost\n',
    ])
      expect(await git(said)).toMatchObject({ code: EXIT.done, out: '', err: '' })
    expect((await git('protocol=https\nhost=GitHub.com:443\n')).out).toContain('secret')
    expect((await git('protocol=http\nhost=localhost:3000\n')).out).toContain('secret')
  })

  it('lets git go on without it where it has no key, and ends git’s questions where it has one', async () => {
    const { git, hold, approvals, around } = await ready()
    const none = await git(HUB, '--verbose')
    expect(none).toMatchObject({ code: EXIT.done, out: '' })
    expect(none.err).toContain('git:github.com')
    await hold('token', 'secret', { tags: ['git:github.com'] })
    approvals.answer = 'denied'
    expect(await git(HUB)).toMatchObject({ code: EXIT.denied, out: 'quit=1\n' })
    await hold('other', 'secret 2', { tags: ['git:github.com'] })
    const several = await git(HUB)
    expect(several).toMatchObject({ code: EXIT.notFound, out: 'quit=1\n' })
    expect(several.err).toContain('keyhold://secret/manual/other')
    expect(several.err).toContain('git-user:NAME')
    around.isLocked = true
    expect(await git(HUB)).toMatchObject({ code: EXIT.locked, out: '' })
  })

  it('says how to make git name the path that tags have', async () => {
    const { git, hold } = await ready()
    await hold('token', 'secret', { tags: ['git:github.com/org'] })
    const { out, err } = await git(HUB)
    expect(out).toBe('')
    expect(err).toContain('credential.useHttpPath')
  })

  it('tells git until when the secret works, and warns once it does not', async () => {
    const { git, hold, clock } = await ready()
    const at = clock.now() + 60_000
    await hold('token', 'secret', { tags: ['git:github.com'], expires: { source: 'typed', at } })
    expect((await git(HUB)).out).toContain(`password_expiry_utc=${Math.floor(at / 1_000)}\n`)
    clock.jump(60_000)
    const { out, err } = await git(HUB)
    expect(out).not.toContain('expiry')
    expect(err).toContain('expired')
  })

  it.each(['store', 'erase'])('accepts %s and changes nothing, also while locked', async (action) => {
    const { keyhold, around, approvals } = await ready()
    around.isLocked = true
    const input = [`${HUB}username=a\npassword=b\n`]
    expect(await keyhold({ args: ['credential', 'git', action], input })).toMatchObject({
      code: EXIT.done,
      out: '',
      err: '',
    })
    const { err } = await keyhold({ args: ['credential', 'git', action, '-v'], input })
    expect(err).toContain('changed nothing')
    expect(approvals.secrets).toEqual([])
  })

  it('refuses what no answer can hold, and what is no question', async () => {
    const { git, hold, keyhold } = await ready()
    await hold('token', 'two\nlines', { tags: ['git:github.com'] })
    const broken = await git(HUB)
    expect(broken.out).toBe('quit=1\n')
    expect(broken.err).toContain('line break')
    expect((await git('nonsense')).code).toBe(EXIT.usage)
    expect((await git(`host=${'x'.repeat(70_000)}`)).code).toBe(EXIT.usage)
    expect((await keyhold({ args: ['credential', 'git', 'get'], input: [Uint8Array.of(0xff)] })).code).toBe(
      EXIT.usage,
    )
    expect((await keyhold(['credential', 'git'])).err).toContain('get|store|erase')
    expect((await keyhold(['credential', 'svn', 'get'])).code).toBe(EXIT.usage)
    expect(
      (await keyhold({ args: ['credential', 'git', 'get'], input: [HUB], terminal: { out: true } })).code,
    ).toBe(EXIT.usage)
  })
})

describe('a place', () => {
  it('takes the replacement of a key that is being replaced', () => {
    const overlap = { operation: 'x' as OperationId, until: 9e12 }
    const [old, fresh] = ['old', 'fresh'] as KeyId[]
    const tags = ['git:github.com']
    const keys = [
      fakeRow({ id: old!, tags, overlap: { ...overlap, role: 'old', other: fresh! } }),
      fakeRow({ id: fresh!, tags, overlap: { ...overlap, role: 'new', other: old! } }),
    ]
    expect(keyForPlace({ kind: 'git', place: parsePlace('github.com')! }, keys)).toMatchObject({
      kind: 'found',
      key: { id: fresh },
    })
  })

  const part = fc.stringMatching(/^[a-z0-9_-]{1,8}$/)
  const host = fc
    .stringMatching(/^[a-z]{1,8}\.[a-z]{2,5}(:[1-9][0-9]{2,3})?$/)
    .filter((h) => !h.endsWith(':443'))

  it('is read back from its own words', () => {
    fc.assert(
      fc.property(host, fc.array(part, { maxLength: 3 }), (name, path) => {
        const place = { scheme: 'https', host: name, path }
        expect(parsePlace(placeText(place))).toEqual(place)
      }),
    )
  })

  it('never matches a key for another host, whatever is asked', () => {
    const keys = [fakeRow({ tags: ['git:good.example/org'] })]
    fc.assert(
      fc.property(fc.string(), fc.webUrl({ withQueryParameters: true }), (noise, url) => {
        for (const text of [noise, url, `${noise}good.example`, `good.example${noise}`]) {
          const place = parsePlace(text)
          if (place === undefined || (place.host === 'good.example' && place.scheme === 'https')) continue
          expect(keyForPlace({ kind: 'git', place }, keys).kind).toBe('none')
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('keyhold credential docker', () => {
  it('gives user and secret by the registry, in docker’s own words', async () => {
    const { docker, hold } = await ready()
    await hold('hub', 'dckr_pat', { tags: ['docker:docker.io', 'docker-user:ada'] })
    await hold('ghcr', 'ghp "x"', { tags: ['docker:ghcr.io'] })
    await hold('own', 'reg', { tags: ['docker:localhost:5000', 'docker-user:me'] })
    expect(JSON.parse((await docker('get', 'https://index.docker.io/v1/')).out)).toEqual({
      ServerURL: 'https://index.docker.io/v1/',
      Username: 'ada',
      Secret: 'dckr_pat',
    })
    expect(JSON.parse((await docker('get', 'ghcr.io\n')).out)).toMatchObject({ Secret: 'ghp "x"' })
    expect(JSON.parse((await docker('get', 'localhost:5000')).out)).toMatchObject({ Username: 'me' })
    expect(JSON.parse((await docker('list')).out)).toEqual({
      'https://index.docker.io/v1/': 'ada',
      'ghcr.io': 'x-access-token',
      'localhost:5000': 'me',
    })
    expect(await docker('get', 'quay.io')).toMatchObject({
      code: EXIT.failed,
      out: 'credentials not found in native keychain\n',
    })
    expect(await docker('store', '{"ServerURL":"a"}')).toMatchObject({ code: EXIT.done, out: '' })
    expect(await docker('erase', 'ghcr.io')).toMatchObject({ code: EXIT.done, out: '' })
    expect((await docker('version')).code).toBe(EXIT.usage)
  })
})

describe('keyhold credential aws', () => {
  const aws = async (name: string) => {
    const machine = await ready()
    const ask = () => machine.keyhold(['credential', 'aws', name])
    return { ...machine, ask }
  }

  it('takes the access key id from a tag, and says when the secret ends', async () => {
    const { ask, hold, clock } = await aws('deploy')
    const at = clock.now() + 3_600_000
    await hold('deploy', 'abc/def', {
      tags: ['aws-access-key-id:AKIAIOSFODNN7EXAMPLE'],
      expires: { source: 'typed', at },
    })
    expect(JSON.parse((await ask()).out)).toEqual({
      Version: 1,
      AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      SecretAccessKey: 'abc/def',
      Expiration: new Date(at).toISOString(),
    })
  })

  it('puts the parts together by their variables, on one card', async () => {
    const { ask, hold, approvals } = await aws('PROD_AWS_SECRET_ACCESS_KEY')
    await hold('id', 'AKIA1', { environment: 'PROD_AWS_ACCESS_KEY_ID' })
    await hold('secret', 'sss', { environment: 'PROD_AWS_SECRET_ACCESS_KEY' })
    await hold('session', 'ttt', { environment: 'PROD_AWS_SESSION_TOKEN' })
    await hold('other', 'AKIA2', { environment: 'AWS_ACCESS_KEY_ID' })
    expect(JSON.parse((await ask()).out)).toEqual({
      Version: 1,
      AccessKeyId: 'AKIA1',
      SecretAccessKey: 'sss',
      SessionToken: 'ttt',
    })
    expect(approvals.secrets).toHaveLength(1)
    await hold('id too', 'AKIA3', { environment: 'PROD_AWS_ACCESS_KEY_ID' })
    expect(await ask()).toMatchObject({ code: EXIT.notFound, out: '' })
  })

  it('says what to do where the id is not known', async () => {
    const { ask, keyhold } = await aws('build')
    const { code, out, err } = await ask()
    expect({ code, out }).toEqual({ code: EXIT.notFound, out: '' })
    expect(err).toContain('aws-access-key-id:ID')
    expect((await keyhold(['credential', 'aws'])).code).toBe(EXIT.usage)
  })
})

describe('keyhold credential npm', () => {
  it('prints a line of .npmrc, or the token', async () => {
    const { keyhold, hold } = await ready()
    await hold('npm', 'npm_abc', { tags: ['npm:npm.example.org'] })
    expect((await keyhold(['credential', 'npm', '--token'])).out).toBe('npm_abc')
    await hold('own', 'a;b"c', { tags: ['npm:git.example.com/api/packages'] })
    await hold('odd', 'a${HOME}', { tags: ['npm:odd.example.com'] })
    expect((await keyhold(['credential', 'npm'])).err).toContain('  git.example.com/api/packages\n')
    expect((await keyhold(['credential', 'npm', 'npm.example.org'])).out).toBe(
      '//npm.example.org/:_authToken=npm_abc\n',
    )
    expect((await keyhold(['credential', 'npm', 'https://git.example.com/api/packages/npm/'])).out).toBe(
      '//git.example.com/api/packages/npm/:_authToken="a;b\\"c"\n',
    )
    expect((await keyhold(['credential', 'npm', 'git.example.com'])).code).toBe(EXIT.notFound)
    expect(await keyhold(['credential', 'npm', 'odd.example.com'])).toMatchObject({
      code: EXIT.failed,
      out: '',
    })
    expect((await keyhold(['credential', 'npm', 'no host'])).code).toBe(EXIT.usage)
  })
})
