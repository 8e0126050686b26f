import type { Dispatcher } from 'undici'
import { expect, it } from 'vitest'
import { sendOnce } from '../../../electron/os/network-send.ts'

it('refuses a second start of one request, should the HTTP client ever try', async () => {
  let sends = 0
  const aborted: unknown[] = []
  const client = {
    dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler) {
      const controller: Dispatcher.DispatchController = {
        aborted: false,
        paused: false,
        reason: null,
        pause: () => undefined,
        resume: () => undefined,
        abort(reason) {
          aborted.push(reason)
          handler.onResponseError?.(controller, reason)
        },
      }
      handler.onRequestStart?.(controller, {})
      handler.onRequestStart?.(controller, {})
      return true
    },
  }
  const outcome = sendOnce(
    client,
    {
      url: new URL('https://example.test/'),
      method: 'POST',
      headers: {},
      body: undefined,
      timeoutMs: 1,
      maxBytes: 1,
      extraCertificates: undefined,
      signal: undefined,
    },
    () => (sends += 1),
  )
  await expect(outcome).rejects.toMatchObject({ why: 'cut-off', sent: true })
  expect(sends).toBe(1)
  expect(aborted).toHaveLength(1)
})
