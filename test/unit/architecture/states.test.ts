import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import {
  capital,
  KEY_STATES,
  OVERLAP_STATES,
  ROTATED_ELSEWHERE,
  SECRET_STATES,
} from '../../../shared/expiry/state-messages.ts'

/** The only module that may word the states of keys. */
const VOCABULARY = join('shared', 'expiry', 'state-messages.ts')

const STATES = [
  ...[KEY_STATES, SECRET_STATES, OVERLAP_STATES].flatMap((states) => Object.values(states)),
  ROTATED_ELSEWHERE,
]
/** Earlier names of the states in other modules. */
const SYNONYMS = [
  'deleted',
  'being replaced',
  'not valid yet',
  'no secret stored',
  'rotated elsewhere',
  'probably regenerated elsewhere',
]
// A single lower-case word may be an id, such as that of an icon.
const LABELS = [...STATES, ...SYNONYMS].flatMap((state) =>
  state.includes(' ') ? [state, capital(state)] : [capital(state)],
)

/** Labels that are not states of a key, but of the shortcut. */
const OTHERS = ["registered: 'Active',"]

it('no module but one words a state of a key, of its secret or of an overlap', () => {
  const modules = ['renderer', 'electron', 'shared'].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('providers'))
      .map((file) => join(root, file)),
  )
  const seconds = modules
    .filter((file) => file !== VOCABULARY)
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => LABELS.some((label) => line.includes(`'${label}'`)) && !OTHERS.includes(line))
        .map((line) => `${file}: ${line}`),
    )
  expect(modules.length).toBeGreaterThan(500)
  expect(seconds).toEqual([])
})
