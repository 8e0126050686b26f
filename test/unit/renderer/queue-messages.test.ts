import { describe, expect, it } from 'vitest'
import { lineParts } from '../../../renderer/screens/keys/attention-line-messages.ts'
import { attentionItems } from '../../../renderer/screens/attention/attention-items.ts'
import {
  askableAgain,
  behind,
  queueWaits,
  queueWords,
  sectionsOf,
  statusWords,
} from '../../../renderer/screens/many/queue-messages.ts'
import { defaultSettings } from '../../../shared/model/default-settings.ts'
import { OperationId } from '../../../shared/model/model.ts'
import type { Queue, QueueItem } from '../../../shared/model/queue.ts'
import { keyId, NOW, operationRow } from './sample-rows.ts'

const OPEN = OperationId.parse('open')
const REFUSED = { kind: 'provider', why: 'invalid', outcome: 'refused' }

const item = (key: string, state: QueueItem['state'], own: Partial<QueueItem> = {}): QueueItem => ({
  key: keyId(key),
  name: `name of ${key}`,
  state,
  ...own,
})
const queueOf = (items: readonly QueueItem[], own: Partial<Queue> = {}): Queue => ({
  state: 'running',
  overlapHours: 24,
  pauseSeconds: 5,
  items,
  ...own,
})
const operations = new Map([[OPEN, operationRow({ id: OPEN, kind: 'replace', state: 'unsaved' })]])

describe('the queue in words', () => {
  const items = [
    item('a', 'done'),
    item('b', 'failed', { error: REFUSED }),
    item('c', 'failed', { error: REFUSED, operation: OPEN }),
    item('d', 'running'),
    item('e', 'waiting'),
  ]

  it('shows first what needs the user, then what failed', () => {
    expect(sectionsOf(queueOf(items), operations).map(({ status }) => status)).toEqual([
      'needs-you',
      'failed',
      'running',
      'waiting',
      'done',
    ])
  })

  it('offers again only what nothing is open of', () => {
    expect(askableAgain(queueOf(items), operations).map(({ key }) => key)).toEqual(['b'])
  })

  it('counts what had its turn, and says how much of it failed', () => {
    const queue = queueOf(items)
    expect(behind(queue)).toBe(3)
    expect(statusWords(queue)).toBe('Replacing keys: 3 of 5, 2 failed')
    expect(queueWords(queue).title).toBe('In progress, 2 failed')
  })

  it.each([
    ['user', 'Paused'],
    ['doubt', 'Paused: one result is unclear'],
    ['restart', 'Paused: Keyhold restarted'],
  ] as const)('says by whom it is paused: %s', (pausedBy, title) => {
    const words = queueWords(queueOf(items, { state: 'paused', pausedBy }))
    expect(words.title).toBe(title)
    expect(words.detail).toContain('1 key waits.')
  })

  it('says at its end what was done, what failed and what was skipped', () => {
    const ended = queueOf([item('a', 'done'), item('b', 'failed'), item('c', 'skipped')], { state: 'ended' })
    expect(queueWords(ended).title).toBe('1 of 3 keys replaced, 1 failed, 1 skipped')
    expect(queueWords(queueOf([item('a', 'skipped')], { state: 'ended' })).detail).toContain('No new key')
  })
})

describe('a paused queue', () => {
  const line = (queue: Queue) =>
    lineParts(
      { operations: new Map(), notices: [], keychain: { state: 'ready', backend: '' }, queue, now: NOW },
      [],
      { expired: 0, expiring: 0 },
    )
  const items = [item('a', 'failed', { error: REFUSED })]

  it.each([
    ['a doubt', { state: 'paused', pausedBy: 'doubt' }, true],
    ['a restart', { state: 'paused', pausedBy: 'restart' }, true],
    ['the user', { state: 'paused', pausedBy: 'user' }, false],
    ['its end, with a failure', { state: 'ended' }, true],
    ['nothing, since it is running', { state: 'running' }, false],
  ] as const)('asks for the user because of %s: %o', (_what, own, waits) => {
    const queue = queueOf(items, own)
    expect(queueWaits(queue)).toBe(waits)
    expect(line(queue)).toHaveLength(waits ? 1 : 0)
    const facts = { operations: [], notices: [], accounts: [], keys: [], now: NOW, settings: defaultSettings }
    const found = attentionItems({ ...facts, keychain: { state: 'ready', backend: '' }, queue })
    expect(found.some(({ kind }) => kind === 'queue')).toBe(waits)
  })

  it('asks for nobody when all were replaced', () => {
    expect(queueWaits(queueOf([item('a', 'done')], { state: 'ended' }))).toBe(false)
  })
})
