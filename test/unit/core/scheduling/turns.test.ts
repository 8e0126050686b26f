import { describe, expect, it } from 'vitest'
import { createTurns } from '../../../../electron/core/scheduling/turns.ts'
import type { AccountId, KeyId } from '../../../../shared/model/model.ts'
import { failureOf, settle } from '../vault-set-up.ts'

const K = 'key-1' as KeyId
const A = 'account-1' as AccountId
const B = 'account-2' as AccountId

describe('a key', () => {
  it('is acted on by one at a time, and the second is told by what', async () => {
    const turns = createTurns()
    const release = turns.claim(K, 'regenerate')
    expect(await failureOf(() => turns.claim(K, 'delete'))).toEqual({ kind: 'busy', act: 'regenerate' })
    expect(turns.isClaimed(K)).toBe(true)
    release()
    expect(turns.isClaimed(K)).toBe(false)
    turns.claim(K, 'delete')()
  })

  it('does not keep another one waiting', () => {
    const turns = createTurns()
    turns.claim(K, 'regenerate')
    expect(() => turns.claim('key-2' as KeyId, 'regenerate')).not.toThrow()
  })

  it('stays claimed when an earlier claim is released twice', () => {
    const turns = createTurns()
    const release = turns.claim(K, 'regenerate')
    release()
    turns.claim(K, 'delete')
    release()
    expect(turns.isClaimed(K)).toBe(true)
  })
})

describe('an account', () => {
  it('has its turns one after the other, in the order of asking', async () => {
    const turns = createTurns()
    const done: string[] = []
    const first = Promise.withResolvers<undefined>()
    const act = (name: string, until?: Promise<undefined>) => async () => {
      done.push(`${name} begins`)
      await until
      done.push(`${name} ends`)
    }
    const all = [
      turns.inAccount(A, act('one', first.promise)),
      turns.inAccount(A, act('two')),
      turns.inAccount(A, act('three')),
    ]
    await settle()
    expect(done).toEqual(['one begins'])
    first.resolve(undefined)
    await Promise.all(all)
    expect(done).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends'])
  })

  it('goes on after a turn that failed, and who asked hears of it', async () => {
    const turns = createTurns()
    const failing = turns.inAccount(A, () => Promise.reject(new Error('no')))
    const next = turns.inAccount(A, async () => 'done')
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('done')
  })

  it('does not keep another account waiting, nor what belongs to none', async () => {
    const turns = createTurns()
    void turns.inAccount(A, () => new Promise(() => undefined))
    expect(await turns.inAccount(B, async () => 'other')).toBe('other')
    expect(await turns.inAccount(undefined, async () => 'none')).toBe('none')
  })
})

describe('idle', () => {
  it('is at once when nothing runs', async () => {
    await createTurns().idle()
  })

  it('waits for turns, for those that come meanwhile, and for claims', async () => {
    const turns = createTurns()
    const turn = Promise.withResolvers<undefined>()
    const later = Promise.withResolvers<undefined>()
    const release = turns.claim(K, 'add')
    void turns.inAccount(A, () => turn.promise)
    let isIdle = false
    const idle = turns.idle().then(() => (isIdle = true))
    void turns.inAccount(A, () => later.promise)
    for (const end of [() => turn.resolve(undefined), () => later.resolve(undefined), release]) {
      await settle()
      expect(isIdle).toBe(false)
      end()
    }
    await idle
  })
})
