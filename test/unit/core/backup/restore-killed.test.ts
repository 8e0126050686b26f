/** A program that ends in the middle of a restore, at every point where that makes a difference. */
import { describe, expect, it } from 'vitest'
import { fakeBackupFiles } from '../../../fakes/backup-files.ts'
import { settle, type Machine } from '../vault-set-up.ts'
import {
  credentialsOf,
  emptyMachine,
  FILE,
  restoreAll,
  secretsOf,
  WITH,
  withBackups,
} from './backup-set-up.ts'

const files = fakeBackupFiles()

async function lostMachine() {
  const first = await withBackups(files)
  const { save } = await first.leaveUnsaved()
  await first.write()
  await save()
  return { secrets: secretsOf(first), credentials: credentialsOf(first) }
}

/** The content of the backup, with the secret of its sealed response. Written once. */
let lost: Awaited<ReturnType<typeof lostMachine>> | undefined

/** Calls that change something. Between two of them, the point at which the program ends makes no difference. */
const CHANGES = /^(write|transaction|sealed)$|\.(put|add|addEarlier|write|remove|snooze)$/

/** Ends the program at its `last`th change: later actions have no effect. */
function killAt(machine: Machine, last: number) {
  const { port, database, sealedResponses } = machine
  const made: string[] = []
  const isOver = (call: string) => {
    if (CHANGES.test(call)) made.push(call)
    return made.length > last
  }
  const write = port.write.bind(port)
  port.write = async (entry, secret) => {
    if (isOver('write')) throw new Error('The program has ended')
    return write(entry, secret)
  }
  const seal = sealedResponses.write.bind(sealedResponses)
  sealedResponses.write = (id, bytes) => {
    if (isOver('sealed')) throw new Error('The program has ended')
    seal(id, bytes)
  }
  database.refuse = isOver
  const revive = () => {
    port.write = write
    sealedResponses.write = seal
    database.refuse = undefined
  }
  return { made, revive }
}

async function startAgain({ open }: Machine) {
  const vault = open()
  await vault.start()
  await settle()
  return vault
}

/** A machine on which a restore was killed, with the next start of the program. */
async function killed(last: number) {
  lost ??= await lostMachine()
  const machine = emptyMachine(files)
  const vault = machine.open()
  machine.port.entries.set('key foreign v1', 'foreign')
  const { made, revive } = killAt(machine, last)
  await restoreAll(vault).catch(() => undefined)
  await settle()
  revive()
  const next = await startAgain(machine)
  return { machine, next, made, wanted: lost.secrets, credentials: lost.credentials }
}

const CHANGES_OF_A_RESTORE = 60

describe('a restore that is killed', () => {
  it('makes no more changes than these tests kill at', async () => {
    const { machine, made, wanted, credentials } = await killed(Infinity)
    expect(made.length).toBeGreaterThan(15)
    expect(made.length).toBeLessThan(CHANGES_OF_A_RESTORE)
    expect(made).toContain('sealed')
    expect(secretsOf(machine)).toEqual(wanted)
    expect(credentialsOf(machine)).toEqual(credentials)
  })

  it.each(Array.from({ length: CHANGES_OF_A_RESTORE }, (_, last) => last))(
    'at change %i leaves nothing incomplete, and continues where it stopped',
    async (last) => {
      const { machine, next, wanted, credentials } = await killed(last)
      for (const [name, { all }] of Object.entries(secretsOf(machine)))
        for (const secret of all) expect(wanted[name]?.all).toContain(secret)
      expect((await restoreAll(next)).failed).toEqual([])
      const { keys, newerHere } = await next.backups.open(FILE, WITH)
      expect(keys.map(({ status }) => status)).toEqual(keys.map(() => 'same'))
      expect(newerHere).toBe(0)
      await startAgain(machine)
      expect(machine.database.truth.operations.open()).toEqual([])
      expect(secretsOf(machine)).toEqual(wanted)
      expect(credentialsOf(machine)).toEqual(credentials)
      expect(machine.port.entries.get('key foreign v1')).toBe('foreign')
    },
  )
})
