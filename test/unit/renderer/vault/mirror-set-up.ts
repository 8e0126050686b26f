/** The page's mirror of a fake main process. */
import { createStore } from 'zustand'
import { createMirror } from '../../../../renderer/vault/mirror.ts'
import { initialState, type VaultState } from '../../../../renderer/vault/vault-state.ts'
import { fakeMain, handClock, openVault } from './fake-main.ts'

/** `drawn` receives the frame acks; missing: main requests none. */
export function setUp(drawn?: (revision: number) => void) {
  const main = fakeMain()
  const hands = handClock()
  const store = createStore<VaultState>()(initialState)
  const cleared: boolean[] = []
  const { call, on } = main
  const mirror = createMirror({
    store,
    call,
    on,
    clock: hands.clock,
    ...(drawn && { ackFrame: drawn }),
    cleared: (is) => cleared.push(is),
  })
  const names = () => store.getState().list.entries.map(({ row }) => row.name)
  return { main, hands, store, mirror, cleared, names, state: store.getState }
}

/** A mirror after its first snapshot. */
export async function opened(own = {}, drawn?: (revision: number) => void) {
  const page = setUp(drawn)
  const stop = page.mirror.start()
  await page.main.answer({ ok: true, value: openVault(own) })
  return { ...page, stop }
}
