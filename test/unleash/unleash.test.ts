/*
 * Two descriptions of `docs/providers` against a real Unleash (`npm run check:unleash`), through the whole program: list, create, replace and
 * delete. Unleash shows whole API tokens in their list; none may reach a file, the log or the page.
 */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { AccountId, KeyRow } from '../../shared/model/model.ts'
import { createStage } from '../integration/stage.ts'
import { startWatched, type Watched } from '../integration/watched.ts'
import { keyOf } from '../integration/rows.ts'

const ADDRESS = process.env.KEYHOLD_UNLEASH_ADDRESS
const TOKEN = process.env.KEYHOLD_UNLEASH_TOKEN
const isHere = ADDRESS !== undefined && TOKEN !== undefined
const DAY_MS = 86_400_000

const stage = createStage()

const documentOf = (name: string) =>
  readFileSync(new URL(`../../docs/providers/${name}.json`, import.meta.url), 'utf8')

/** Asks Unleash itself. */
async function unleash(path: string, token = TOKEN!, body?: unknown): Promise<Response> {
  return fetch(`${ADDRESS!}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: token, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

const works = async (secret: string): Promise<boolean> => (await unleash('user/tokens', secret)).ok

/** Saves the description of a file, and connects an account at this Unleash by it. */
async function connect({ program, plant }: Watched, file: string) {
  plant('the credential', TOKEN!)
  const saved = await program.ask('description:save', { text: documentOf(file) })
  if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved.faults))
  const { provider } = saved
  const { account, report } = await program.ask('account:connect', {
    provider,
    name: 'Flags',
    settings: { baseUrl: ADDRESS! },
    credential: { from: 'typed', text: TOKEN! },
  })
  expect(report?.may[0]).toEqual({ action: 'List keys', allowed: 'yes' })
  await program.ask('account:sync', { account })
  const unlock = async () => {
    const review = await program.ask('description:review', { account })
    await program.ask('description:confirm-list', { provider })
    return review
  }
  return { provider, account, unlock, keys: () => keysOf(program, account) }
}

const keysOf = async (program: Watched['program'], account: AccountId): Promise<readonly KeyRow[]> =>
  (await program.snapshot()).keys.filter((key) => key.account === account)

async function create({ program, plant }: Watched, account: AccountId, name: string, days: number) {
  // Keyhold sends whole seconds.
  const expires = Math.trunc(Date.now() / 1_000) * 1_000 + days * DAY_MS
  const { outcome, key } = await program.ask('key:create', { account, draft: { name, expires } })
  expect(outcome).toBe('stored')
  const secret = await secretOf(program, key)
  plant(name, secret)
  return { key: key, secret, expires }
}

const secretOf = async (program: Watched['program'], key: KeyRow['id']): Promise<string> =>
  (await program.ask('key:reveal-secret', { key })).secret

it.runIf(isHere)(
  'lists, creates, replaces and deletes Unleash’s personal access tokens',
  async () => {
    const watched = await startWatched(stage)
    const { program, plant, expectClean, kept } = watched
    const { account, unlock, keys } = await connect(watched, 'unleash-personal-tokens')
    expect((await keys()).map(({ name }) => name)).toEqual(['keyhold'])

    // Nothing is created or deleted before the list is confirmed.
    const [own] = await keys()
    const locked = { ok: false, error: { kind: 'unsupported' } }
    expect(await program.call('key:create', { account, draft: { name: 'early' } })).toMatchObject(locked)
    expect(await program.call('key:revoke', { key: own!.id, name: own!.name })).toMatchObject(locked)
    expect(await unlock()).toMatchObject({ total: 1, rows: [{ name: 'keyhold' }] })

    const made = await create(watched, account, 'deploy', 60)
    expect(await works(made.secret)).toBe(true)
    await program.ask('account:sync', { account })
    const listed = await keyOf(program, made.key)
    expect(listed).toMatchObject({ name: 'deploy', expires: { at: made.expires }, secret: 'held' })
    // Unleash writes down every few minutes which tokens were used.
    const lastUse = async () => {
      await program.ask('account:sync', { account })
      return (await keyOf(program, made.key)).lastUsedAt
    }
    await expect
      .poll(lastUse, { timeout: 300_000, interval: 5_000 })
      .toBeGreaterThan(listed.createdAt! - 60_000)

    // Unleash refuses a second token with the name of the first, so a replacement needs another one.
    const { draft } = await program.ask('key:replacement', { key: made.key })
    const refused = await program.call('key:replace', { key: made.key, draft, overlapHours: 24 })
    expect(refused).toMatchObject({ ok: true, value: { outcome: 'rejected' } })
    const next = { ...draft, name: 'deploy 2' }
    const replaced = await program.ask('key:replace', { key: made.key, draft: next, overlapHours: 24 })
    expect(replaced.outcome).toBe('stored')
    const secret = await secretOf(program, replaced.key)
    plant('the replacement', secret)
    expect([await works(made.secret), await works(secret)]).toEqual([true, true])
    await program.ask('overlap:retire', { operation: replaced.operation, by: 'delete', name: 'deploy' })
    expect([await works(made.secret), await works(secret)]).toEqual([false, true])

    const { name } = await keyOf(program, replaced.key)
    await program.ask('key:revoke', { key: replaced.key, name })
    expect(await works(secret)).toBe(false)
    await program.ask('account:sync', { account })
    expectClean('after everything at personal access tokens')
    expect(kept()).toContain('the credential')
  },
  300_000,
)

it.runIf(isHere)(
  'lists and creates Unleash’s API tokens, and keeps no secret that their list shows',
  async () => {
    const watched = await startWatched(stage)
    const { program, plant, expectClean } = watched
    const elsewhere = { tokenName: 'elsewhere', type: 'backend', environment: 'development', projects: ['*'] }
    const added = (await (await unleash('api-tokens', TOKEN, elsewhere)).json()) as { secret: string }
    plant('a token of the list', added.secret, added.secret.slice(added.secret.indexOf('.') + 1))
    expect(await (await unleash('api-tokens')).text()).toContain(added.secret)

    const { account, unlock, keys } = await connect(watched, 'unleash-api-tokens')
    expect((await unlock()).rows).toMatchObject([{ id: 'elsewhere', name: 'elsewhere', expires: {} }])
    const { key, expires } = await create(watched, account, 'backend', 30)
    await program.ask('account:sync', { account })
    expect(await keyOf(program, key)).toMatchObject({
      name: 'backend',
      expires: { at: expires },
      secret: 'held',
    })
    expect((await keys()).map(({ name }) => name).sort()).toEqual(['backend', 'elsewhere'])

    // Unleash deletes an API token by its secret, which never goes into an address: the description has no deletion.
    const unsupported = { ok: false, error: { kind: 'unsupported' } }
    expect(await program.call('key:revoke', { key, name: 'backend' })).toMatchObject(unsupported)
    for (const one of await keys()) await program.ask('key:detail', { key: one.id })
    expectClean('after everything at API tokens')
  },
  300_000,
)

it.runIf(isHere)('refuses a description that takes the secret of an API token for its id', async () => {
  const { program } = await startWatched(stage)
  const document = documentOf('unleash-api-tokens').replace('"id": "/tokenName"', '"id": "/secret"')
  expect(await program.ask('description:check', { text: document })).toMatchObject({
    kind: 'faulty',
    faults: [{ place: '/list/id', why: 'names-a-secret' }],
  })
})
