/**
 * Fills an empty demo vault. Uses only the program's own calls, as a user would.
 *
 * States: empty; accounts connected and listed; secrets stored; notes written; two keys replaced with an overlap; one regeneration that
 * could not be confirmed. If one call fails, the start fails, because an incomplete demo would misrepresent Keyhold.
 */
import { DAY_MS } from '../../shared/expiry/expiry.ts'
import type { FormValues, Instant, KeyId, KeyRow } from '../../shared/model/model.ts'
import type { Outcome } from '../../shared/model/operation.ts'
import type { Handlers } from '../ipc/gate.ts'
import {
  fieldsAt,
  LAB,
  MANUAL,
  NEBULA,
  OVERLAPPING,
  PRODUCTION,
  UNCONFIRMED,
  type DemoKey,
} from './demo-content.ts'
import { demoSecret } from './demo-secrets.ts'
import type { DemoProviders } from './demo-world.ts'

interface Place {
  readonly provider: string
  readonly name: string
  readonly settings: FormValues
  readonly credential: string
  readonly keys: readonly DemoKey[]
  /** The secrets of the keys, in the order of the keys. */
  readonly secrets: readonly string[]
}

const OVERLAP_HOURS = 72

const typed = (text: string) => ({ from: 'typed', text }) as const

/** Rejects when a call of the program fails. */
export async function fillDemo(
  ask: Handlers,
  { atlas, nebula, network }: DemoProviders,
  now: Instant,
): Promise<void> {
  const before = (days: number | undefined) => (days === undefined ? undefined : now - days * DAY_MS)
  const after = (days: number | undefined) => (days === undefined ? undefined : now + days * DAY_MS)

  const atlasAccount = (name: string, keys: readonly DemoKey[]): Place => ({
    ...{ provider: 'ripe-atlas', name, settings: {}, keys },
    ...atlas.addAccount(
      keys.map((key) => ({
        label: key.name,
        createdAt: now - key.age * DAY_MS,
        validFrom: after(key.starts),
        validTo: after(key.expires),
        lastUsed: before(key.used),
        enabled: key.isDisabled !== true,
        permissions: key.permissions ?? [],
      })),
    ),
  })
  const nebulaAccount = ({
    name,
    keys,
  }: {
    readonly name: string
    readonly keys: readonly DemoKey[]
  }): Place => ({
    ...{ provider: 'nebula-block', name, settings: { contract: 'portal' }, keys },
    ...nebula.addKeys(
      keys.map(({ name, description = '', age }) => ({ name, description, createdAt: now - age * DAY_MS })),
    ),
  })

  const rows = async (): Promise<readonly KeyRow[]> => {
    const snapshot = await ask['app:snapshot'](undefined)
    if (snapshot.vault !== 'open') throw new Error(`The demo vault is ${snapshot.vault}`)
    return snapshot.keys
  }

  async function connect({ provider, name, settings, credential, keys, secrets }: Place): Promise<void> {
    const form = { provider, name, settings, credential: typed(credential) }
    const { account } = await ask['account:connect'](form)
    await ask['account:sync']({ account })
    const listed = (await rows()).filter((key) => key.account === account)
    for (const [index, { name: key, isMissing, fields }] of keys.entries()) {
      const id = idOf(key, listed)
      if (isMissing !== true)
        expect(await ask['key:paste']({ key: id, secret: typed(secrets[index] ?? '') }), 'stored')
      if (fields !== undefined) await ask['key:edit']({ key: id, fields: fieldsAt(now, fields) })
    }
  }

  await ask['settings:change']({ systemNotifications: false }) // a demo sends no notifications
  await connect(atlasAccount(LAB.name, LAB.keys))
  await connect(atlasAccount(PRODUCTION.name, PRODUCTION.keys))
  await connect(nebulaAccount(NEBULA))
  for (const { prefix, fields } of MANUAL)
    expect(
      await ask['key:add']({ secret: typed(demoSecret(prefix)), fields: fieldsAt(now, fields) }),
      'stored',
    )
  const all = await rows()
  for (const name of OVERLAPPING) {
    const key = idOf(name, all)
    const { draft } = await ask['key:replacement']({ key })
    expect(await ask['key:replace']({ key, draft, overlapHours: OVERLAP_HOURS }), 'stored')
  }
  const key = idOf(UNCONFIRMED, all)
  network.loseNextAnswer()
  expect(await ask['key:regenerate']({ key }), 'unknown')
}

function idOf(name: string, rows: readonly KeyRow[]): KeyId {
  const row = rows.find((key) => key.name === name)
  if (row === undefined) throw new Error(`The demo vault has no key ${name}`)
  return row.id
}

function expect({ outcome }: Outcome, expected: Outcome['outcome']): void {
  if (outcome !== expected) throw new Error(`The demo vault expected ${expected} and found ${outcome}`)
}
