/** Rows of keys in the form that commands read. */
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { START_MS } from '../../fakes/records.ts'

export const fakeRow = (changes: Partial<KeyRow> = {}): KeyRow => ({
  id: 'key-1' as KeyId,
  provider: 'manual',
  name: 'build',
  switch: 'enabled',
  expires: { source: 'unknown' },
  secret: 'held',
  version: 1,
  favourite: false,
  tags: [],
  notes: '',
  environment: '',
  consoleUrl: '',
  asOf: START_MS,
  ...changes,
})
