import { expect, it } from 'vitest'
import { createFileDrops } from '../../../electron/desktop/file-drops.ts'
import { fakeClock } from '../../fakes/clock.ts'

it('keeps the paths of the last drop for five seconds', async () => {
  const clock = fakeClock()
  const drops = createFileDrops(clock)
  expect(await drops.last()).toEqual([])
  drops.dropped(['/home/me/.env'])
  drops.dropped(['/home/me/a.kdbx', '/home/me/app'])
  expect(await drops.last()).toEqual(['/home/me/a.kdbx', '/home/me/app'])
  clock.pass(4_999)
  expect(await drops.last()).toHaveLength(2)
  clock.pass(1)
  expect(await drops.last()).toEqual([])
})

it.each([
  ['what is no list', '/home/me/.env'],
  ['what is no text', ['/home/me/.env', 7]],
  ['a path that is not whole', ['/home/me/.env', '.env']],
  ['an empty path', ['']],
  ['a path with a NUL', ['/home/me/\0.env']],
  ['too many paths', Array.from({ length: 1_001 }, (_, index) => `/home/me/${String(index)}`)],
])('keeps nothing of a message with %s', async (_, paths) => {
  const drops = createFileDrops(fakeClock())
  drops.dropped(['/home/me/before'])
  drops.dropped(paths)
  expect(await drops.last()).toEqual([])
})
