/** A program whose files, answers, events and requests are all searched for planted secrets. */
import { join } from 'node:path'
import { expect } from 'vitest'
import { createFileLog } from '../../electron/main/log.ts'
import { systemClock } from '../../electron/main/system-clock.ts'
import type { AccountId } from '../../shared/model/model.ts'
import type { Emulator } from '../emulators/emulator.ts'
import { createCanaries } from './canaries.ts'
import { newFolder } from './program.ts'
import type { Stage } from './stage.ts'

export type Watched = Awaited<ReturnType<typeof startWatched>>

/** The handle of a RIPE Atlas key is public. The rest of its uuid is secret. */
export const uuidParts = (uuid: string): readonly string[] => [uuid, uuid.slice(9)]

/** Uses the program's real log, in the folder of the profile. */
export async function startWatched(stage: Stage) {
  const folder = newFolder()
  const canaries = createCanaries()
  const heard: string[] = []
  const emulators: Emulator[] = []
  const log = createFileLog({ logDir: join(folder, 'logs'), clock: systemClock })
  const program = await stage.start(folder, {
    log,
    heard: (call, result) => {
      if (call !== 'key:reveal-secret') heard.push(JSON.stringify(result))
    },
  })

  function plantHandedOut(): void {
    for (const emulator of emulators)
      for (const [at, { secret }] of emulator.handedOut().entries()) {
        const parts = emulator.provider === 'ripe-atlas' ? uuidParts(secret) : [secret]
        canaries.plant(`${emulator.provider} secret ${at}`, ...parts)
      }
  }

  function expectClean(when: string): void {
    plantHandedOut()
    const { pushes, opened } = program.world.record
    const places = {
      files: canaries.foundBelow(folder, join(folder, 'keychain')),
      answers: heard.flatMap((line) => canaries.foundIn(line)),
      events: pushes.flatMap((push) => canaries.foundIn(JSON.stringify(push))),
      links: canaries.foundIn(JSON.stringify(opened)),
      addresses: emulators.flatMap(({ requests }) =>
        requests.flatMap(({ path, headers }) => canaries.foundIn(JSON.stringify([path, headers]))),
      ),
      requests: emulators.flatMap(({ requests }) =>
        requests.filter(({ secretInAddress }) => secretInAddress),
      ),
    }
    const clean = { files: [], answers: [], events: [], links: [], addresses: [], requests: [] }
    expect(places, when).toEqual(clean)
  }

  return {
    program,
    log,
    plant: (name: string, ...parts: readonly string[]) => canaries.plant(name, ...parts),
    expectClean,
    connect: async (emulator: Emulator, name: string): Promise<AccountId> => {
      emulators.push(emulator)
      return program.connect(emulator, name)
    },
    /** The names of the planted secrets that the same search finds in the keychain, where they belong. */
    kept: (): ReadonlySet<string> => {
      const found = canaries.foundBelow(join(folder, 'keychain'))
      return new Set(found.map((line) => /: (.*), [^,]*$/.exec(line)?.[1] ?? ''))
    },
  }
}
