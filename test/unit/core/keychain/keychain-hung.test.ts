import { describe, expect, it } from 'vitest'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import { NAME, OTHER, setUp, settle, trouble } from './keychain-set-up.ts'

const DEADLINE_MS = 10_000

describe('one at a time', () => {
  it('never asks the keychain two things at once, and goes in order', async () => {
    const { keychain, port } = setUp()
    await Promise.all([
      keychain.keep(NAME, Secret.fromText('a')),
      keychain.keep(OTHER, Secret.fromText('b')),
      keychain.forget(NAME),
      keychain.probe(),
    ])
    expect(port.mostAtOnce).toBe(1)
    const changes = port.calls.filter((call) => /^(write|remove)/.test(call))
    expect(changes).toEqual([`write ${NAME}`, `write ${OTHER}`, `remove ${NAME}`])
  })

  it('lets nobody between the write and its reading back', async () => {
    const { keychain, port } = setUp()
    await Promise.all([keychain.keep(NAME, Secret.fromText('a')), keychain.forget(NAME)])
    expect(port.calls.slice(-3)).toEqual([`write ${NAME}`, `read ${NAME}`, `remove ${NAME}`])
  })

  it('continues after a refusal', async () => {
    const { keychain, port } = setUp()
    await keychain.probe()
    port.refuseNext('write')
    await expect(keychain.keep(NAME, Secret.fromText('a'))).rejects.toEqual(trouble('refused'))
    await keychain.keep(NAME, Secret.fromText('a'))
    expect(port.entries.get(NAME)).toBe('a')
  })
})

describe('a call that hangs', () => {
  it('ends for its caller at the deadline, and for everyone behind it', async () => {
    const { keychain, port, clock } = setUp()
    await keychain.probe()
    port.hangNext('read')
    const stuck = keychain.take(NAME)
    const behind = keychain.take(OTHER)
    const ends = Promise.allSettled([stuck, behind])
    await settle()
    clock.pass(DEADLINE_MS - 1)
    await settle()
    expect(keychain.health().state).toBe('ready')
    clock.pass(1)
    expect(await ends).toEqual([
      { status: 'rejected', reason: trouble('hung') },
      { status: 'rejected', reason: trouble('hung') },
    ])
    expect(port.calls).not.toContain(`read ${OTHER}`)
  })

  it('lets no other call start until it returns, then works again', async () => {
    const { keychain, port, clock } = setUp()
    await keychain.probe()
    const release = port.hangNext('read')
    const stuck = expect(keychain.take(NAME)).rejects.toEqual(trouble('hung'))
    await settle()
    clock.pass(DEADLINE_MS)
    await stuck
    const callsBefore = port.calls.length
    await expect(keychain.keep(OTHER, Secret.fromText('b'))).rejects.toEqual(trouble('hung'))
    await expect(keychain.probe()).resolves.toMatchObject({ state: 'hung' })
    expect(port.calls).toHaveLength(callsBefore)
    release()
    await settle()
    await keychain.keep(OTHER, Secret.fromText('b'))
    expect(port.entries.get(OTHER)).toBe('b')
    expect(port.mostAtOnce).toBe(1)
  })

  it('reads back a write that landed late, before anyone else may call; keeping it again finds it', async () => {
    const { keychain, port, clock, events, states } = setUp()
    await keychain.probe()
    const release = port.hangNext('write')
    const secret = Secret.fromText('s3cret')
    const kept = expect(keychain.keep(NAME, secret)).rejects.toEqual(trouble('hung'))
    await settle()
    clock.pass(DEADLINE_MS)
    await kept
    secret.wipe()
    expect(port.entries.size).toBe(0)
    release()
    await settle()
    expect(port.entries.get(NAME)).toBe('s3cret')
    expect(port.calls.slice(-3)).toEqual([`write ${NAME}`, `read ${NAME}`, 'probe'])
    expect(events).toContain('late keychain write read back {"landed":true}')
    expect(states).toEqual(['ready', 'hung', 'ready'])
    await keychain.keep(NAME, Secret.fromText('s3cret'))
    expect(port.calls.filter((call) => call === `write ${NAME}`)).toHaveLength(1)
  })

  it('says so when a late write did not land', async () => {
    const { keychain, port, clock, events } = setUp()
    await keychain.probe()
    const release = port.hangNext('write')
    port.refuseNext('write')
    const kept = expect(keychain.keep(NAME, Secret.fromText('a'))).rejects.toEqual(trouble('hung'))
    await settle()
    clock.pass(DEADLINE_MS)
    await kept
    release()
    await settle()
    expect(events).toContain('late keychain write read back {"landed":false}')
    expect(keychain.health().state).toBe('ready')
  })

  it('stays closed while the look after it hangs too', async () => {
    const { keychain, port, clock } = setUp()
    await keychain.probe()
    const releaseRead = port.hangNext('read')
    const stuck = expect(keychain.take(NAME)).rejects.toEqual(trouble('hung'))
    await settle()
    clock.pass(DEADLINE_MS)
    await stuck
    const releaseProbe = port.hangNext('probe')
    releaseRead()
    await settle()
    await expect(keychain.take(NAME)).rejects.toEqual(trouble('hung'))
    releaseProbe()
    await settle()
    await expect(keychain.take(NAME)).resolves.toBeUndefined()
  })

  it('leaves no deadline running after calls that return', async () => {
    const { keychain, clock } = setUp()
    await keychain.keep(NAME, Secret.fromText('a'))
    await keychain.take(NAME)
    await settle()
    expect(clock.waiting).toBe(0)
  })

  it('takes its deadline from its owner', async () => {
    const { keychain, port, clock } = setUp({ deadlineMs: 50 })
    port.hangNext('probe')
    const probed = keychain.probe()
    await settle()
    clock.pass(50)
    await expect(probed).resolves.toMatchObject({ state: 'hung' })
  })
})
