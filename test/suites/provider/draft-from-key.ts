/** Suite: a draft from a key has every property of that key that matters, and leaves the key itself unchanged. */
import { expect, it } from 'vitest'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../../electron/core/ports/provider.ts'
import type { ProviderSamples } from './calls.ts'
import { deleteKeyAt } from './deletion.ts'
import { listAll, openAt } from './open.ts'

/** Whole seconds, because no provider stores finer times. */
const now = () => Math.trunc(Date.now() / 1000) * 1000

export function testDraftFromKey(samples: ProviderSamples): void {
  it('drafts a key from each existing key; the draft can be created unchanged and contains no secret', async () => {
    const emulator = await samples.start(24)
    const { provider, api } = await openAt(emulator)
    for (const key of await listAll({ provider, api }, samples.scope)) {
      const draft = await provider.draftFromKey!(api, key, now())
      expect(emulator.holdsSecret(JSON.stringify(draft)), key.label).toBe(false)
      expectKindIn(draft, provider.metadata)
      const checked = provider.create!.check(draft, api.settings)
      expect(provider.create!.check(checked.draft, api.settings)).toEqual(checked)
      expect(checked.scope).toBe(key.scope)
      const { remote } = provider.create!.read(await provider.create!.send(api, checked.draft), checked.draft)
      const made = (await listAll({ provider, api }, samples.scope)).find(
        ({ remoteId }) => remoteId === remote.remoteId,
      )
      expect(made!.remoteId).not.toBe(key.remoteId)
      expect(whatCounts(made!, samples)).toEqual(whatCounts(key, samples))
      expect(made!.label).toBe(checked.label)
      expect(made!.label === key.label).toBe(samples.isRenamed !== true)
    }
    await emulator.close()
  })

  it('changes nothing at the provider, and the old key works beside the new one', async () => {
    const emulator = await samples.start(2)
    const { provider, api } = await openAt(emulator)
    const create = provider.create!
    const make = async (form: FormValues) => {
      const { draft } = create.check(form, api.settings)
      return create.read(await create.send(api, draft), draft)
    }
    const old = await make(samples.draft)
    const before = await listAll({ provider, api }, samples.scope)
    const key = before.find(({ remoteId }) => remoteId === old.remote.remoteId)!
    const draft = await provider.draftFromKey!(api, key, now())
    expect((await listAll({ provider, api }, samples.scope)).map(({ remoteId }) => remoteId)).toEqual(
      before.map(({ remoteId }) => remoteId),
    )
    await make(draft)
    expect(emulator.handedOut().map(({ alive }) => alive)).toEqual([true, true])
    await deleteKeyAt({ provider, api }, key)
    expect(emulator.handedOut().map(({ alive }) => alive)).toEqual([false, true])
    await emulator.close()
  })

  it('drafts nothing from a deleted key', async () => {
    if (samples.silent?.includes('draftFromKey') === true) return
    const emulator = await samples.start(2)
    const { provider, api } = await openAt(emulator)
    const key = (await listAll({ provider, api }, samples.scope)).at(-1)!
    await deleteKeyAt({ provider, api }, key)
    await expect(provider.draftFromKey!(api, key, now())).rejects.toMatchObject({
      error: { why: 'not-found', outcome: 'refused' },
    })
    await emulator.close()
  })
}

/** Without its kind, the form of a replacement would lack the fields that only this kind has. */
function expectKindIn(draft: FormValues, { createFields }: Pick<ProviderMetadata, 'createFields'>): void {
  const field = createFields.find(({ name }) => name === KIND_FIELD)
  if (field !== undefined) expect(field.choices?.map(({ value }) => value)).toContain(draft[KIND_FIELD])
}

/** What a copy must keep: permissions, scope, lifetime, and the listed facts. */
function whatCounts(key: RemoteKey, { kept = [], lastsDays }: ProviderSamples) {
  return {
    grants: key.grants,
    scope: key.scope,
    lasts: lastsDays === true ? daysOf(key) : lengthOf(key),
    facts: key.facts.filter(({ label }) => kept.includes(label)),
  }
}

/** Lifetime in minutes from the start or creation; the end itself if the start or the end is unknown. */
function lengthOf({ expires, validFrom, createdAt }: RemoteKey): number | undefined {
  const end = expires?.at
  const start = validFrom ?? createdAt
  return end === undefined || start === undefined ? end : Math.round((end - start) / 60_000)
}

/** Lifetime in days from the day of creation to the day of the end. */
function daysOf({ expires, createdAt }: RemoteKey): number | undefined {
  const dayOf = (at: number) => Math.floor(at / 86_400_000)
  const end = expires?.at
  return end === undefined || createdAt === undefined ? end : dayOf(end) - dayOf(createdAt)
}
