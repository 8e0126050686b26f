import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { watchLoop } from '../../bench/blocks.ts'

function keepBusy(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

/** Lets the watching timer fire, which it does every millisecond. */
async function untilSeen(): Promise<void> {
  const until = performance.now() + 5
  while (performance.now() < until) await turn()
}

it('reports a turn that blocked the loop, and when', async () => {
  const stop = watchLoop(20)
  await untilSeen()
  const from = performance.now()
  keepBusy(40)
  const to = performance.now()
  await untilSeen()
  const found = stop().find((block) => block.from <= from + 1 && block.to >= to - 1)
  expect(found?.ms).toBeGreaterThan(38)
  expect(found?.cpuMs).toBeGreaterThan(0)
})
