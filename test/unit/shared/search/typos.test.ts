import { expect, it } from 'vitest'
import { fitOf, GUESS } from '../../../../shared/search/typos.ts'

it('finds a text by the beginnings of its words, the first word best', () => {
  expect(fitOf('Grafana prod', 'graf')).toBe(0)
  expect(fitOf('Grafana prod', 'prod')).toBe(1)
  expect(fitOf('Grafana prod', 'rafa')).toBe(2)
  expect(fitOf('Grafana prod', 'prod graf')).toBe(1)
})

it('prefers the text that is typed as a whole to one that only has its words', () => {
  expect(fitOf('Create a key…', 'create a key')).toBe(-1)
  expect(fitOf('Create another key…', 'create a key')).toBe(1)
})

it.each(['garfana', 'grafanna', 'grfana', 'grafama'])('finds Grafana by %s, as a guess', (typed) => {
  expect(fitOf('Grafana prod', typed)).toBeGreaterThanOrEqual(GUESS)
})

it('finds a word with a slip that is not typed to its end', () =>
  expect(fitOf('Keyboard shortcuts', 'shorct')).toBeGreaterThanOrEqual(GUESS))

it('allows no slip in a short word, and no word that is missing', () => {
  expect(fitOf('Sync now', 'syn')).toBe(0)
  expect(fitOf('Sync now', 'snc')).toBeUndefined()
  expect(fitOf('Grafana prod', 'grafana test')).toBeUndefined()
})

it('looks past case and accents, in any script', () => {
  expect(fitOf('Zürich', 'zurich')).toBe(-1)
  expect(fitOf('Ключ прод', 'прод')).toBe(1)
  expect(fitOf('生产密钥', '密钥')).toBe(2)
})
