/* The banner, the sidebar, the list, the timeline, the status bar and the tray show the same numbers for the same vault. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lineParts, lineReminders } from '../../../renderer/screens/keys/attention-line-messages.ts'
import { OVERDUE_QUERY, timelineOf } from '../../../renderer/screens/timeline/timeline.ts'
import { countViews, inView } from '../../../renderer/list/views.ts'
import { attentionFacts, attentionWords } from '../../../shared/expiry/attention.ts'
import { defaultSettings } from '../../../shared/model/default-settings.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { parseQuery } from '../../../shared/search/query.ts'
import { compileQuery, entryOf } from '../../../shared/search/query-match.ts'
import { trayMenu } from '../../../shared/desktop/tray-menu.ts'
import { openVault } from './vault/fake-main.ts'
import { DAY_MS, keyId, keyRow, NOW } from './sample-rows.ts'

const HOUR_MS = 3_600_000

/** Keys at every limit: expired long ago or just now, expiring soon or later, never, unknown; snoozed, disabled, missing, not yet valid. */
const row = fc
  .record({
    at: fc.oneof(
      fc.integer({ min: -40 * 24, max: 40 * 24 }).map((hours) => NOW + hours * HOUR_MS),
      fc.constantFrom(NOW - 1, NOW, NOW + 1, NOW + 30 * DAY_MS, NOW + 30 * DAY_MS + 1, undefined),
    ),
    source: fc.constantFrom('provider' as const, 'typed' as const, 'unknown' as const),
    own: fc.record(
      {
        goneSince: fc.constant(NOW - DAY_MS),
        snoozedUntil: fc.constantFrom(NOW - 1, NOW + DAY_MS),
        switch: fc.constantFrom('disabled' as const, 'frozen' as const),
        validFrom: fc.constantFrom(NOW - DAY_MS, NOW + DAY_MS),
        secret: fc.constantFrom('missing' as const, 'stale' as const),
        rotateEveryDays: fc.constantFrom(10, 90, 365),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ at, source, own }): Partial<KeyRow> => ({
    ...own,
    expires: source === 'unknown' ? { source } : at === undefined ? { source: 'typed' } : { source, at },
  }))

const vaults = fc
  .array(row, { maxLength: 40 })
  .map((rows) => rows.map((own, index) => keyRow({ id: keyId(`key-${index}`), ...own })))

const names = { accountName: () => undefined, providerName: () => undefined }
const settings = defaultSettings
const facts = attentionFacts({ operations: [], settings, now: NOW })

function found(keys: readonly KeyRow[], text: string): readonly KeyRow[] {
  const test = compileQuery(parseQuery(text).query, facts)
  return keys.filter((key) => test(entryOf(key, names)))
}

it('is the same number of expired keys in the line above it, the list and the timeline', () => {
  fc.assert(
    fc.property(vaults, (keys) => {
      const counts = countViews(keys, facts)
      expect(found(keys, OVERDUE_QUERY)).toHaveLength(counts.expired)
      expect(timelineOf(keys, NOW, '12m').overdue).toHaveLength(counts.expired)

      const said = lineParts(
        { operations: new Map(), notices: [], keychain: { state: 'ready', backend: '' }, now: NOW },
        lineReminders({ keys, accounts: [] }, settings, NOW),
        counts,
      )
      for (const { id, count } of said)
        if (id === 'expired' || id === 'expiring') expect(count).toBe(counts[id])
    }),
  )
})

it('is the same number of expiring keys in the sidebar and the list', () => {
  fc.assert(
    fc.property(vaults, (keys) => {
      const { expiring } = countViews(keys, facts)
      expect(found(keys, 'is:expiring')).toHaveLength(expiring)
      expect(keys.filter((key) => inView(key, { kind: 'expiring' }, facts))).toHaveLength(expiring)
    }),
  )
})

it('is the same number of keys that need attention in the sidebar, the list, the status bar and the tray', () => {
  fc.assert(
    fc.property(vaults, (keys) => {
      const { attention } = countViews(keys, facts)
      expect(found(keys, 'is:attention')).toHaveLength(attention)
      expect(keys.filter((key) => inView(key, { kind: 'attention' }, facts))).toHaveLength(attention)
      const words = attentionWords({ keys: attention, accounts: 0 })
      const { tooltip } = trayMenu({
        snapshot: openVault({ keys, accounts: [], settings }),
        now: NOW,
        names: true,
      })
      expect(tooltip).toBe(words === undefined ? 'Keyhold' : `Keyhold: ${words}`)
    }),
  )
})
