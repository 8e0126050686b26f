import { expect, it } from 'vitest'
import type { LineState, MachineLine } from '../../../../shared/diagnostics/machine-line.ts'
import { machineReport } from '../../../../shared/diagnostics/machine-report.ts'
import { MachineFacts } from '../../../../shared/diagnostics/machine.ts'
import { machineFacts } from '../../../fakes/machine.ts'

type Changes = Partial<MachineFacts>

const lineOf = (part: MachineLine['part'], changes: Changes) =>
  machineReport(machineFacts(changes)).find((line) => line.part === part)!

const { system } = machineFacts()
const DAY_MS = 86_400_000
const backups = machineFacts().backups!
const wayland = { ...system, display: { ...system.display, kind: 'wayland' } } as const

it('has one line for every part, and none that does not work where everything does', () => {
  const lines = machineReport(machineFacts())
  expect(new Set(lines.map(({ part }) => part)).size).toBe(lines.length)
  expect(lines.filter(({ state }) => state === 'broken')).toEqual([])
  for (const { says, detail = '.' } of lines) {
    expect(says).toMatch(/\.$/)
    expect(detail).toMatch(/[.)]$/)
  }
})

it.each<[MachineLine['part'], Changes, LineState, RegExp]>([
  [
    'keychain',
    { keychain: { state: 'absent', backend: 'Secret Service', lacks: 'service' } },
    'broken',
    /gnome-keyring/,
  ],
  ['keychain', { keychain: { state: 'locked', backend: 'KWallet' } }, 'broken', /KWallet is locked/],
  [
    'keychain',
    { keychain: { state: 'locked', backend: 'KWallet', lastPrompt: 'dismissed' } },
    'broken',
    /closed the last prompt/,
  ],
  ['keychain', { keychain: { state: 'no-keyring', backend: 'KWallet' } }, 'broken', /has no keyring yet/],
  ['keychain', { keychain: { state: 'restarted', backend: 'KWallet' } }, 'broken', /was restarted/],
  ['keychain', { keychain: { state: 'replaced', backend: 'KWallet' } }, 'broken', /replaced another/],
  [
    'keychain',
    { keychain: { state: 'ready', backend: 'GNOME Keyring', lasts: 'session' } },
    'limited',
    /log out/,
  ],
  ['keychain', { keychain: { state: 'hung', backend: 'KWallet' } }, 'broken', /isn’t responding/],
  [
    'clipboard',
    { clipboard: { state: 'failed', why: 'not-kept', install: 'wl-clipboard' } },
    'broken',
    /wl-clipboard/,
  ],
  ['clipboard', { clipboard: { state: 'untried', install: 'xclip' } }, 'limited', /Install xclip/],
  ['clipboard', { clipboard: { state: 'verified', by: 'xclip' } }, 'works', /xclip found it/],
  [
    'network',
    { system: { ...system, certificateOverride: true } },
    'limited',
    /NODE_TLS_REJECT_UNAUTHORIZED/,
  ],
  [
    'clipboard',
    {
      clipboard: { state: 'verified', by: 'wl-paste', through: 'wl-copy' },
      system: { ...wayland, copyHelper: 'without-marks' },
    },
    'limited',
    /can’t mark/,
  ],
  [
    'clipboard',
    { clipboard: { state: 'untried' }, system: { ...wayland, copyHelper: 'missing' } },
    'limited',
    /window in front/,
  ],
  ['command-line', { commandLine: 'no-runtime-folder' }, 'limited', /XDG_RUNTIME_DIR is not set/],
  ['command-line', { commandLine: 'open-to-others' }, 'broken', /mode 0700/],
  ['command-line', { commandLine: 'off' }, 'unknown', /turned off in the settings/],
  ['shortcut', { shortcut: { state: 'refused', accelerator: 'Control+K' } }, 'broken', /keyhold --quick/],
  [
    'shortcut',
    { shortcut: { state: 'unproven', accelerator: 'Control+K' }, system: wayland },
    'unknown',
    /Wayland/,
  ],
  ['shortcut', { shortcut: undefined }, 'unknown', /running Keyhold/],
  ['tray', { trayHost: 'absent', trayIcon: 'hidden' }, 'limited', /minimised/],
  ['tray', { trayHost: 'present', trayIcon: 'hidden' }, 'limited', /the Keyhold icon isn’t shown/],
  ['tray', { trayHost: 'unknown' }, 'unknown', /session bus/],
  ['notifications', { notifications: 'unsupported' }, 'limited', /window and in the tray/],
  ['notifications', { notifications: 'failed' }, 'broken', /refused/],
  [
    'display',
    { system: { ...system, display: { ...system.display, answers: false } } },
    'broken',
    /connections/,
  ],
  ['network', { system: { ...system, proxy: 'unusable' } }, 'broken', /never bypasses/],
  ['network', { system: { ...system, proxy: 'unanswered' } }, 'broken', /doesn’t start for root/],
  ['network', { reach: { state: 'failed', why: 'tls', at: 1 } }, 'broken', /certificate/],
  ['network', { system: { ...system, proxy: 'unknown' }, reach: { state: 'untried' } }, 'unknown', /in time/],
  ['disk', { place: { folder: 'private', isWritable: false } }, 'broken', /full or read-only/],
  ['disk', { place: { folder: 'open', isWritable: true, freeBytes: 1e12 } }, 'limited', /0700/],
  ['disk', { place: { folder: 'private', isWritable: true, freeBytes: 1e8 } }, 'limited', /100 MB/],
  ['disk', { isLogWritable: false }, 'limited', /not to its log.*logs\/keyhold\.log/],
  ['vault', { vault: 'damaged' }, 'broken', /backups/],
  ['vault', { vault: 'none' }, 'unknown', /first start/],
  [
    'backup',
    { backups: { ...backups, isAutomatic: false } },
    'works',
    /1 day old.*Automatic backups are off/,
  ],
  ['backup', { backups: { ...backups, missing: 2 } }, 'works', /2 secrets aren’t in it/],
  ['backup', { backups: { ...backups, isTooOld: true } }, 'limited', /lost with it/],
  ['backup', { backups: { ...backups, ageMs: undefined } }, 'limited', /no backup of your secrets/],
  ['backup', { backups: { ...backups, hasFailed: true } }, 'broken', /automatic backup failed/],
  ['backup', { backups: { ...backups, check: 'failed' } }, 'broken', /couldn’t open/],
  [
    'backup',
    { backups: { ...backups, check: 'failed', checkedAgoMs: 3 * DAY_MS } },
    'broken',
    /check 3 days ago couldn’t open/,
  ],
  ['backup', { backups: { ...backups, check: 'none' } }, 'works', /never checked/],
  ['backup', { backups: { ...backups, isTooOld: true, check: 'none' } }, 'limited', /never checked/],
  [
    'backup',
    { backups: { ...backups, check: 'good', checkedAgoMs: 3 * DAY_MS } },
    'works',
    /check 3 days ago found it good/,
  ],
  ['backup', { backups: { ...backups, check: 'good', checkedAgoMs: 9 } }, 'works', /within the hour/],
  ['backup', { backups: undefined }, 'unknown', /couldn’t read/],
  ['backup', { vault: 'none' }, 'unknown', /no secrets/],
  ['start', { startsWithSystem: 'overruled' }, 'limited', /turned off/],
])('says of the %s with %j that it is %s', (part, changes, state, words) => {
  const line = lineOf(part, changes)
  expect(line.state).toBe(state)
  expect(`${line.says} ${line.detail ?? ''}`).toMatch(words)
})

it('has words for everything that the facts can be', () => {
  for (const vault of MachineFacts.shape.vault.options)
    expect(lineOf('vault', { vault }).says, vault).toMatch(/\.$/)
  for (const notifications of MachineFacts.shape.notifications.options)
    expect(lineOf('notifications', { notifications }).says).toMatch(/\.$/)
})
