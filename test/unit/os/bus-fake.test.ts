import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFakeBusDaemon } from '../../fakes/bus-daemon.ts'
import { testBus } from '../../suites/bus.suite.ts'

testBus('in this process', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-bus-'))
  const path = join(dir, 'bus')
  let daemon = await startFakeBusDaemon(path)
  return {
    path,
    async start() {
      daemon = await startFakeBusDaemon(path)
    },
    kill: () => daemon.close(),
    async close() {
      await daemon.close().catch(() => undefined)
      rmSync(dir, { recursive: true })
    },
  }
})
