import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** Waits of these modules end by themselves when their vault closes, or belong to no vault. */
const WITH_AN_END_OF_THEIR_OWN = [
  join('approvals', 'card-queue.ts'), // denies every card
  join('keychain', 'serial-calls.ts'), // the keychain outlives the vault
  join('scheduling', 'own-timers.ts'),
  join('scheduling', 'renderer-backpressure.ts'), // belongs to the program
]

it('a call of the vault waits by no timer that closing the vault would stop', () => {
  const core = join('electron', 'core')
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const waits = files.filter((file) => {
    const text = readFileSync(join(core, file), 'utf8')
    return /new Promise\b|withResolvers/.test(text) && /\bafter\(|setTimeout/.test(text)
  })
  expect(waits.sort()).toEqual(WITH_AN_END_OF_THEIR_OWN)
})
