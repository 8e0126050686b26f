/** OpenRouter: the common suite, its workspaces, its limits and its management key. */
import { afterEach, describe, expect, it } from 'vitest'
import openrouter from '../../../../electron/providers/catalog/openrouter.ts'
import type { FormValues } from '../../../../shared/model/model.ts'
import {
  startOpenRouter,
  type OpenRouterEmulator,
  type OpenRouterSeed,
} from '../../../emulators/openrouter.ts'
import { testProvider } from '../../../suites/provider.suite.ts'
import { listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

testProvider(openrouter, {
  start: async (keys) => startOpenRouter({ keys }),
  scope: '',
  draft: { name: 'made here', limit: '25.5', limitReset: 'monthly' },
  change: { name: 'changed here', limit: 'none' },
  kept: ['Limit', 'Limit begins anew', 'Limit counts your own provider keys'],
})

const DAY_MS = 86_400_000
const WORKSPACE = '7f1c9d2e-0000-4000-8000-00000000000a'
let emulator: OpenRouterEmulator | undefined
afterEach(async () => emulator?.close())

async function open(options: OpenRouterSeed = {}) {
  emulator = await startOpenRouter(options)
  return { ...(await openAt(emulator)), emulator }
}

const sent = () => emulator!.requests.at(-1)!

describe('a list', () => {
  it('is read until a page is empty, with disabled keys, one workspace at a time', async () => {
    const opened = await open({ keys: 25, pageSize: 10, workspaces: [WORKSPACE] })
    for (const scope of ['', WORKSPACE]) {
      const keys = await listAll(opened, scope)
      expect(keys).toHaveLength(25)
      expect(new Set(keys.map((key) => key.scope))).toEqual(new Set([scope]))
      expect(keys.some((key) => key.switch === 'disabled')).toBe(true)
    }
    const paths = opened.emulator.requests.map(({ path }) => path)
    expect(paths).toHaveLength(8)
    expect(paths.every((path) => path.includes('include_disabled=true'))).toBe(true)
    expect(paths.filter((path) => path.includes(`workspace_id=${WORKSPACE}`))).toHaveLength(4)
  })

  it('is not complete if the server repeats its first page', async () => {
    const opened = await open({ keys: 5 })
    const first = (await listAll(opened)).length
    expect(first).toBe(5)
    const [page] = [opened.emulator.keys.map(({ hash, name }) => ({ hash, name }))]
    opened.emulator.fault({ kind: 'rewrite', change: () => ({ data: page }), times: Infinity })
    expect(await troubleOf(async () => listAll(opened))).toMatchObject({ why: 'not-understood' })
  })

  it('shows the ends of a key, and nothing that may be more', async () => {
    const opened = await open({ keys: 1 })
    const [key] = await listAll(opened)
    const { secret } = opened.emulator.keys[0]!
    expect(key!.handle).toBe(`${secret.slice(0, 12)}...${secret.slice(-3)}`)
    const change = (json: unknown) => ({
      data: (json as { data: object[] }).data.map((one) => ({ ...one, label: secret })),
    })
    opened.emulator.fault({ kind: 'rewrite', change, times: 2 })
    expect((await listAll(opened))[0]!.handle).toBeUndefined()
  })
})

describe('a creation', () => {
  const make = async (form: FormValues, options: OpenRouterSeed = {}) => {
    const { provider, api } = await open(options)
    const { draft, scope } = provider.create!.check(form, api.settings)
    const { remote } = provider.create!.read(await provider.create!.send(api, draft), { ...draft, scope })
    return { remote, scope }
  }

  it('sends the end in whole seconds of UTC', async () => {
    const expires = Math.trunc(Date.now() / 1_000) * 1_000 + DAY_MS + 789
    await make({ name: 'ci', expires })
    const { expires_at: end } = sent().json as { expires_at: string }
    expect(end).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(Date.parse(end)).toBe(expires - 789)
  })

  it('belongs to the workspace that was chosen', async () => {
    const { remote, scope } = await make({ name: 'ci', workspace: WORKSPACE }, { workspaces: [WORKSPACE] })
    expect(scope).toBe(WORKSPACE)
    expect(remote.scope).toBe(WORKSPACE)
    expect(sent().json).toEqual({ name: 'ci', workspace_id: WORKSPACE })
  })

  it('belongs to the member that was named, and so does its replacement', async () => {
    const { remote } = await make({ name: 'ci', creator: 'user_2abc' })
    expect(sent().json).toEqual({ name: 'ci', creator_user_id: 'user_2abc' })
    expect(remote.facts).toContainEqual({ label: 'Created by', value: 'user_2abc' })
    const { provider, api } = await openAt(emulator!)
    const key = (await listAll({ provider, api })).find(({ label }) => label === 'ci')!
    expect(await provider.draftFromKey!(api, key, Date.now())).toMatchObject({ creator: 'user_2abc' })
  })

  it('is refused for a while as unknown, and accepted then', async () => {
    const { remote } = await make({ name: 'ci' }, { newKeysLagMs: 4_000 })
    const { secret } = emulator!.keys.find(({ hash }) => hash === remote.remoteId)!
    const { provider, api } = await openAt(emulator!, { credential: secret })
    expect(await provider.verify!(api)).toBe(false)
    expect(provider.newSecretsLagMs).toBeGreaterThan(4_000)
    emulator!.pass(4_000)
    expect(await provider.verify!(api)).toBe(true)
  })

  it.each([
    ['limit', { limit: '-3' }, 'malformed'],
    ['limit', { limit: 'ten' }, 'malformed'],
    ['limitReset', { limitReset: 'hourly' }, 'unknown-choice'],
    ['workspace', { workspace: WORKSPACE }, 'unknown-choice'],
  ])('is refused with a wrong %s: %j', async (field, form, why) => {
    const trouble = await troubleOf(async () => openrouter.create.check({ name: 'x', ...form }, {}))
    expect(trouble).toEqual({ kind: 'invalid', field, why })
  })
})

describe('a change', () => {
  it.each([
    [{ limit: '12.5' }, { limit: 12.5 }],
    [{ limit: 'none' }, { limit: null }],
    [{ limitReset: 'never' }, { limit_reset: null }],
    [{ includeByok: 'yes' }, { include_byok_in_limit: true }],
    [{ includeByok: 'no' }, { include_byok_in_limit: false }],
    [
      { name: 'new', limitReset: 'daily' },
      { name: 'new', limit_reset: 'daily' },
    ],
  ])('of %j sends that and nothing else', async (form, json) => {
    const opened = await open()
    const [key] = await listAll(opened)
    await opened.provider.update!(opened.api, key!, form)
    expect(sent()).toMatchObject({ method: 'PATCH', json })
    expect(sent().json).toEqual(json)
  })

  it('is no change of state if the answer says another one', async () => {
    const opened = await open()
    const [key] = await listAll(opened)
    const change = (json: unknown) => ({ data: { ...(json as { data: object }).data, disabled: false } })
    opened.emulator.fault({ kind: 'rewrite', change })
    const trouble = await troubleOf(async () => opened.provider.setEnabled!(opened.api, key!, false))
    expect(trouble).toMatchObject({ why: 'not-understood', outcome: 'unknown' })
  })
})

describe('the account', () => {
  it('says that a normal key can’t manage', async () => {
    const opened = await open()
    const { secret } = opened.emulator.keys.find(({ disabled }) => !disabled)!
    const { provider, api } = await openAt(opened.emulator, { credential: secret })
    const report = await provider.test(api)
    expect(report.may.map(({ allowed }) => allowed)).toEqual(['no', 'no'])
    expect(report.warnings.join()).toContain('Make a management key')
    const { api: unknown } = await openAt(opened.emulator, { credential: 'sk-or-v1-0000' })
    expect(await troubleOf(async () => provider.test(unknown))).toMatchObject({
      why: 'unauthorized',
      outcome: 'refused',
    })
    expect((await opened.provider.test(opened.api)).who).toBe('Management key, 3 keys visible')
  })

  it.each(['a b', '../x', ''.padEnd(101, 'x')])('refuses the workspace %j', async (workspace) => {
    const trouble = await troubleOf(async () => openrouter.settings({ workspaces: [workspace] }))
    expect(trouble).toMatchObject({ kind: 'invalid', field: 'workspaces' })
  })
})
