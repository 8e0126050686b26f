import { expect, it } from 'vitest'
import {
  argument,
  doctorRequest,
  foreignArguments,
  isVersionRequest,
  launchRequest,
} from '../../../../electron/main/arguments.ts'

it('finds its own switches between foreign ones', () => {
  const argv = ['electron', '--allow-file-access', '--profile=/home/a b/=x', 'app']
  expect(argument(argv, 'profile')).toBe('/home/a b/=x')
  expect(argument(argv, 'prof')).toBeUndefined()
})

const NOTHING = { isHidden: false, isQuick: false, isLock: false, link: undefined }

it.each([
  [['keyhold'], NOTHING],
  [['keyhold', '--hidden'], { ...NOTHING, isHidden: true }],
  [['keyhold', '--quick', '--enable-features=Wayland'], { ...NOTHING, isQuick: true }],
  [['keyhold', '--lock'], { ...NOTHING, isLock: true }],
  [['keyhold', '--hidden=no', 'hidden', '--quickly', '--lock=no'], NOTHING],
])('reads the request of %j', (argv, request) => {
  expect(launchRequest(argv)).toEqual(request)
})

it('prints its version only where it is asked for', () => {
  expect(isVersionRequest(['keyhold', '--version'])).toBe(true)
  expect(isVersionRequest(['keyhold', '-version', '--version=1'])).toBe(false)
})

it('sends for the doctor only where it is asked for', () => {
  expect(doctorRequest(['keyhold', '--json'])).toBeUndefined()
  expect(doctorRequest(['keyhold', '--doctor'])).toEqual({ isJson: false })
  expect(doctorRequest(['electron', '--no-zygote', '.', '--json', '--doctor'])).toEqual({ isJson: true })
})

it('reads the view that a link asks for, wherever the system has put it', () => {
  const argv = ['keyhold', '--allow-file-access', 'keyhold://open/timeline', '--quick']
  expect(launchRequest(argv).link).toEqual({ view: { kind: 'timeline' } })
})

it.each([[['keyhold://app/']], [['KEYHOLD:anything']], [['keyhold://open/keys', 'keyhold://open/settings']]])(
  'takes %j for a link that means nothing',
  (links) => expect(launchRequest(['keyhold', ...links]).link).toEqual({ view: undefined }),
)

it.each([
  [[]],
  [['--hidden']],
  [['--quick']],
  [['--lock']],
  [['--version']],
  [['--doctor', '--json']],
  [['--demo']],
  [['keyhold://open/timeline']],
  [['-psn_0_12345', '--hidden']],
  [['--answer']],
  [['--doctor', '--ozone-platform=headless']],
  [['--answer', '--ozone-platform=headless']],
])('takes %j as its own', (args) => expect(foreignArguments(args)).toEqual([]))

it.each([
  '--remote-debugging-port=9333',
  '--remote-debugging-pipe',
  '-remote-debugging-port=9333',
  '/remote-debugging-port=9333',
  '--REMOTE-DEBUGGING-PORT=9333',
  '--inspect',
  '--ozone-platform=headless',
  '--inspect-brk=0',
  '--js-flags=--expose-gc',
  '--load-extension=/tmp/x',
  '--no-sandbox',
  '--disable-web-security',
  '--proxy-server=evil.example',
  '--host-rules=MAP * evil.example',
  '--host-resolver-rules=MAP * evil.example',
  '--ignore-certificate-errors',
  '--user-data-dir=/tmp/x',
  '--renderer-cmd-prefix=/tmp/x',
  '--blink-settings=dnsPrefetchingEnabled=true',
  '--profile=/tmp/x',
  '--hidden=no',
  '--',
  '/tmp/app',
  '',
])('takes %j for none of its own, and does not repeat its value', (given) => {
  expect(foreignArguments(['--hidden', given])).toEqual([given.split('=')[0]])
})
