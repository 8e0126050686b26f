import { expect, it } from 'vitest'
import { PALETTE_CALLS } from '../../../../electron/core/desktop/palette-calls.ts'
import { openGate, type Handlers } from '../../../../electron/ipc/gate.ts'
import { calls, type CallName } from '../../../../shared/contract/contract.ts'
import { fakePort } from '../../../fakes/gate.ts'

const names = Object.keys(calls) as CallName[]

it('lets the palette find, copy and mark, and nothing else', () => {
  expect([...PALETTE_CALLS].sort()).toEqual([
    'app:snapshot',
    'key:copy',
    'palette:favourite',
    'palette:forms',
    'palette:hide',
    'palette:open-view',
    'palette:show',
  ])
})

it.each(names.filter((name) => !PALETTE_CALLS.has(name)))('refuses the palette the call %s', async (name) => {
  const reached: string[] = []
  const { port, call } = fakePort<string>()
  openGate<string>({
    port,
    isTrusted: () => true,
    handlers: Object.fromEntries(
      names.map((each) => [each, () => reached.push(each)]),
    ) as unknown as Handlers,
    mayCall: (asked) => PALETTE_CALLS.has(asked),
    report: () => 'ticket',
  })
  expect(await call('palette', name)).toEqual({ ok: false, error: { kind: 'forbidden' } })
  expect(reached).toEqual([])
})
