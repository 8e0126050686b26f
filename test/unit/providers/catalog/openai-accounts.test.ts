/** OpenAI's service accounts: created for a key, changed, and deleted with their only key if OpenAI requires that. */
import { afterEach, describe, expect, it } from 'vitest'
import type { RemoteKey } from '../../../../electron/core/ports/provider.ts'
import type { FormValues } from '../../../../shared/model/model.ts'
import { startOpenAi, type OpenAiEmulator, type OpenAiSeed } from '../../../emulators/openai.ts'
import { deleteKeyAt } from '../../../suites/provider/deletion.ts'
import { listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

let emulator: OpenAiEmulator | undefined
afterEach(async () => emulator?.close())

async function open(seed: OpenAiSeed) {
  emulator = await startOpenAi(seed)
  return openAt(emulator)
}
const factOf = ({ facts }: Pick<RemoteKey, 'facts'>, name: string) =>
  facts.find(({ label }) => label === name)?.value
const sent = () => emulator!.requests.map(({ method, path }) => `${method} ${path}`)

/** The key that this draft creates, as the list shows it, and its secret. */
async function made({ provider, api }: Awaited<ReturnType<typeof open>>, form: FormValues) {
  const { draft, scope } = provider.create!.check(form, api.settings)
  const { secret, remote } = provider.create!.read(await provider.create!.send(api, draft), draft)
  const key = (await listAll({ provider, api }, scope)).find(({ remoteId }) => remoteId === remote.remoteId)!
  return { key, secret: secret.use((raw) => raw.toString('utf8')) }
}

describe('a key of a service account', () => {
  it('takes its service account along if OpenAI refuses to delete it alone, and it is the only one', async () => {
    const opened = await open({ keys: 1, projects: 1, keepsServiceKeys: true })
    const project = emulator!.projects[0]!.id
    const first = await made(opened, { kind: 'service-account', name: 'web', project })
    const serviceAccount = factOf(first.key, 'Service account ID')!
    await deleteKeyAt(opened, first.key)
    expect(sent().at(-1)).toBe(
      `DELETE /v1/organization/projects/${project}/service_accounts/${serviceAccount}`,
    )
    expect(emulator!.isAlive(first.secret)).toBe(false)
    expect(await opened.provider.revoke!(opened.api, first.key)).toMatchObject({ heard: 'no-such-key' })
  })

  it('leaves its service account where OpenAI deletes it alone', async () => {
    const opened = await open({ keys: 1, projects: 1 })
    const project = emulator!.projects[0]!.id
    const { key, secret } = await made(opened, { kind: 'service-account', name: 'web', project })
    await deleteKeyAt(opened, key)
    expect(sent().at(-1)).toContain('/api_keys/')
    expect(sent().filter((line) => line.startsWith('DELETE'))).toHaveLength(1)
    expect(emulator!.isAlive(secret)).toBe(false)
  })

  it('belongs to a service account that is made for it, if the draft has a role', async () => {
    const opened = await open({ keys: 1, projects: 1 })
    const { provider, api } = opened
    const project = emulator!.projects[0]!.id
    const form = { kind: 'service-account-key', name: 'first', project, serviceAccount: 'Nightly' }
    const prepare = async (more: object) => provider.create!.prepare!(api, { ...form, ...more })
    expect(await troubleOf(async () => prepare({}))).toMatchObject({ why: 'invalid', outcome: 'not-sent' })
    const draft = await prepare({ accountRole: 'owner' })
    expect(emulator!.handedOut()).toEqual([])
    expect(draft.serviceAccount).toMatch(/^svc_acct_/)
    expect(await prepare({ accountRole: 'owner' })).toEqual(draft)
    const { key } = await made(opened, draft)
    expect([factOf(key, 'Service account'), factOf(key, 'Role')]).toEqual(['Nightly', 'owner'])
  })

  it('changes the name and the role of its service account', async () => {
    const opened = await open({ keys: 1, projects: 1 })
    const { provider, api } = opened
    const [key] = await listAll(opened, 'service')
    const changed = await provider.update!(api, key!, { accountName: 'Renamed', accountRole: 'owner' })
    expect([factOf(changed as RemoteKey, 'Service account'), factOf(changed as RemoteKey, 'Role')]).toEqual([
      'Renamed',
      'owner',
    ])
    const [listed] = await listAll(opened, 'service')
    expect([factOf(listed!, 'Service account'), factOf(listed!, 'Role')]).toEqual(['Renamed', 'owner'])
    const trouble = await troubleOf(async () =>
      provider.update!(api, { ...key!, scope: 'project' }, { accountName: 'x' }),
    )
    expect(trouble).toMatchObject({ kind: 'invalid' })
  })

  it('stays with OpenAI’s words where only its account can be deleted', async () => {
    const opened = await open({ keepsServiceKeys: true })
    const [one] = await listAll(opened, 'service')
    const about = {
      project: factOf(one!, 'Project ID')!,
      serviceAccount: factOf(one!, 'Service account ID')!,
    }
    const { key } = await made(opened, { kind: 'service-account-key', name: 'second', ...about })
    expect(await troubleOf(async () => deleteKeyAt(opened, key))).toMatchObject({
      why: 'invalid',
      outcome: 'refused',
      words: 'API keys of service accounts cannot be deleted. Delete the service account.',
    })
  })
})
