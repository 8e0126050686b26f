import { expect, it } from 'vitest'
import { createSortedKeys } from '../../../../renderer/list/sorted-keys.ts'
import type { IndexEntry } from '../../../../renderer/list/index-entry.ts'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { entryOf, type Facts } from '../../../../shared/search/query-match.ts'
import { DAY_MS, keyId, keyRow, NOW } from '../sample-rows.ts'

const names = { accountName: () => undefined, providerName: () => undefined }
const factsAt = (now: number): Facts => ({
  now,
  leadMs: 30 * DAY_MS,
  policy: defaultSettings,
  isOpen: () => false,
})

/** Counts how often all its entries were read. */
class WatchedEntries extends Map<KeyId, IndexEntry> {
  walks = 0
  override values() {
    this.walks += 1
    return super.values()
  }
}

it.each(['urgency', 'state'] as const)(
  'goes through all keys once for each change of the clock, in order of %s',
  (by) => {
    const all = new WatchedEntries()
    const row = keyRow({ id: keyId('k0'), expires: { source: 'provider', at: NOW + 90 * DAY_MS } })
    all.set(row.id, { ...entryOf(row, names), place: 0 })
    const sorted = createSortedKeys(all)
    const orderAt = (facts: Facts) => sorted.in({ by, direction: 'up' }, facts)
    const first = orderAt(factsAt(NOW))
    all.walks = 0
    const later = factsAt(NOW + 1_000)
    for (let press = 0; press < 3; press += 1) expect(orderAt(later)).toBe(first)
    expect(all.walks).toBe(1)
    expect(orderAt(factsAt(NOW + 2_000))).toBe(first)
    expect(all.walks).toBe(2)
  },
)
