/** Keys for tests: one that never expires, and variations of it. */
import fc from 'fast-check'
import type { Expiry, KeyId, KeyRow } from '../../../../shared/model/model.ts'

export const NOW = Date.UTC(2026, 10, 21, 10, 30)

export function keyRow(differences: Partial<KeyRow> = {}): KeyRow {
  return {
    id: 'k1' as KeyId,
    provider: 'manual',
    name: 'grafana-prod',
    switch: 'enabled',
    expires: { source: 'provider' },
    secret: 'held',
    version: 1,
    favourite: false,
    tags: [],
    notes: '',
    environment: '',
    consoleUrl: '',
    asOf: NOW,
    ...differences,
  }
}

/** Instants within some years of NOW, with the borders of days among them. */
export const instants = fc.integer({ min: NOW - 3e10, max: NOW + 3e10 })

export const expiries: fc.Arbitrary<Expiry> = fc.oneof(
  fc.record({ source: fc.constantFrom('provider' as const, 'typed' as const), at: instants }),
  fc.constantFrom<Expiry>({ source: 'provider' }, { source: 'typed' }, { source: 'unknown' }),
)

/** The fields that depend on the clock, in every combination. */
export const datedKeys = fc
  .record(
    {
      goneSince: instants,
      switch: fc.constantFrom('enabled' as const, 'disabled' as const, 'frozen' as const, 'unknown' as const),
      validFrom: instants,
      expires: expiries,
    },
    { requiredKeys: ['switch', 'expires'] },
  )
  .map((differences) => keyRow(differences))
