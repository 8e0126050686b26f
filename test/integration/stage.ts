/** Starts programs and emulated providers for one test, and stops them when the test ends, whatever its result. */
import { afterAll, afterEach } from 'vitest'
import { startIonos, type IonosEmulator, type IonosSeed } from '../emulators/ionos.ts'
import { startRipeAtlas, type AtlasEmulator, type AtlasSeed } from '../emulators/ripe-atlas.ts'
import { removeFolders, startProgram, type Parts, type RunningProgram } from './program.ts'

export interface Stage {
  /** Starts a program. It is closed after the test, unless the test closes it. */
  start(folder?: string, parts?: Parts): Promise<RunningProgram>
  atlas(seed?: AtlasSeed): Promise<AtlasEmulator>
  ionos(seed?: IonosSeed): Promise<IonosEmulator>
  /** Runs after the test. Functions that were added last run first. */
  atEnd(stop: () => Promise<void> | void): void
}

/** Call it once at the top of a test file. */
export function createStage(): Stage {
  const stops: (() => Promise<void> | void)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })
  afterAll(removeFolders)
  const atEnd: Stage['atEnd'] = (stop) => void stops.push(stop)
  const until = <T extends { close: () => Promise<void> }>(started: T): T => {
    atEnd(() => started.close())
    return started
  }
  return {
    atEnd,
    start: async (folder, parts) => until(await startProgram(folder, parts)),
    atlas: async (seed) => until(await startRipeAtlas(seed)),
    ionos: async (seed) => until(await startIonos(seed)),
  }
}
