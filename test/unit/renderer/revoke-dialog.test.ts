import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { RevokeDialog } from '../../../renderer/screens/confirm/key-dialogs.tsx'
import { useVault } from '../../../renderer/vault/store.ts'
import { accountRow, keyId, keyRow, providerFacts } from './sample-rows.ts'

// The dialog itself can be drawn only in a window.
vi.mock('../../../renderer/screens/confirm/confirm-dialog.tsx', () => ({
  ConfirmDialog: ({ children }: { readonly children: ReactNode }) => children,
}))

it('says of a key what its own kind of keys loses, not what the provider’s other keys lose', () => {
  const facts = providerFacts()
  const account = accountRow({ provider: facts.id })
  const rotation = { revoke: 'Nobody can manage the organization with it.' }
  const kinds = [{ id: 'admin', keyNoun: 'admin key', cannot: [], rotation }]
  const drawn = (scope: string) => {
    const row = keyRow({ id: keyId('root'), account: account.id, provider: facts.id, scope })
    // Without a window, the page is drawn from its first state.
    Object.assign(useVault.getInitialState(), {
      providers: new Map([[facts.id, { ...facts, kinds }]]),
      accounts: new Map([[account.id, account]]),
      keyIndex: new Map([[row.id, row]]),
    })
    return renderToStaticMarkup(createElement(RevokeDialog, { id: row.id }))
  }
  expect(drawn('admin')).toContain(rotation.revoke)
  expect(drawn('project:a')).toContain(facts.rotation.revoke)
})
