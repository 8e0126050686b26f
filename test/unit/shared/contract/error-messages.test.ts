import { expect, it } from 'vitest'
import { quoteProvider } from '../../../../shared/contract/error-messages.ts'

it.each([
  ['rate limit exceeded', 'It says: “rate limit exceeded”.'],
  ['An error was asked for.', 'It says: “An error was asked for.”'],
  ['Really?', 'It says: “Really?”'],
  ['too many…', 'It says: “too many…”'],
])('ends a quote of a provider with one mark: %s', (words, quote) => {
  expect(quoteProvider(words)).toBe(quote)
})
