import { expect, it } from 'vitest'
import { createProviders } from '../../../electron/providers/registry.ts'
import { entryWords } from '../../../renderer/screens/history/history-messages.ts'
import { formFieldList } from '../../../shared/model/history.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { fakeNetwork } from '../../fakes/network.ts'

const fields = createProviders({ network: fakeNetwork(), clock: fakeClock() })
  .metadata.flatMap(({ updateFields, kinds = [] }) => [
    ...updateFields,
    ...kinds.flatMap((kind) => kind.updateFields ?? []),
  ])
  .map(({ name }) => name)

it.each([...new Set(fields)])('the history has words for “%s” of a provider’s form', (name) => {
  const details = { fields: formFieldList({ [name]: '' }) }
  const { detail } = entryWords({ id: 1, at: 0, kind: 'key-updated', name: 'ci', details })
  expect(detail).toMatch(/^[a-zA-Z ]+$/)
})
