/** The recipe of CONTRIBUTING.md is true: one definition and one emulator with samples go through all that every provider must hold to. */
import { testProvider } from '../../../suites/provider.suite.ts'
import { madeUp } from './definition.ts'
import { startMadeUp } from './emulator.ts'

testProvider(madeUp, {
  start: startMadeUp,
  scope: '',
  draft: { title: 'made here' },
  withNext: (json, next) => ({ ...(json as object), next }),
  silent: ['draftFromKey'],
})
