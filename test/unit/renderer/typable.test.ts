import { describe, expect, it } from 'vitest'
import { isTypable } from '../../../renderer/screens/confirm/typable.ts'

describe('a name to type before something ends', () => {
  it.each(['grafana-prod', 'CI key #2 (old)', 'Schlüssel für Öl', 'مفتاح', '日本'])(
    'can be typed: %s',
    (name) => {
      expect(isTypable(name)).toBe(true)
    },
  )

  it.each([
    ['empty', ''],
    ['very long', 'x'.repeat(65)],
    ['with a picture', 'deploy 🚀'],
    ['with two blanks that look like one', 'a  b'],
    ['with a blank at its end', 'a '],
    ['with an invisible mark', 'a\u200bb'],
    ['with a direction override', 'a\u202eb'],
    ['with a control character', 'a\tb'],
  ])('is ticked instead when it is %s', (_, name) => {
    expect(isTypable(name)).toBe(false)
  })
})
