/** Four services as users describe them, in the common suite of every provider. */
import { definitionOf, startDescribed } from '../../../emulators/described.ts'
import { testProvider } from '../../../suites/provider.suite.ts'

const draft = { name: 'made here' }

testProvider(definitionOf('numbered'), {
  start: async (keys) => startDescribed({ keys, dialect: 'numbered' }),
  scope: '',
  draft,
})

testProvider(definitionOf('cursor'), {
  start: async (keys) => startDescribed({ keys, dialect: 'cursor' }),
  scope: '',
  draft,
})

testProvider(definitionOf('signed'), {
  start: async (keys) => startDescribed({ keys, dialect: 'signed' }),
  scope: '',
  draft,
})

testProvider(definitionOf('linked'), {
  start: async (keys) => startDescribed({ keys, dialect: 'linked' }),
  scope: '',
  draft,
  withNext: (json, next) => ({ ...(json as object), links: { next } }),
})
