import { describe, expect, it } from 'vitest'
import { keyCommands, mainCommands, menuCommands } from '../../../../renderer/commands/key-commands.ts'
import { OperationId } from '../../../../shared/model/model.ts'
import { keyId, keyRow, NOW, providerFacts } from '../sample-rows.ts'

const byHand = () => {
  const { account: _, ...row } = keyRow({ provider: 'manual' })
  return row
}

describe('the actions on a key', () => {
  it('are only those that its provider offers', () => {
    const facts = providerFacts()
    const none = {
      create: false,
      update: false,
      setEnabled: false,
      regenerate: false,
      replace: false,
      revoke: false,
    }
    const actions = keyCommands(keyRow(), { ...facts, can: { ...facts.can, ...none } })
    expect(actions).toEqual(['open', 'copy', 'copy-handle', 'paste', 'favourite', 'snooze', 'console'])
  })

  it('rename a key only where the form of its provider has its name', () => {
    const field = { label: 'Name', kind: 'text', required: true } as const
    const named = providerFacts({ updateFields: [{ ...field, name: 'name' }] })
    expect(keyCommands(keyRow(), named)).toContain('rename')
    const other = providerFacts({ updateFields: [{ ...field, name: 'accountName' }] })
    expect(keyCommands(keyRow(), other)).not.toContain('rename')
    expect(keyCommands(keyRow(), other)).toContain('edit')
  })

  it('offer to switch the other way only', () => {
    expect(keyCommands(keyRow(), providerFacts())).toContain('disable')
    expect(keyCommands(keyRow({ switch: 'disabled' }), providerFacts())).toContain('enable')
    const frozen = keyCommands(keyRow({ switch: 'frozen' }), providerFacts())
    expect(frozen).not.toContain('enable')
    expect(frozen).not.toContain('disable')
  })

  it('never delete here what its provider still has, nor there what is gone', () => {
    const there = keyCommands(keyRow(), providerFacts())
    expect(there).toContain('revoke')
    expect(there).not.toContain('delete')
    const gone = keyCommands(keyRow({ goneSince: NOW }), providerFacts())
    expect(gone).toContain('delete')
    expect(gone).not.toContain('revoke')
    expect(gone).not.toContain('regenerate')
  })

  it('let a key of no account be pasted and deleted here, even when its provider is known', () => {
    const all = ['open', 'copy', 'copy-handle', 'paste', 'rename', 'favourite', 'snooze', 'delete']
    expect(keyCommands(byHand(), undefined)).toEqual(all)
    expect(keyCommands(byHand(), providerFacts())).toEqual(all)
  })

  it('put entering a missing secret first, and regenerating in the menu', () => {
    const row = keyRow({ secret: 'missing' })
    expect(mainCommands(row, ['regenerate', 'paste'])).toEqual(['paste'])
    expect(mainCommands(row, keyCommands(row, providerFacts()))).toEqual(['paste', 'replace'])
  })

  it('put a planned change first, and regenerating in the menu, where it is always offered', () => {
    const offered = keyCommands(keyRow(), providerFacts())
    expect(mainCommands(keyRow(), offered)).toEqual(['replace'])
    expect(menuCommands(keyRow(), offered)).toContain('regenerate')
    expect(mainCommands(keyRow(), ['regenerate', 'edit'])).toEqual([])
    expect(menuCommands(keyRow(), ['regenerate', 'edit'])).toEqual(['regenerate', 'edit'])
    expect(mainCommands(keyRow(), ['replace', 'paste'])).toEqual(['replace'])
  })

  it('do not begin a second replacement while two keys live side by side', () => {
    const overlap = {
      role: 'old',
      operation: OperationId.parse('o'),
      other: keyId('key-2'),
      until: NOW,
    } as const
    const actions = keyCommands(keyRow({ overlap }), providerFacts())
    expect(actions).not.toContain('replace')
    expect(actions).toContain('regenerate')
  })
})
