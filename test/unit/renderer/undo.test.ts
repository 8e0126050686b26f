import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Result } from '../../../shared/contract/errors.ts'
import { useVault } from '../../../renderer/vault/store.ts'
import { initialState } from '../../../renderer/vault/vault-state.ts'
import { canUndo, forgetUndo, offerUndo, undoLast, UNDO_MS } from '../../../renderer/vault/undo.ts'

beforeEach(() => {
  vi.useFakeTimers()
  useVault.setState({ ...initialState(), phase: { state: 'open' } })
})
afterEach(() => {
  forgetUndo()
  useVault.setState(initialState())
  vi.useRealTimers()
})

const done: Result<unknown> = { ok: true, value: undefined }
const texts = () => useVault.getState().toasts.map(({ text }) => text)

it('undoes the newest action first, each once', async () => {
  const undone: string[] = []
  for (const name of ['first', 'second'])
    offerUndo(name, undefined, () => {
      undone.push(name)
      return Promise.resolve(done)
    })
  undoLast()
  undoLast()
  undoLast()
  await vi.advanceTimersByTimeAsync(0)
  expect(undone).toEqual(['second', 'first'])
  expect(canUndo()).toBe(false)
})

it('offers it for ten seconds by a toast, and no longer', () => {
  offerUndo('Favourite added', 'grafana', () => Promise.resolve(done))
  expect(useVault.getState().toasts[0]).toMatchObject({ about: 'grafana', shownMs: UNDO_MS })
  vi.advanceTimersByTime(UNDO_MS - 1)
  expect(canUndo()).toBe(true)
  vi.advanceTimersByTime(1)
  expect(canUndo()).toBe(false)
})

it('undoes nothing while the vault is locked, and keeps what was done', () => {
  offerUndo('Favourite added', 'grafana', () => Promise.resolve(done))
  useVault.setState({ phase: { state: 'locked' } })
  expect(canUndo()).toBe(false)
  forgetUndo()
  useVault.setState({ phase: { state: 'open' } })
  expect(canUndo()).toBe(false)
  expect(texts()).toEqual([])
})

it('says why it could not be undone', async () => {
  offerUndo('Tags changed', undefined, () =>
    Promise.resolve({ ok: false, error: { kind: 'not-found', what: 'key' } }),
  )
  undoLast()
  await vi.advanceTimersByTimeAsync(0)
  expect(useVault.getState().toasts.at(-1)?.tone).toBe('bad')
})
