/** Random command lines, as another start or another program on this machine may pass them to the program. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { doctorRequest, foreignArguments, launchRequest } from '../../../../electron/main/arguments.ts'
import { ViewCommand } from '../../../../shared/contract/palette.ts'
import { MESSAGES_TIMEOUT_MS, playMessages } from '../../../suites/messages/any-messages.ts'

const OWN = ['--hidden', '--quick', '--lock', '--doctor', '--json', '--version', '--demo', '--answer']
const HEADLESS = '--ozone-platform=headless'
const CHROMIUM = [
  '--remote-debugging-port=9222',
  '--no-sandbox',
  '-no-sandbox',
  '/no-sandbox',
  '--js-flags=x',
]
const pieces = fc.constantFrom(
  ...['keyhold:', 'KeyHold:', '//', 'open', 'app', '/', 'key', 'keys', 'settings', 'a-1'],
  ...['?', '#', '%2f', '..', '@', '\n', '\0', '\u202e'],
)
const link = fc.array(pieces, { maxLength: 8 }).map((all) => `keyhold:${all.join('')}`)
const good = fc.constantFrom('keyhold://open/keys', 'keyhold://open/key/a-1', 'KEYHOLD://OPEN/keys')
const argument = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...OWN, HEADLESS, '-psn_0_1', ...CHROMIUM) },
  { weight: 2, arbitrary: fc.oneof(good, link) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('-', '--', '/', '=', ''), fc.constantFrom(...OWN), fc.string({ maxLength: 9 }))
      .map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)

it(
  'asks for nothing but what it says, and takes no switch of another program',
  { timeout: MESSAGES_TIMEOUT_MS },
  async () => {
    let views = 0
    await playMessages(fc.array(argument, { maxLength: 6 }), (args) => {
      const asked = launchRequest(args)
      expect([asked.isHidden, asked.isQuick, asked.isLock]).toEqual(
        ['--hidden', '--quick', '--lock'].map((name) => args.includes(name)),
      )
      const links = args.filter((each) => /^keyhold:/i.test(each))
      expect(asked.link === undefined).toBe(links.length === 0)
      if (asked.link?.view !== undefined) {
        views += 1
        expect(links).toHaveLength(1)
        expect(links[0]).toMatch(/^keyhold:\/\/open\/(?:keys|timeline|history|settings|key\/[a-z0-9-]+)\/?$/)
        expect(ViewCommand.safeParse(asked.link.view).success).toBe(true)
      }

      const isWithoutDisplay = doctorRequest(args) !== undefined || args.includes('--answer')
      const isOwn = (each: string) =>
        OWN.includes(each) ||
        /^keyhold:/i.test(each) ||
        /^-psn_\d+_\d+$/.test(each) ||
        (each === HEADLESS && isWithoutDisplay)
      expect(foreignArguments(args)).toEqual(
        args.filter((each) => !isOwn(each)).map((each) => each.split('=', 1)[0]),
      )
    })
    expect(views).toBeGreaterThan(0)
  },
)
