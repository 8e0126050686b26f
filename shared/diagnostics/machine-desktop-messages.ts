/** The report's sentences about the desktop around the program. Pure. */
import { broken, limited, unknown, works, type LineWords } from './machine-line.ts'
import type { MachineFacts } from './machine.ts'

const MARKS: Record<MachineFacts['system']['copyHelper'], string> = {
  'not-needed':
    'Keyhold marks copied secrets, so that clipboard histories that know the mark leave them out.',
  missing: 'Without wl-clipboard a copy works only while the window is in front. Install wl-clipboard.',
  'without-marks':
    'If the desktop drops Keyhold’s copy, wl-copy makes it. The installed version can’t mark the copy as a secret, so a clipboard history may keep it.',
  'with-marks': 'If the desktop drops Keyhold’s copy, wl-copy makes it and marks it as a secret.',
}

type Untried = Extract<MachineFacts['clipboard'], { state: 'untried' }>
type Verified = Extract<MachineFacts['clipboard'], { state: 'verified' }>
type Helper = MachineFacts['system']['copyHelper']

export function clipboardWords({ clipboard, system: { copyHelper } }: MachineFacts): LineWords {
  switch (clipboard.state) {
    case 'verified':
      return verifiedWords(clipboard, copyHelper)
    case 'unverified':
      return limited(
        'The last copy was made, but nothing on this desktop can check whether it arrived.',
        advice(clipboard.install, copyHelper),
      )
    case 'failed':
      return broken('Last copy failed.', advice(clipboard.install, copyHelper))
    case 'untried':
      return untriedWords(clipboard, copyHelper)
  }
}

const advice = (install: string | undefined, helper: Helper): string =>
  install === undefined || helper === 'missing' ? MARKS[helper] : `Install ${install}. ${MARKS[helper]}`

function verifiedWords({ by, through }: Verified, helper: Helper): LineWords {
  const found = `The last copy arrived: ${by === 'own-read' ? 'reading it back' : by} found it`
  if (through === undefined) return works(`${found}.`, MARKS[helper])
  const says = `${found}, copied through ${through}.`
  return helper === 'without-marks' ? limited(says, MARKS[helper]) : works(says, MARKS[helper])
}

function untriedWords({ reader, install }: Untried, helper: Helper): LineWords {
  if (helper === 'missing') return limited('A copy works only from the window in front.', MARKS[helper])
  if (install !== undefined)
    return limited('Nothing on this desktop can check whether a copy arrives.', advice(install, helper))
  const checked = reader === undefined ? '' : `; ${reader} will check whether a copy arrives`
  return unknown(`Not tested yet${checked}.`, MARKS[helper])
}

export function shortcutWords({ shortcut, system }: MachineFacts): LineWords {
  const instead = 'Your desktop’s own keyboard settings can run “keyhold --quick” instead.'
  if (shortcut === undefined)
    return unknown('Only the running Keyhold knows whether the shortcut is active.', 'See its settings.')
  switch (shortcut.state) {
    case 'off':
      return unknown('No shortcut is set.', instead)
    case 'registered':
      return works(
        shortcut.firedAt === undefined
          ? 'The shortcut is active.'
          : 'The shortcut is active: Keyhold received it.',
      )
    case 'refused':
      return broken('The system refused the shortcut.', `Most likely another program uses it. ${instead}`)
    case 'unproven':
      return unknown(
        'Shortcut not verified. Press it to test it.',
        system.display.kind === 'wayland' ? `Wayland doesn’t say whether it works. ${instead}` : instead,
      )
  }
}

export function trayWords({ trayHost, trayIcon }: MachineFacts): LineWords {
  if (trayHost === 'absent')
    return limited(
      'Nothing on this desktop shows tray icons.',
      'The window is minimised, never hidden. GNOME shows icons with its AppIndicator extension; Keyhold uses a tray as soon as there is one.',
    )
  if (trayHost === 'unknown') return unknown('Tray status unknown.', 'There is no session bus.')
  if (trayIcon === undefined) return works('Tray available.')
  return trayIcon === 'shown'
    ? works('The icon is in the tray.')
    : limited(
        'Tray available, but the Keyhold icon isn’t shown.',
        'Everything in its menu is in the window too.',
      )
}

export const NOTIFICATION_WORDS: Record<MachineFacts['notifications'], LineWords> = {
  shown: works('Last notification sent.', 'The system doesn’t say whether “do not disturb” held it back.'),
  ready: works('Notifications are available.', 'None was shown yet in this session.'),
  failed: broken('The system refused the last notification.', 'Reminders are in the window and in the tray.'),
  unsupported: limited('No notification service found.', 'Reminders are in the window and in the tray.'),
  unchecked: unknown('Notifications not tested yet.'),
}

export const START_WORDS: Record<MachineFacts['startsWithSystem'], LineWords> = {
  on: works('The system starts Keyhold when you log in.'),
  off: unknown('You start Keyhold yourself.', 'Keyhold doesn’t remind you while it isn’t running.'),
  overruled: limited('Starting with the system was turned off in the system settings.'),
}

export function displayWords({ system: { display } }: MachineFacts): LineWords {
  if (!display.answers) return broken('The display accepts no connections.', 'Copying and windows need it.')
  const on = display.desktop === '' ? '' : ` on ${display.desktop}`
  switch (display.kind) {
    case 'own':
      return works('The system’s own display.')
    case 'x11':
      return works(`X11${on}.`, 'Copying, clearing and shortcuts work without the window in front.')
    case 'wayland':
      return works(
        `Wayland${on}.`,
        'Only the window in front may copy by itself, and shortcuts go through the desktop’s portal; Keyhold handles both and says where they don’t work.',
      )
  }
}
