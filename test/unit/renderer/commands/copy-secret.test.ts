import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { copySecret } from '../../../../renderer/commands/copy-secret.ts'
import { copy } from '../../../../renderer/palette/palette-actions.ts'
import { usePalette } from '../../../../renderer/palette/palette-state.ts'
import { useVault } from '../../../../renderer/vault/store.ts'
import { initialState } from '../../../../renderer/vault/vault-state.ts'
import { keyRow, operationRow } from '../sample-rows.ts'

const asked: string[] = []
const lastToast = () => useVault.getState().toasts.at(-1)

beforeEach(() => {
  asked.length = 0
  const call = (name: string) => {
    asked.push(name)
    return Promise.resolve(JSON.stringify({ ok: true, value: { clearsAt: 0 } }))
  }
  vi.stubGlobal('window', { vault: { call } })
})
afterEach(() => {
  useVault.setState(initialState())
  usePalette.setState(usePalette.getInitialState())
  vi.unstubAllGlobals()
})

it('copies a stored secret, also a stale one', () => {
  copySecret(keyRow())
  copySecret(keyRow({ secret: 'stale' }))
  expect(asked).toEqual(['key:copy', 'key:copy'])
})

it('says that nothing was copied of a key without a secret', () => {
  copySecret(keyRow({ secret: 'missing' }))
  expect(asked).toEqual([])
  expect(lastToast()).toMatchObject({ tone: 'warn', text: 'No secret to copy', about: 'grafana-prod' })
})

it('says of a new secret that is not saved yet where it can be copied, and leads there', () => {
  const operation = operationRow({ state: 'unsaved', sealed: true })
  useVault.setState({ operations: new Map([[operation.id, operation]]) })
  copySecret(keyRow({ secret: 'unsaved' }))
  expect(asked).toEqual([])
  expect(lastToast()).toMatchObject({
    tone: 'warn',
    text: 'New secret not saved yet',
    about: 'grafana-prod',
    detail: 'Nothing was copied. Copy or save the new secret in the next steps.',
  })
  lastToast()?.action?.run()
  expect(useVault.getState().dialog).toEqual({ kind: 'operation', operation: operation.id })
})

it('copies no earlier secret from the quick palette while a new one is not saved', async () => {
  await copy(keyRow({ secret: 'unsaved', version: 3 }))
  await copy(keyRow({ secret: 'unsaved', version: 3 }), 'env')
  expect(asked).toEqual([])
  expect(usePalette.getState().said).toEqual({
    tone: 'warn',
    title: 'New secret not saved yet',
    detail: 'Nothing was copied. Open the key in Keyhold to copy or save the new secret.',
  })
})
