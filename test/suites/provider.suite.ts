/** The guarantees of every provider. A provider's own test passes an emulator and samples to this suite. */
import { describe, expect, it } from 'vitest'
import { ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { Provider } from '../../electron/core/ports/provider.ts'
import type { Definition } from '../../electron/providers/define.ts'
import { metadataOf } from '../../electron/providers/registry.ts'
import { testAddresses } from './provider/addresses.ts'
import { testAnswers } from './provider/answers.ts'
import { testAnyAnswers, testAnyGrpcAnswers } from './provider/any-answers.ts'
import { callsOf, type ProviderSamples } from './provider/calls.ts'
import { testForms } from './provider/forms.ts'
import { testGrpcAnswers } from './provider/grpc-answers.ts'
import { testDraftFromKey } from './provider/draft-from-key.ts'
import { deleteKeyAt } from './provider/deletion.ts'
import { listAll, openAt, troubleOf } from './provider/open.ts'
import { testVerification } from './provider/verify.ts'
import { testWire } from './provider/wire.ts'

/** Runs the whole suite over one provider. */
export function testProvider(definition: Definition, samples: ProviderSamples): void {
  // The suite makes thousands of exchanges, so a busy machine may need more time.
  describe(`${definition.metadata.name}, as every provider`, { timeout: 60_000 }, () => {
    testFacts(definition)
    testKinds(definition)
    testLife(samples)
    if (definition.draftFromKey !== undefined) testDraftFromKey(samples)
    if (definition.verify !== undefined && samples.lacks?.includes('verify') !== true)
      testVerification(samples)
    testForms(samples)
    if ('grpc' in definition) {
      testGrpcAnswers(samples)
      testAnyGrpcAnswers(samples)
    } else {
      testAnswers(samples)
      testAnyAnswers(samples)
    }
    testWire(samples)
    testAddresses(samples)
  })
}

function testFacts(definition: Definition): void {
  it('has metadata that the page can draw', () => {
    const metadata = metadataOf(definition)
    expect(ProviderMetadata.parse(metadata)).toEqual(metadata)
    for (const address of [metadata.docsUrl, metadata.consoleUrl])
      expect(new URL(address).protocol).toBe('https:')
    const { regenerate, replace = 'None.', revoke } = metadata.rotation
    for (const words of [metadata.summary, regenerate, replace, revoke]) expect(words).toMatch(/^[A-Z].*\.$/)
    for (const fields of [metadata.accountFields, metadata.createFields, metadata.updateFields]) {
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length)
      for (const { initial, choices = [] } of fields)
        for (const value of [initial].flat().filter((one) => typeof one === 'string'))
          expect(choices.map((choice) => choice.value)).toContain(value)
    }
    expect(metadata.can.replace).toBe(metadata.rotation.replace !== undefined)
    expect(metadata.can.create).toBe(metadata.createFields.length > 0)
    expect(metadata.can.update).toBe(metadata.updateFields.length > 0)
    expect(metadata.can.regenerate).toBe(metadata.rotation.oldSecretDies !== 'none')
  })
}

function testKinds(definition: Definition): void {
  const { can, kinds = [] } = metadataOf(definition)
  it.each(kinds)('has a kind $id that lacks only what the others have', ({ cannot, rotation = {} }) => {
    for (const ability of cannot) expect(can[ability], ability).toBe(true)
    for (const words of [rotation.regenerate, rotation.replace, rotation.revoke])
      expect(words ?? 'None.').toMatch(/^[A-Z].*\.$/)
  })
}

function testLife(samples: ProviderSamples): void {
  it('leaves a cleaned account form unchanged, and has a base address for every scope', async () => {
    const emulator = await samples.start(1)
    const { provider, api } = await openAt(emulator)
    await emulator.close()
    expect(provider.settings(api.settings)).toEqual(api.settings)
    expect(provider.scopes(api.settings)).toContain(samples.scope)
    expect(() => provider.settings({ ...api.settings, stranger: 'x' })).toThrow('invalid')
  })

  it('refuses an empty credential and one that does not fit into a header', async () => {
    const emulator = await samples.start(1)
    const open = async (credential: string) => troubleOf(async () => openAt(emulator, { credential }))
    expect(await open('two words')).toEqual({ kind: 'invalid', field: 'credential', why: 'malformed' })
    expect(await open('clé')).toEqual({ kind: 'invalid', field: 'credential', why: 'malformed' })
    expect(await open(' \n')).toEqual({ kind: 'secret', why: 'empty' })
    await emulator.close()
  })

  it('lists every key of many pages, each once, and no secret', async () => {
    const emulator = await samples.start(2_100)
    const keys = await listAll(await openAt(emulator), samples.scope)
    const pages = emulator.requests.length
    await emulator.close()
    if (samples.withNext !== undefined) expect(pages).toBeGreaterThan(1)
    expect(keys.length).toBeGreaterThanOrEqual(2_100)
    expect(new Set(keys.map(({ remoteId }) => remoteId)).size).toBe(keys.length)
    expect(JSON.stringify(keys)).not.toContain(emulator.credential)
  })

  it('creates, finds, changes, disables, regenerates and deletes a key, and the emulator’s state agrees', async () => {
    const emulator = await samples.start(2)
    const { provider, api } = await openAt(emulator)
    const { create, get } = provider
    const { update, setEnabled, regenerate: renew } = offered(provider, samples)
    const find = async (id: string) =>
      (await listAll({ provider, api }, samples.scope)).find(({ remoteId }) => remoteId === id)

    const { draft, label, scope } = create!.check(samples.draft, api.settings)
    const first = create!.read(await create!.send(api, draft), draft)
    const made = (await find(first.remote.remoteId))!
    expect(made).toMatchObject({ label, scope })
    if (get) expect((await get(api, made)).key).toEqual(made)
    if (update) expect(await update(api, made, samples.change!)).toMatchObject({ remoteId: made.remoteId })
    if (setEnabled) {
      expect((await setEnabled(api, made, false)).switch).toBe('disabled')
      expect((await setEnabled(api, made, true)).switch).toBe('enabled')
    }
    const second = renew ? renew.read(await renew.send(api, made), made) : first
    const last = (await find(second.remote.remoteId))!
    expect(emulator.handedOut()).toEqual([
      { secret: textOf(first), keyId: made.remoteId, alive: renew === undefined },
      ...(renew ? [{ secret: textOf(second), keyId: last.remoteId, alive: true }] : []),
    ])
    if (provider.revoke) {
      await deleteKeyAt({ provider, api }, last)
      await deleteKeyAt({ provider, api }, last)
      expect(emulator.isAlive(textOf(second))).toBe(false)
      expect(await find(last.remoteId)).toBeUndefined()
      if (get) expect((await get(api, last)).key).toBeUndefined()
    }
    await emulator.close()
  })
}

/** The changes that the provider offers for keys of the samples' kind. */
function offered(provider: Provider, samples: ProviderSamples) {
  const names = callsOf(provider, samples).map(({ name }) => name)
  const only = <K extends 'update' | 'setEnabled' | 'regenerate'>(name: K): Provider[K] | undefined =>
    names.includes(name) ? provider[name] : undefined
  return { update: only('update'), setEnabled: only('setEnabled'), regenerate: only('regenerate') }
}

const textOf = ({ secret }: { readonly secret: { use<T>(read: (bytes: Buffer) => T): T } }): string =>
  secret.use((bytes) => bytes.toString('utf8'))
