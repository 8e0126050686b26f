/** Checks a manual key's secret: which requests are sent, what is confirmed and recorded before, and which data never leaves. */
import { describe, expect, it } from 'vitest'
import type { CallCheck, SecretChecks, SecretReport } from '../../../../electron/core/ports/secret-checks.ts'
import { Failure } from '../../../../shared/contract/errors.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { madeUpSecret } from '../../../fakes/made-up-secrets.ts'
import { addByHand, failureOf, makeMachine, withKey } from '../vault-set-up.ts'

const TOKEN = madeUpSecret('glpat-{A20}')
const JWT = madeUpSecret('eyJ{A20}.eyJ{A30}.{A43}')
const END = Date.UTC(2027, 0, 31)

/** One service, `https://gitlab.example/`, and a record of the requests that it got. */
function service(answer: () => SecretReport = () => ({ works: true, owner: 'me', expires: { at: END } })) {
  const asked: { readonly address: string; readonly secret: string }[] = []
  const call: CallCheck = {
    kind: 'call',
    service: 'GitLab',
    address: 'https://gitlab.example/',
    hasOwnServers: true,
    place(address) {
      const { origin } = new URL(address === '' ? 'https://gitlab.example/' : address)
      return { origin, isOwn: origin === 'https://gitlab.example' }
    },
    async ask(address, secret) {
      asked.push({ address, secret: secret.use((bytes) => bytes.toString('utf8')) })
      return answer()
    },
  }
  const checks: SecretChecks = {
    find(shape) {
      if (shape === 'jwt') return { kind: 'claims', read: () => ({ works: true, expires: { at: END } }) }
      return shape === 'gitlab-access' ? call : undefined
    },
  }
  return { asked, checks }
}

async function setUp(text = TOKEN, answer?: () => SecretReport) {
  const { asked, checks } = service(answer)
  const machine = makeMachine({ checks })
  const vault = machine.open()
  const key = await addByHand(vault, 'ci', text)
  const history = () =>
    machine.database.truth.history
      .list({ limit: 9, key })
      .filter(({ kind }) => kind === 'secret-checked')
      .map(({ details }) => details)
  return { ...machine, vault, key, asked, history, person: machine.fake.person }
}

describe('the plan of a check', () => {
  it('names the kind of key and the service, and asks nobody', async () => {
    const { vault, key, asked, history } = await setUp()
    expect(await vault.secretCheck.plan({ key })).toEqual({
      shape: 'gitlab-access',
      check: { kind: 'call', service: 'GitLab', address: 'https://gitlab.example/', hasOwnServers: true },
    })
    expect(asked).toEqual([])
    expect(history()).toEqual([])
  })

  it.each([
    ['https://gitlab.mine.example/-/profile', 'https://gitlab.mine.example/'],
    ['https://wiki.mine.example/keys', 'https://gitlab.example/'],
    ['', 'https://gitlab.example/'],
  ])(
    'proposes the server of the console %j only if it is named like the service',
    async (consoleUrl, address) => {
      const { vault, key } = await setUp()
      vault.keys.edit({ key, fields: { consoleUrl } })
      expect((await vault.secretCheck.plan({ key })).check).toMatchObject({ address })
    },
  )

  it('says where there is no check, and where the kind of key is unknown', async () => {
    const npm = await setUp(madeUpSecret('npm_{A36}'))
    expect(await npm.vault.secretCheck.plan({ key: npm.key })).toEqual({ shape: 'npm-access' })
    const word = await setUp('a password')
    expect(await word.vault.secretCheck.plan({ key: word.key })).toEqual({})
    expect(await failureOf(() => word.vault.secretCheck.run({ key: word.key }))).toEqual({
      kind: 'unsupported',
      act: 'verify',
    })
  })
})

describe('a check at the service', () => {
  it('asks once, with the stored secret, and notes the host before', async () => {
    const { vault, key, asked, history, clock, person, database } = await setUp()
    const before = database.truth.keys.get(key)
    expect(await vault.secretCheck.run({ key })).toEqual({
      works: true,
      owner: 'me',
      expires: { at: END },
      service: 'GitLab',
      host: 'gitlab.example:443',
      at: clock.now(),
    })
    expect(asked).toEqual([{ address: '', secret: TOKEN }])
    expect(history()).toEqual([{ host: 'gitlab.example:443' }])
    expect(person.asked).toEqual([])
    expect(database.truth.keys.get(key)).toEqual(before)
  })

  it('asks the user, outside the page and once, about a server that is not the service’s own', async () => {
    const { vault, key, asked, person } = await setUp()
    const address = 'https://gitlab.mine.example:8443/'
    await vault.secretCheck.run({ key, address })
    await vault.secretCheck.run({ key, address })
    expect(person.asked).toEqual([{ about: 'send', provider: 'GitLab', hosts: ['gitlab.mine.example:8443'] }])
    expect(asked).toHaveLength(2)
  })

  it('sends and notes nothing after a no', async () => {
    const { vault, key, asked, person, history } = await setUp()
    person.agrees = false
    const address = 'https://gitlab.mine.example/'
    expect(await failureOf(() => vault.secretCheck.run({ key, address }))).toEqual({
      kind: 'host',
      why: 'refused',
      host: 'gitlab.mine.example:443',
    })
    expect(asked).toEqual([])
    expect(history()).toEqual([])
  })

  it('says of an answer that never came that nothing has changed, and keeps the note', async () => {
    const { vault, key, history } = await setUp(TOKEN, () => {
      throw new Failure({ kind: 'provider', why: 'timeout', outcome: 'unknown' })
    })
    expect(await failureOf(() => vault.secretCheck.run({ key }))).toEqual({
      kind: 'provider',
      why: 'timeout',
      outcome: 'refused',
    })
    expect(history()).toHaveLength(1)
  })
})

it('reads a token that says its end by itself, and asks nobody', async () => {
  const { vault, key, asked, history, clock } = await setUp(JWT)
  expect(await vault.secretCheck.plan({ key })).toEqual({ shape: 'jwt', check: { kind: 'claims' } })
  expect(await vault.secretCheck.run({ key })).toEqual({
    works: true,
    expires: { at: END },
    at: clock.now(),
  })
  expect(asked).toEqual([])
  expect(history()).toEqual([{}])
})

it('is for manual keys with a secret alone', async () => {
  const { vault, key } = await withKey({ checks: service().checks })
  const { secretCheck } = vault
  for (const run of [
    (which: { key: KeyId }) => secretCheck.plan(which),
    (which: { key: KeyId }) => secretCheck.run(which),
  ]) {
    expect(await failureOf(() => run({ key }))).toEqual({ kind: 'unsupported', act: 'verify' })
    expect(await failureOf(() => run({ key: 'nobody-00000000' as KeyId }))).toMatchObject({
      kind: 'not-found',
    })
  }
})
