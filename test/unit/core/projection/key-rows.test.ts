/**
 * A snapshot does not read the rows of ten thousand keys, but uses the rows of earlier changes. So each writer must report every row that it changes.
 */
import { describe, expect, it } from 'vitest'
import { createKeyRows } from '../../../../electron/core/projection/key-rows.ts'
import type { Vault } from '../../../../electron/core/vault.ts'
import type { KeyId, KeyRow } from '../../../../shared/model/model.ts'
import { addByHand, connect, makeMachine } from '../vault-set-up.ts'
import { keyRow } from '../../shared/search/key-samples.ts'

describe('the rows', () => {
  function held() {
    const stored = [keyRow({ name: 'one' })]
    let reads = 0
    const allKeys = (): KeyRow[] => {
      reads += 1
      return [...stored]
    }
    return { stored, rows: createKeyRows({ allKeys }), reads: () => reads }
  }
  const renamed = keyRow({ name: 'renamed' })
  const names = (rows: readonly KeyRow[]) => rows.map(({ name }) => name)

  it('are read once and follow each change', () => {
    const { rows, reads } = held()
    expect(names(rows.at(4))).toEqual(['one'])
    rows.follow({ revision: 5, keys: [renamed], keysGone: [] })
    expect(names(rows.at(5))).toEqual(['renamed'])
    rows.follow({ revision: 6, keys: [], keysGone: [renamed.id] })
    expect([rows.at(6), reads()]).toEqual([[], 1])
  })

  it('are read again if a change could not be sent', () => {
    const { rows, stored, reads } = held()
    rows.at(4)
    stored.splice(0, 1, renamed)
    expect([names(rows.at(5)), reads()]).toEqual([['renamed'], 2])
    rows.follow({ revision: 7, keys: [], keysGone: [] })
    expect([names(rows.at(7)), reads()]).toEqual([['renamed'], 3])
  })

  it('are not read for a change while nobody has asked for them', () => {
    const { rows, reads } = held()
    rows.follow({ revision: 1, keys: [renamed], keysGone: [] })
    expect(reads()).toBe(0)
  })

  it('that were given out stay as they were', () => {
    const { rows } = held()
    const before = rows.at(4)
    rows.follow({ revision: 5, keys: [], keysGone: [renamed.id] })
    expect(before).toHaveLength(1)
  })
})

describe('a snapshot shows', () => {
  const rowOf = (vault: Vault, key: KeyId) => vault.snapshot().keys.find(({ id }) => id === key)

  /** An account whose credential is its key "own". */
  async function withOwn() {
    const machine = makeMachine()
    const handle = machine.cloud.add('own')
    const vault = machine.open()
    const account = await connect(vault, machine.cloud.keys.get(handle)!.secret)
    vault.changeSettings({ syncMinutes: 0 })
    const key = machine.keyNamed('own').id
    expect(rowOf(vault, key)!.credentialOf).toBe(account)
    return { vault, account, key }
  }

  it('no account on a key whose account was given another credential', async () => {
    const { vault, account, key } = await withOwn()
    const credential = { from: 'typed', text: 'says-nothing-of-itself' } as const
    await vault.accounts.change({ account, credential, untested: true })
    expect(rowOf(vault, key)!.credentialOf).toBeUndefined()
  })

  /** Only lists show which key is the credential: first "own", then "other". */
  async function withMovedMark() {
    const machine = makeMachine({ lists: { listShowsCredential: true }, keepsAddress: true })
    const { cloud } = machine
    cloud.ownInLists = cloud.add('own')
    const other = cloud.add('other')
    const vault = machine.open()
    const account = await connect(vault)
    vault.changeSettings({ syncMinutes: 0 })
    const idOf = (name: string) => machine.keyNamed(name).id
    const moveMark = async () => {
      cloud.ownInLists = other
      await vault.sync.start(account)
    }
    const owners = () =>
      vault.snapshot().keys.flatMap(({ name, credentialOf }) => (credentialOf === account ? [name] : []))
    return { vault, idOf, moveMark, owners }
  }

  it('an account on one key alone when a list shows another as its credential', async () => {
    const { moveMark, owners } = await withMovedMark()
    expect(owners()).toEqual(['own'])
    await moveMark()
    expect(owners()).toEqual(['other'])
  })

  it('an account on one key alone when it goes over to a replacement', async () => {
    const { vault, idOf, moveMark, owners } = await withMovedMark()
    await vault.rotation.regenerate(idOf('own')) // from now on the account uses this key's own entry
    const made = await vault.rotation.replace({
      key: idOf('own'),
      draft: { label: 'next' },
      overlapHours: 1,
    })
    await moveMark()
    expect(owners()).toEqual(['other'])
    await vault.overlaps.retire({ operation: made.operation, by: 'switch-off', name: 'own' })
    expect(owners()).toEqual(['next'])
  })

  it('no renewal on a key once the key that it named is deleted', async () => {
    const machine = makeMachine()
    const vault = machine.open()
    const [gone, left] = [await addByHand(vault, 'gone'), await addByHand(vault, 'left')]
    const { truth } = machine.database
    truth.keys.put({ ...truth.keys.get(left)!, renewedAs: gone })
    expect(rowOf(vault, left)!.renewedAs).toBe(gone)
    await vault.keys.forget({ key: gone, name: 'gone' })
    expect(rowOf(vault, left)!.renewedAs).toBeUndefined()
  })
})
