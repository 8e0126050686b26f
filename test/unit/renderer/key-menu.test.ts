import { describe, expect, it } from 'vitest'
import { keyActs, mainActs } from '../../../renderer/screens/detail/key-menu.ts'
import { OperationId } from '../../../shared/model/model.ts'
import { keyId, keyRow, NOW, providerFacts } from './sample-rows.ts'

const byHand = () => {
  const { account: _, ...row } = keyRow({ provider: 'manual' })
  return row
}

describe('the acts on a key', () => {
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
    const acts = keyActs(keyRow(), { ...facts, can: { ...facts.can, ...none } })
    expect(acts).toEqual(['paste', 'console', 'favourite'])
  })

  it('offer to switch the other way only', () => {
    expect(keyActs(keyRow(), providerFacts())).toContain('disable')
    expect(keyActs(keyRow({ switch: 'disabled' }), providerFacts())).toContain('enable')
    const frozen = keyActs(keyRow({ switch: 'frozen' }), providerFacts())
    expect(frozen).not.toContain('enable')
    expect(frozen).not.toContain('disable')
  })

  it('never delete here what its provider still has, nor there what is gone', () => {
    const there = keyActs(keyRow(), providerFacts())
    expect(there).toContain('revoke')
    expect(there).not.toContain('delete')
    const gone = keyActs(keyRow({ goneSince: NOW }), providerFacts())
    expect(gone).toContain('delete')
    expect(gone).not.toContain('revoke')
    expect(gone).not.toContain('regenerate')
  })

  it('let a key of no account be pasted and deleted here, even when its provider is known', () => {
    expect(keyActs(byHand(), undefined)).toEqual(['paste', 'favourite', 'delete'])
    expect(keyActs(byHand(), providerFacts())).toEqual(['paste', 'favourite', 'delete'])
  })

  it('put entering a missing secret before regenerating it', () => {
    const row = keyRow({ secret: 'missing' })
    expect(mainActs(row, ['regenerate', 'paste'])).toEqual(['paste', 'regenerate'])
    expect(mainActs(row, keyActs(row, providerFacts()))).toEqual(['paste', 'replace', 'regenerate'])
  })

  it('put a planned change first, and beside it the one for a leak', () => {
    expect(mainActs(keyRow(), keyActs(keyRow(), providerFacts()))).toEqual(['replace', 'regenerate'])
    expect(mainActs(keyRow(), ['regenerate', 'edit'])).toEqual(['regenerate'])
    expect(mainActs(keyRow(), ['replace', 'paste'])).toEqual(['replace'])
  })

  it('do not begin a second replacement while two keys live side by side', () => {
    const overlap = {
      role: 'old',
      operation: OperationId.parse('o'),
      other: keyId('key-2'),
      until: NOW,
    } as const
    const acts = keyActs(keyRow({ overlap }), providerFacts())
    expect(acts).not.toContain('replace')
    expect(acts).toContain('regenerate')
  })
})
