import { describe, expect, it } from 'vitest'
import { createAccountLock } from '../../../../electron/core/scheduling/account-lock.ts'
import type { AccountId, KeyId } from '../../../../shared/model/model.ts'
import { failureOf, settle } from '../vault-set-up.ts'

const K = 'key-1' as KeyId
const A = 'account-1' as AccountId
const B = 'account-2' as AccountId

describe('a key', () => {
  it('runs one action at a time, and tells the second one which action runs', async () => {
    const accountLock = createAccountLock()
    const release = accountLock.claim(K, 'regenerate')
    expect(await failureOf(() => accountLock.claim(K, 'delete'))).toEqual({ kind: 'busy', act: 'regenerate' })
    expect(accountLock.isClaimed(K)).toBe(true)
    release()
    expect(accountLock.isClaimed(K)).toBe(false)
    accountLock.claim(K, 'delete')()
  })

  it('does not keep another one waiting', () => {
    const accountLock = createAccountLock()
    accountLock.claim(K, 'regenerate')
    expect(() => accountLock.claim('key-2' as KeyId, 'regenerate')).not.toThrow()
  })

  it('stays claimed when an earlier claim is released twice', () => {
    const accountLock = createAccountLock()
    const release = accountLock.claim(K, 'regenerate')
    release()
    accountLock.claim(K, 'delete')
    release()
    expect(accountLock.isClaimed(K)).toBe(true)
  })
})

describe('an account', () => {
  it('has its actions one after the other, in the order of asking', async () => {
    const accountLock = createAccountLock()
    const done: string[] = []
    const first = Promise.withResolvers<undefined>()
    const run = (name: string, until?: Promise<undefined>) => async () => {
      done.push(`${name} begins`)
      await until
      done.push(`${name} ends`)
    }
    const all = [
      accountLock.run(A, run('one', first.promise)),
      accountLock.run(A, run('two')),
      accountLock.run(A, run('three')),
    ]
    await settle()
    expect(done).toEqual(['one begins'])
    first.resolve(undefined)
    await Promise.all(all)
    expect(done).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends'])
  })

  it('continues after a failed turn, whose caller gets the error', async () => {
    const accountLock = createAccountLock()
    const failing = accountLock.run(A, () => Promise.reject(new Error('no')))
    const next = accountLock.run(A, async () => 'done')
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('done')
  })

  it('does not keep another account waiting, nor what belongs to none', async () => {
    const accountLock = createAccountLock()
    void accountLock.run(A, () => new Promise(() => undefined))
    expect(await accountLock.run(B, async () => 'other')).toBe('other')
    expect(await accountLock.run(undefined, async () => 'none')).toBe('none')
  })
})

describe('idle', () => {
  it('is at once when nothing runs', async () => {
    await createAccountLock().idle()
  })

  it('waits for what runs, for what that come meanwhile, and for claims', async () => {
    const accountLock = createAccountLock()
    const turn = Promise.withResolvers<undefined>()
    const later = Promise.withResolvers<undefined>()
    const release = accountLock.claim(K, 'add')
    void accountLock.run(A, () => turn.promise)
    let isIdle = false
    const idle = accountLock.idle().then(() => (isIdle = true))
    void accountLock.run(A, () => later.promise)
    for (const end of [() => turn.resolve(undefined), () => later.resolve(undefined), release]) {
      await settle()
      expect(isIdle).toBe(false)
      end()
    }
    await idle
  })
})
