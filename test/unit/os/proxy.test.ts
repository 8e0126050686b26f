import { expect, it } from 'vitest'
import { parseProxy } from '../../../electron/os/proxy.ts'

it.each([
  ['DIRECT', undefined],
  ['DIRECT; PROXY later:1', undefined],
  ['PROXY proxy.example:3128', 'http://proxy.example:3128'],
  ['proxy proxy.example:3128; DIRECT', 'http://proxy.example:3128'],
  ['HTTPS secure.example:443', 'https://secure.example:443'],
  ['PROXY [2001:db8::1]:8080', 'http://[2001:db8::1]:8080'],
  ['SOCKS5 127.0.0.1:1080; PROXY second:8080', 'http://second:8080'],
  [' ; PROXY   spaced:1 ;', 'http://spaced:1'],
])('reads %j', (answer, proxy) => {
  expect(parseProxy(answer)).toBe(proxy)
})

it.each([
  'SOCKS5 127.0.0.1:1080',
  'SOCKS 127.0.0.1:1080; SOCKS4 127.0.0.1:1081',
  'SOCKS5 127.0.0.1:9050; DIRECT',
  'QUIC proxy:443; DIRECT',
  'PROXY ; DIRECT',
  'PROXY host:99999; DIRECT',
])('never goes straight past a proxy that it cannot use: %j', (answer) => {
  expect(() => parseProxy(answer)).toThrow(
    expect.objectContaining({ name: 'WireFailure', why: 'proxy', sent: false }),
  )
})

it('does not take an empty answer for a proxy that cannot be used, nor for the way straight on', () => {
  expect(() => parseProxy('')).toThrow('Nobody says which proxy')
})
