/** Suite: a secret counts as valid or revoked only if the provider's answer says so, and verification changes nothing. */
import { expect, it } from 'vitest'
import type { FormValues } from '../../../shared/model/model.ts'
import type { ProviderSamples } from './calls.ts'
import { deleteKeyAt } from './deletion.ts'
import { listAll, openAt } from './open.ts'

export function testVerification(samples: ProviderSamples): void {
  const prepare = async () => {
    const emulator = await samples.start(2)
    const opened = await openAt(emulator)
    const { provider, api } = opened
    const make = async (draft: FormValues) => {
      const checked = provider.create!.check(draft, api.settings).draft
      const { secret, remote } = provider.create!.read(await provider.create!.send(api, checked), checked)
      return { secret: secret.use((bytes) => bytes.toString('utf8')), remote }
    }
    const verify = async (credential: string, remoteId?: string) => {
      const settings = remoteId === undefined ? undefined : provider.settingsWith?.(api.settings, remoteId)
      const { api: own } = await openAt(emulator, { credential, ...(settings && { settings }) })
      return provider.verify!(own)
    }
    return { emulator, opened, make, verify }
  }

  it('finds a working key valid by one reading request, and revoked after its deletion', async () => {
    const { emulator, opened, make, verify } = await prepare()
    const { secret, remote } = await make(samples.draft)
    const [before, sent] = [await listAll(opened, samples.scope), emulator.requests.length]
    expect(await verify(secret, remote.remoteId)).toBe(true)
    expect(emulator.requests).toHaveLength(sent + 1)
    const comparable = (keys: typeof before) => keys.map(({ lastUsedAt: _, ...key }) => key)
    expect(comparable(await listAll(opened, samples.scope))).toEqual(comparable(before))
    await deleteKeyAt(
      opened,
      before.find(({ remoteId }) => remoteId === remote.remoteId)!,
    )
    expect(await verify(secret, remote.remoteId)).toBe(false)
    await emulator.close()
  })

  it.skipIf(samples.weak === undefined)(
    'finds a key valid that lacks the permission for the request',
    async () => {
      const { emulator, make, verify } = await prepare()
      const { secret, remote } = await make(samples.weak!)
      expect(await verify(secret, remote.remoteId)).toBe(true)
      await emulator.close()
    },
  )

  it('finds a secret invalid that was never issued', async () => {
    const { emulator, verify } = await prepare()
    expect(await verify(emulator.credential.replace(/[0-9a-f]/g, '7'))).toBe(false)
    await emulator.close()
  })
}
