import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { DateField } from '../../../renderer/parts/date-field.tsx'
import { NOW } from './sample-rows.ts'

const drawn = (isRequired?: boolean) =>
  renderToStaticMarkup(
    createElement(DateField, {
      label: 'Ends',
      edge: 'end',
      value: NOW,
      onChange: () => undefined,
      ...(isRequired !== undefined && { isRequired }),
    }),
  )

it('a date is taken away by a button only where it may be missing', () => {
  expect(drawn()).toContain('No date (Ends)')
  expect(drawn(false)).toContain('No date (Ends)')
  expect(drawn(true)).not.toContain('No date')
})
