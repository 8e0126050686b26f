/** An open account at the emulated Atlas, and the core's way to create a key there. */
import { onTestFinished } from 'vitest'
import type { RemoteKey } from '../../../../electron/core/ports/provider.ts'
import type { FormValues } from '../../../../shared/model/model.ts'
import { startMongoDbAtlas, type MongoDbAtlasSeed } from '../../../emulators/mongodb-atlas.ts'
import { openAt } from '../../../suites/provider/open.ts'

export async function open(options: MongoDbAtlasSeed = {}, settings: FormValues = {}) {
  const emulator = await startMongoDbAtlas(options)
  onTestFinished(async () => emulator.close())
  const { vault } = emulator
  const opened = await openAt(emulator, { settings, now: () => vault.clock() })
  return { ...opened, emulator, vault }
}
export type Opened = Awaited<ReturnType<typeof open>>

/** A key whose draft is checked, completed and sent; `finish` makes the calls after that. */
export async function make({ provider, api }: Opened, form: FormValues) {
  const create = provider.create!
  const { draft, label, scope } = create.check(form, api.settings)
  const prepared = await create.prepare!(api, draft)
  create.check(prepared, api.settings)
  const { secret, remote } = create.read(await create.send(api, prepared), prepared)
  const key = { label, scope, ...remote } as RemoteKey
  return {
    text: secret.use((bytes) => bytes.toString('utf8')),
    key,
    draft: prepared,
    finish: async () => create.finish!(api, key, prepared),
  }
}

/** Method and path of every request. */
export const sentTo = ({ emulator: { requests } }: Opened): readonly string[] =>
  requests.map(({ method, path }) => `${method} ${path.split('?')[0]!}`)
