/** Checks the recipe in CONTRIBUTING.md: a provider with one definition and one emulator passes the whole common suite. */
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
