import { expect, it } from 'vitest'
import { createChosenKeychain } from '../../../../electron/core/keychain/chosen-keychain.ts'
import { createKeychain } from '../../../../electron/core/keychain/keychain.ts'
import type { Moving } from '../../../../electron/core/keychain/moving.ts'
import { createSecretStorage } from '../../../../electron/core/keychain/secret-storage.ts'
import type { SealedVault } from '../../../../electron/core/ports/sealed-vault.ts'
import { Failure } from '../../../../shared/contract/errors.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { fakeKeychain } from '../../../fakes/keychain.ts'
import { fakeSealedVault, sealedDisk, type SealedDisk } from '../../../fakes/sealed-vault.ts'

const FIRST = 'correct horse battery'
const SECOND = 'another horse battery'

const trouble = (why: string) => ({ error: { kind: 'sealed-vault', why } })

/** The outside calls, which tests can replace. */
interface Does {
  choose: SealedVault['choose']
  create: SealedVault['create']
  move: () => ReturnType<Moving['move']>
  settle: () => void
  press: () => Promise<void>
}

/** One program on `disk`. Its moves only change the choice. */
function program(disk: SealedDisk = sealedDisk()) {
  const sealed: SealedVault = fakeSealedVault(disk)
  const clock = fakeClock()
  const system = fakeKeychain()
  const keychain = createKeychain({ port: createChosenKeychain(system, sealed), clock })
  const log: string[] = []
  const does: Does = {
    choose: (choice) => sealed.choose(choice),
    create: (passphrase) => sealed.create(passphrase),
    move: async () => ({ moved: 0, kept: 0 }),
    settle: () => undefined,
    press: async () => undefined,
  }
  const has = { entries: false, opened: 0 }
  const storage = createSecretStorage({
    sealed: { ...sealed, choose: (choice) => does.choose(choice), create: (typed) => does.create(typed) },
    moving: {
      async move(to) {
        const moved = await does.move()
        await sealed.choose({ uses: to })
        return moved
      },
      settle: () => does.settle(),
    },
    keychain,
    store: { history: { add: () => undefined } as never },
    holdsEntries: () => has.entries,
    needPress: () => does.press(),
    opened: () => void (has.opened += 1),
    clock,
    log: { unexpected: (where) => String(log.push(where)) },
  })
  return { disk, sealed, storage, keychain, does, has, log }
}

const diskFull = () => Promise.reject(new Failure({ kind: 'sealed-vault', why: 'disk-full' }))

it('takes only the passphrase of a vault that is open already', async () => {
  const { storage, sealed, does, disk } = program()
  const { choose } = does
  does.choose = diskFull
  await expect(storage.begin(FIRST)).rejects.toMatchObject(trouble('disk-full'))
  expect(await sealed.look()).toBe('open')
  does.choose = choose
  await expect(storage.begin(SECOND)).rejects.toMatchObject(trouble('wrong-passphrase'))
  await expect(storage.move('sealed-vault', SECOND)).rejects.toMatchObject(trouble('wrong-passphrase'))
  expect(disk.choice.uses).toBe('keychain')
  await storage.begin(FIRST)
  expect(disk.choice.uses).toBe('sealed-vault')
  await expect(program(disk).storage.unlock(FIRST)).resolves.toBeUndefined()
})

it('moves without a passphrase only while the sealed vault is open', async () => {
  const { storage, disk } = program()
  await expect(storage.move('sealed-vault', undefined)).rejects.toMatchObject({
    error: { kind: 'invalid', field: 'passphrase', why: 'required' },
  })
  await storage.begin(FIRST)
  await storage.move('keychain', undefined)
  expect(disk.choice.uses).toBe('keychain')
})

it('locks a sealed vault that it has moved away from', async () => {
  const { storage, sealed } = program()
  await storage.begin(FIRST)
  await storage.move('keychain', undefined)
  expect(await sealed.look()).toBe('locked')
})

it('lets one change of the place run at a time, also while it waits for a press', async () => {
  const { storage, does, disk } = program()
  const press = Promise.withResolvers<undefined>()
  let presses = 0
  does.press = () => {
    presses += 1
    return press.promise
  }
  const first = storage.move('sealed-vault', FIRST)
  for (const second of [storage.move('sealed-vault', FIRST), storage.begin(FIRST)])
    await expect(second).rejects.toMatchObject(trouble('moving'))
  press.resolve(undefined)
  await first
  expect([presses, disk.choice.uses]).toEqual([1, 'sealed-vault'])
  await storage.move('keychain', undefined)
})

it('begins nothing where a secret was stored while the key was derived', async () => {
  const { storage, sealed, does, has, disk } = program()
  does.create = async (passphrase) => {
    await sealed.create(passphrase)
    has.entries = true
  }
  await expect(storage.begin(FIRST)).rejects.toMatchObject(trouble('in-use'))
  expect(disk.choice.uses).toBe('keychain')
})

it('asks no provider after a passphrase that was mistyped', async () => {
  const { storage, has } = program({ ...sealedDisk(), passphrase: FIRST })
  await expect(storage.move('sealed-vault', SECOND)).rejects.toMatchObject(trouble('wrong-passphrase'))
  expect(has.opened).toBe(0)
  await storage.move('sealed-vault', FIRST)
  expect(has.opened).toBe(1)
})

it('starts and unlocks where the database cannot record the place', async () => {
  const { storage, does, log } = program({ ...sealedDisk(), passphrase: FIRST })
  does.settle = () => {
    throw new Failure({ kind: 'vault', why: 'damaged' })
  }
  storage.settle()
  await storage.unlock(FIRST)
  expect(log).toEqual(['record where the secrets are', 'record where the secrets are'])
})
